package io.campuspulse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.store.ReadingStore.Bucket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of readings does. */
public abstract class ReadingStoreContract {
  private static final long T = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);

  private StoreHarness harness;

  /** Opens an empty store. */
  protected abstract StoreHarness open() throws Exception;

  @BeforeEach
  void openStore() throws Exception {
    harness = open();
  }

  @AfterEach
  void closeStore() {
    harness.close();
  }

  private ReadingStore store() {
    return harness.readings();
  }

  private static Reading good(String point, long time, long value) {
    return new Reading(point, time, value, Quality.GOOD, 7, time + 100);
  }

  private static Reading of(String point, long time, long value, Quality quality) {
    return new Reading(point, time, value, quality, 7, time + 100);
  }

  private List<Reading> scan(List<String> points, Interval interval) {
    List<Reading> found = new ArrayList<>();
    store().scan(points, interval, found::add);
    return found;
  }

  private List<Reading> scan(String point) {
    return scan(List.of(point), ALL);
  }

  @Test
  void aReadingComesBackAsItWasWritten() {
    Reading reading = new Reading("p", T + 123, -42, Quality.SUSPECT, -1, T + 999);
    store().write(List.of(reading));
    assertThat(scan("p")).containsExactly(reading);
  }

  @Test
  void writingAReadingAgainChangesNothing() {
    List<Reading> batch = List.of(good("p", T, 1), good("p", T + 1, 2), good("q", T, 3));
    store().write(batch);
    store().write(batch);
    List<Reading> doubled = new ArrayList<>(batch);
    doubled.addAll(batch);
    store().write(doubled);
    assertThat(scan(List.of("p", "q"), ALL)).containsExactlyElementsOf(batch);
  }

  @Test
  void readingsThatDifferInOneComponentAreKeptSideBySide() {
    Reading a = new Reading("p", T, 5, Quality.GOOD, 7, T + 100);
    List<Reading> different =
        List.of(
            a,
            new Reading("p", T, 6, Quality.GOOD, 7, T + 100),
            new Reading("p", T, 5, Quality.NO_CLOCK, 7, T + 100),
            new Reading("p", T, 5, Quality.SUSPECT, 7, T + 100),
            new Reading("p", T, 0, Quality.BAD, 7, T + 100),
            new Reading("p", T, 5, Quality.GOOD, 8, T + 100),
            new Reading("p", T, 5, Quality.GOOD, -1, T + 100),
            new Reading("p", T, 5, Quality.GOOD, 7, T + 101),
            new Reading("p", T + 1, 5, Quality.GOOD, 7, T + 100),
            new Reading("q", T, 5, Quality.GOOD, 7, T + 100));
    store().write(different.subList(0, 4));
    store().write(different.subList(4, different.size()));
    store().write(different);
    List<Reading> expected = new ArrayList<>(different.subList(0, 9));
    expected.sort(Reading.CANONICAL);
    assertThat(scan("p")).containsExactlyElementsOf(expected);
    assertThat(scan("q")).containsExactly(different.get(9));
  }

  @Test
  void aScanGoesPointByPointAsGivenEachInCanonicalOrderWhateverTheArrivalOrder() {
    Random random = new Random(4);
    List<Reading> a = many("a", random);
    List<Reading> b = many("b", random);
    List<Reading> shuffled = new ArrayList<>(a);
    shuffled.addAll(b);
    Collections.shuffle(shuffled, random);
    int third = shuffled.size() / 3;
    store().write(shuffled.subList(0, third));
    store().write(shuffled.subList(third, 2 * third));
    store().write(shuffled.subList(2 * third, shuffled.size()));
    List<Reading> expected = new ArrayList<>(b);
    expected.addAll(a);
    assertThat(scan(List.of("b", "absent", "a", "b"), ALL)).containsExactlyElementsOf(expected);
  }

  /** Readings over three months, several at many of their times, in canonical order. */
  private static List<Reading> many(String point, Random random) {
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long time = T - random.nextInt(90) * 86_400_000L - random.nextInt(3);
      Quality quality = Storable.quality(random.nextInt(4));
      all.add(new Reading(point, time, random.nextInt(1000), quality, i, T + i));
    }
    all.sort(Reading.CANONICAL);
    return all;
  }

  @Test
  void aScanOfHundredsOfPointsEqualsTheScansOfEach() {
    List<String> points = IntStream.range(0, 350).mapToObj(i -> "room-" + i + ".co2").toList();
    List<Reading> batch = new ArrayList<>();
    for (int minute = 0; minute < 30; minute++) {
      for (int p = 0; p < points.size(); p++) {
        if (p % 7 != 3) {
          batch.add(good(points.get(p), T + minute * MINUTE + p, minute * 1000L + p));
        }
      }
    }
    store().write(batch);
    Interval middle = new Interval(T + 10 * MINUTE, T + 20 * MINUTE);
    List<Reading> single = new ArrayList<>();
    points.forEach(p -> single.addAll(scan(List.of(p), middle)));
    assertThat(single).hasSize(3000);
    assertThat(scan(points, middle)).containsExactlyElementsOf(single);
  }

  @Test
  void aScanCopesWithThousandsOfIdsThatAreNotThere() {
    store().write(List.of(good("there", T, 1)));
    List<String> points = new ArrayList<>();
    IntStream.range(0, 5000).forEach(i -> points.add("absent-" + i));
    points.add(4000, "there");
    assertThat(scan(points, ALL)).containsExactly(good("there", T, 1));
  }

  @Test
  void aPointWithMoreReadingsThanAnyPageComesBackWhole() {
    List<Reading> batch =
        LongStream.range(0, 60_000).mapToObj(i -> good("busy", T + i * 1000, i)).toList();
    store().write(batch);
    store().write(List.of(good("calm", T, 1)));
    assertThat(scan("busy")).containsExactlyElementsOf(batch);
    List<Reading> both = scan(List.of("calm", "busy"), ALL);
    assertThat(both).hasSize(60_001).startsWith(good("calm", T, 1));
    assertThat(both.subList(1, both.size())).containsExactlyElementsOf(batch);
  }

  @Test
  void aScanHoldsItsStartAndNotItsEnd() {
    store().write(List.of(good("p", T - 1, 1), good("p", T, 2), good("p", T + 1, 3)));
    assertThat(scan(List.of("p"), new Interval(T, T + 1))).containsExactly(good("p", T, 2));
    assertThat(scan(List.of("p"), new Interval(T, T))).isEmpty();
    assertThat(scan(List.of("p"), new Interval(T + 2, T + 9))).isEmpty();
    assertThat(scan(List.of(), ALL)).isEmpty();
  }

  @Test
  void readingsFromYearsBackAndFromTheEdgesOfTimeAreKept() {
    List<Reading> batch =
        List.of(
            good("p", 0, 1),
            good("p", T - 3 * 365 * 86_400_000L, 2),
            good("p", T, 3),
            good("p", Storable.TIMES.end() - 1, 4));
    store().write(List.of(batch.get(2)));
    store().write(List.of(batch.get(3), batch.get(1), batch.get(0)));
    assertThat(scan("p")).containsExactlyElementsOf(batch);
    assertThat(store().newestTime()).contains(Storable.TIMES.end() - 1);
  }

  @Test
  void theLastUsableReadingIsStrictlyBeforeAndSkipsWhatMayNotBeUsed() {
    store()
        .write(
            List.of(
                good("p", T, 1),
                of("p", T + 1, 2, Quality.NO_CLOCK),
                of("p", T + 2, 3, Quality.SUSPECT),
                of("p", T + 3, 0, Quality.BAD),
                good("other", T + 3, 9)));
    assertThat(store().lastUsableBefore("p", T)).isEmpty();
    assertThat(store().lastUsableBefore("p", T + 1)).contains(good("p", T, 1));
    assertThat(store().lastUsableBefore("p", T + 60 * MINUTE))
        .contains(of("p", T + 1, 2, Quality.NO_CLOCK));
    assertThat(store().lastUsableBefore("p", Long.MAX_VALUE))
        .contains(of("p", T + 1, 2, Quality.NO_CLOCK));
    assertThat(store().lastUsableBefore("absent", T)).isEmpty();
  }

  @Test
  void theFirstUsableReadingIsAtOrAfterAndSkipsWhatMayNotBeUsed() {
    store()
        .write(
            List.of(
                of("p", T, 0, Quality.BAD),
                of("p", T + 1, 3, Quality.SUSPECT),
                good("p", T + 2, 1),
                good("p", T + 5, 2)));
    assertThat(store().firstUsableFrom("p", Long.MIN_VALUE)).contains(good("p", T + 2, 1));
    assertThat(store().firstUsableFrom("p", T + 2)).contains(good("p", T + 2, 1));
    assertThat(store().firstUsableFrom("p", T + 3)).contains(good("p", T + 5, 2));
    assertThat(store().firstUsableFrom("p", T + 6)).isEmpty();
    assertThat(store().firstUsableFrom("absent", T)).isEmpty();
  }

  @Test
  void ofUsableReadingsAtOneTimeTheDecidingOneIsGiven() {
    Reading wins = new Reading("p", T, 5, Quality.GOOD, 9, T + 3);
    store()
        .write(
            List.of(
                new Reading("p", T, 9, Quality.NO_CLOCK, 99, T),
                new Reading("p", T, 9, Quality.GOOD, 8, T),
                new Reading("p", T, 4, Quality.GOOD, 9, T),
                new Reading("p", T, 5, Quality.GOOD, 9, T + 4),
                wins));
    assertThat(store().lastUsableBefore("p", T + 1)).contains(wins);
    assertThat(store().firstUsableFrom("p", T)).contains(wins);
  }

  @Test
  void aUsableReadingIsFoundAcrossYearsOfSilence() {
    Reading old = good("meter", T - 4 * 365 * 86_400_000L, 5);
    store().write(List.of(old, good("other", T, 1)));
    assertThat(store().lastUsableBefore("meter", T)).contains(old);
    assertThat(store().firstUsableFrom("meter", 0)).contains(old);
    assertThat(store().lastUsableBefore("other", T)).isEmpty();
  }

  @Test
  void bucketsHoldExactFiguresOfUsableReadings() {
    long hour = 60 * MINUTE;
    store()
        .write(
            List.of(
                good("p", T - 1, 1000),
                good("p", T, 1),
                good("p", T + 10 * MINUTE, 2),
                of("p", T + 20 * MINUTE, 500, Quality.SUSPECT),
                good("p", T + 3 * hour, -3),
                good("p", T + 3 * hour + 1, -4),
                of("p", T + 4 * hour, 0, Quality.BAD),
                good("p", T + 5 * hour, 77)));
    assertThat(store().downsample("p", new Interval(T, T + 5 * hour), hour))
        .containsExactly(new Bucket(T, 2, 1, 2, 2), new Bucket(T + 3 * hour, 2, -4, -3, -4));
  }

  @Test
  void bucketsAreAlignedToTheEpochAndHoldOnlyTheInterval() {
    store().write(List.of(good("p", T + 1, 1), good("p", T + 2, 2), good("p", T + 16, 3)));
    long start = Math.floorDiv(T + 2, 7L) * 7;
    assertThat(store().downsample("p", new Interval(T + 2, T + 16), 7))
        .containsExactly(new Bucket(start, 1, 2, 2, 2));
    assertThat(store().downsample("absent", ALL, MINUTE)).isEmpty();
  }

  @Test
  void theMeanOfValuesWhoseSumOverflowsIsExact() {
    store()
        .write(
            List.of(
                good("p", T, Long.MAX_VALUE),
                good("p", T + 1, Long.MAX_VALUE),
                good("p", T + 2, Long.MAX_VALUE - 3),
                good("q", T, Long.MIN_VALUE),
                good("q", T + 1, Long.MIN_VALUE),
                good("q", T + 2, Long.MAX_VALUE),
                good("r", T, (1L << 53) + 1),
                good("r", T + 1, (1L << 53) + 1)));
    Interval minute = new Interval(T, T + MINUTE);
    assertThat(store().downsample("p", minute, MINUTE))
        .containsExactly(new Bucket(T, 3, Long.MAX_VALUE - 3, Long.MAX_VALUE, Long.MAX_VALUE - 1));
    assertThat(store().downsample("q", minute, MINUTE))
        .containsExactly(new Bucket(T, 3, Long.MIN_VALUE, Long.MAX_VALUE, -3074457345618258603L));
    assertThat(store().downsample("r", minute, MINUTE))
        .containsExactly(new Bucket(T, 2, (1L << 53) + 1, (1L << 53) + 1, (1L << 53) + 1));
  }

  @Test
  void theNewestTimeIsThatOfAnyPointAndQuality() {
    assertThat(store().newestTime()).isEmpty();
    store().write(List.of(good("p", T, 1)));
    assertThat(store().newestTime()).contains(T);
    store().write(List.of(of("q", T + 5, 0, Quality.BAD)));
    store().write(List.of(good("p", T + 2, 1)));
    assertThat(store().newestTime()).contains(T + 5);
  }

  @Test
  void theNewestTimeIsKnownAfterARestart() {
    store().write(List.of(good("q", T + 5, 1), good("p", T, 1)));
    harness.restart();
    assertThat(store().newestTime()).contains(T + 5);
  }

  @Test
  void reservedCharactersInIdsKeepPointsApart() {
    List<String> ids =
        List.of(
            "a b",
            "a,b",
            "a=b",
            "a\"b",
            "a'b",
            "a''b",
            "a\\",
            "a\\\\",
            "a\\ b",
            "a\\,b=c",
            "a%5C",
            "a%",
            "a",
            "A",
            "会议室-101",
            "教室 101,一楼=东",
            "🌡",
            "';drop measurement readings",
            "$1",
            "#p",
            "a/b/+/#",
            ",",
            "=",
            "\\",
            "null");
    List<Reading> batch = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      batch.add(good(ids.get(i), T, i));
      batch.add(good(ids.get(i), T + 1, 100 + i));
    }
    store().write(batch);
    harness.restart();
    store().write(batch);
    assertThat(scan(ids, ALL)).containsExactlyElementsOf(batch);
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      assertThat(scan(id)).as(id).containsExactlyElementsOf(batch.subList(2 * i, 2 * i + 2));
      assertThat(store().lastUsableBefore(id, T + 1)).as(id).contains(good(id, T, i));
      assertThat(store().downsample(id, ALL, MINUTE)).as(id).hasSize(1);
    }
  }

  @Test
  void anIdWithANewlineIsRefusedByASentenceThatNamesIt() {
    Reading bad = good("a\nb", T, 1);
    StoreException refusal =
        catchThrowableOfType(
            StoreException.class, () -> store().write(List.of(good("p", T, 1), bad)));
    assertThat(refusal)
        .hasMessage(
            "a reading of point \"a\\u000Ab\" cannot be stored: its id holds the control character"
                + " U+000A at position 1");
    assertThat(refusal.retryable()).isFalse();
    assertThat(refusal.culprits()).containsExactly(bad);
    assertThat(scan("p")).isEmpty();
  }

  @Test
  void aTimeThatNoStoreCanHoldIsRefusedByASentence() {
    for (long time : new long[] {-1, Storable.TIMES.end(), Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertThat(
              catchThrowableOfType(
                  StoreException.class, () -> store().write(List.of(good("p", time, 1)))))
          .hasMessageContaining("its time of " + time + " ms is not within 1970-01-01T00:00:00Z/");
    }
  }

  @Test
  void anIdOfHalfACharacterIsRefused() {
    assertThat(
            catchThrowableOfType(
                StoreException.class, () -> store().write(List.of(good("a\uD83C", T, 1)))))
        .hasMessageContaining("not well-formed Unicode");
  }

  @Test
  void extremeNumbersComeBackExactly() {
    List<Reading> batch =
        List.of(
            new Reading("p", T, Long.MAX_VALUE, Quality.GOOD, Long.MAX_VALUE, Long.MAX_VALUE),
            new Reading("p", T + 1, Long.MIN_VALUE, Quality.GOOD, Long.MIN_VALUE, Long.MIN_VALUE),
            new Reading("p", T + 2, (1L << 53) + 1, Quality.GOOD, -(1L << 53) - 1, 0),
            new Reading("p", T + 3, -1, Quality.GOOD, -1, -1));
    store().write(batch);
    store().write(batch);
    assertThat(scan("p")).containsExactlyElementsOf(batch);
    assertThat(store().lastUsableBefore("p", T + 2)).contains(batch.get(1));
  }

  @Test
  void anEmptyBatchIsNothing() {
    store().write(List.of());
    assertThat(store().newestTime()).isEmpty();
  }

  @Test
  void aRestartKeepsEverything() {
    List<Reading> batch =
        LongStream.range(0, 5000).mapToObj(i -> good("p" + i % 9, T + i, i)).toList();
    store().write(batch);
    harness.restart();
    store().write(batch.subList(0, 100));
    List<String> points = IntStream.range(0, 9).mapToObj(i -> "p" + i).toList();
    List<Reading> expected = new ArrayList<>(batch);
    expected.sort((x, y) -> x.point().compareTo(y.point()));
    assertThat(scan(points, ALL)).containsExactlyElementsOf(expected);
  }

  @Test
  void aConsumerMayUseTheStoreWhileItScans() {
    store().write(List.of(good("p", T, 1), good("p", T + 1, 2)));
    store()
        .scan(
            List.of("p"),
            ALL,
            r -> {
              store().write(List.of(good("q", r.timeMillis(), r.value())));
              assertThat(store().lastUsableBefore("q", Long.MAX_VALUE)).isPresent();
            });
    assertThat(scan("q")).hasSize(2);
  }

  @Test
  void threadsThatWriteAndReadAtOnceSeeWhatTheyWrote() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        String point = "thread-" + t;
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 15; i++) {
                    store().write(List.of(good(point, T + i, i), good("shared", T + i, i)));
                    assertThat(scan(point)).hasSize(i + 1);
                  }
                }));
      }
      for (Future<?> w : work) {
        w.get(Duration.ofMinutes(1).toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(scan("shared")).hasSize(15);
  }
}
