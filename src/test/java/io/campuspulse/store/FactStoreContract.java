package io.campuspulse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of facts does. */
public abstract class FactStoreContract {
  private static final long T = Instant.parse("2026-03-02T08:00:00Z").toEpochMilli();
  private static final long QUARTER = Interval.BASE_MILLIS;
  private static final Interval ALL = new Interval(Long.MIN_VALUE, Long.MAX_VALUE);
  private static final Leaf ROOM = new Leaf(Leaf.Kind.SPACE, "A101");

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

  private FactStore store() {
    return harness.facts();
  }

  private static FactRow row(Leaf leaf, long start, long value) {
    return new FactRow(
        leaf, start, Facts.of(Map.of("known_ms", value, "total_ms", 900_000L)), "c" + value, 1, T);
  }

  private List<FactRow> scan(List<Leaf> leaves, Interval interval) {
    List<FactRow> found = new ArrayList<>();
    store().scan(leaves, interval, found::add);
    return found;
  }

  @Test
  void aRowComesBackAsItWasWritten() {
    FactRow row =
        new FactRow(
            ROOM,
            T,
            Facts.of(Map.of("a", Long.MIN_VALUE, "b", Long.MAX_VALUE, "c", 0L)),
            "people=3;since=12",
            Integer.MAX_VALUE,
            Long.MAX_VALUE);
    store().upsert(List.of(row));
    assertThat(scan(List.of(ROOM), ALL)).containsExactly(row);
  }

  @Test
  void aRowReplacesTheOneOfItsKeyAsAWhole() {
    FactRow first = new FactRow(ROOM, T, Facts.of(Map.of("a", 1L, "b", 2L)), "carried", 3, T);
    FactRow second = new FactRow(ROOM, T, Facts.of(Map.of("c", 3L)), "", 1, T - 5);
    store().upsert(List.of(first));
    assertThat(scan(List.of(ROOM), ALL)).containsExactly(first);
    store().upsert(List.of(second));
    assertThat(scan(List.of(ROOM), ALL)).containsExactly(second);
    FactRow none = new FactRow(ROOM, T, Facts.NONE, "", 2, T);
    store().upsert(List.of(none));
    assertThat(scan(List.of(ROOM), ALL)).containsExactly(none);
  }

  @Test
  void ofRowsOfOneKeyInABatchTheLastWins() {
    store().upsert(List.of(row(ROOM, T, 9), row(ROOM, T + QUARTER, 5), row(ROOM, T, 1)));
    assertThat(scan(List.of(ROOM), ALL))
        .containsExactly(row(ROOM, T, 1), row(ROOM, T + QUARTER, 5));
  }

  @Test
  void aScanGoesLeafByLeafAsGivenEachByTime() {
    List<Leaf> leaves =
        IntStream.range(0, 120).mapToObj(i -> new Leaf(Leaf.Kind.SPACE, "S" + i)).toList();
    List<FactRow> expected = new ArrayList<>();
    for (Leaf leaf : leaves) {
      for (int q = 0; q < 40; q++) {
        expected.add(row(leaf, T + q * QUARTER, q));
      }
    }
    List<FactRow> shuffled = new ArrayList<>(expected);
    Collections.shuffle(shuffled, new Random(1));
    store().upsert(shuffled.subList(0, 2000));
    store().upsert(shuffled.subList(2000, shuffled.size()));
    store().upsert(shuffled.subList(1000, 3000));
    assertThat(scan(leaves, ALL)).containsExactlyElementsOf(expected);
    assertThat(scan(List.of(leaves.get(5), ROOM, leaves.get(2)), ALL))
        .containsExactlyElementsOf(
            IntStream.of(5, 2)
                .mapToObj(i -> expected.subList(i * 40, i * 40 + 40))
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void aScanHoldsIntervalsThatStartInside() {
    store().upsert(IntStream.range(0, 4).mapToObj(q -> row(ROOM, T + q * QUARTER, q)).toList());
    assertThat(scan(List.of(ROOM), new Interval(T + QUARTER, T + 3 * QUARTER)))
        .containsExactly(row(ROOM, T + QUARTER, 1), row(ROOM, T + 2 * QUARTER, 2));
    assertThat(scan(List.of(ROOM), new Interval(T + 1, T + QUARTER))).isEmpty();
    assertThat(scan(List.of(), ALL)).isEmpty();
  }

  @Test
  void leavesOfOneIdAndDifferentKindsAreApart() {
    List<FactRow> rows = new ArrayList<>();
    List<Leaf> leaves = new ArrayList<>();
    for (Leaf.Kind kind : Leaf.Kind.values()) {
      Leaf leaf = new Leaf(kind, "x");
      leaves.add(leaf);
      rows.add(row(leaf, T, kind.word().length()));
    }
    store().upsert(rows);
    assertThat(scan(leaves, ALL)).containsExactlyElementsOf(rows);
  }

  @Test
  void theLastRowBeforeAnInstantIsStrictlyBefore() {
    store().upsert(List.of(row(ROOM, T, 1), row(ROOM, T + QUARTER, 2)));
    assertThat(store().lastBefore(ROOM, T)).isEmpty();
    assertThat(store().lastBefore(ROOM, T + 1)).contains(row(ROOM, T, 1));
    assertThat(store().lastBefore(ROOM, T + QUARTER)).contains(row(ROOM, T, 1));
    assertThat(store().lastBefore(ROOM, Long.MAX_VALUE)).contains(row(ROOM, T + QUARTER, 2));
    assertThat(store().lastBefore(new Leaf(Leaf.Kind.METER, "absent"), T)).isEmpty();
  }

  @Test
  void theLastRowIsFoundAcrossYears() {
    store().upsert(List.of(row(ROOM, T - 5 * 365 * 86_400_000L, 1)));
    store().upsert(List.of(row(new Leaf(Leaf.Kind.SPACE, "other"), T, 2)));
    assertThat(store().lastBefore(ROOM, T)).contains(row(ROOM, T - 5 * 365 * 86_400_000L, 1));
  }

  @Test
  void textThatEveryFormatReservesComesBackExactly() {
    List<String> carries =
        List.of(
            "a \"quoted\" word",
            "back\\slash",
            "ends with \\",
            "\\\"",
            "comma,equals=space ",
            " leading",
            "two\nlines\r\nthree",
            "tab\there",
            "教室 🌡",
            "'single'",
            "null",
            "0i");
    List<FactRow> rows = new ArrayList<>();
    for (int i = 0; i < carries.size(); i++) {
      rows.add(
          new FactRow(
              ROOM, T + i * QUARTER, Facts.of(Map.of("n", (long) i)), carries.get(i), i, T));
    }
    store().upsert(rows);
    assertThat(scan(List.of(ROOM), ALL)).containsExactlyElementsOf(rows);
    assertThat(store().lastBefore(ROOM, T + 3 * QUARTER)).contains(rows.get(2));
  }

  @Test
  void reservedCharactersInLeafIdsKeepLeavesApart() {
    List<Leaf> leaves = new ArrayList<>();
    for (String id : List.of("a b", "a,b", "a=b", "a\"b", "a'b", "a\\", "a:b", "会议室", "%5C")) {
      leaves.add(new Leaf(Leaf.Kind.SPACE, id));
    }
    List<FactRow> rows = leaves.stream().map(leaf -> row(leaf, T, leaf.hashCode())).toList();
    store().upsert(rows);
    harness.restart();
    assertThat(scan(leaves, ALL)).containsExactlyElementsOf(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(store().lastBefore(leaves.get(i), T + 1)).contains(rows.get(i));
    }
  }

  @Test
  void aLeafIdWithANewlineIsRefusedByASentenceThatNamesIt() {
    FactRow bad = row(new Leaf(Leaf.Kind.SPACE, "a\nb"), T, 1);
    assertThatThrownBy(() -> store().upsert(List.of(row(ROOM, T, 1), bad)))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the facts of \"space:a\\u000Ab\" cannot be stored: its id holds the control character"
                + " U+000A at position 1");
    assertThat(scan(List.of(ROOM), ALL)).isEmpty();
  }

  @Test
  void theLongestTextIsKeptAndALongerOneRefused() {
    String longest = "教".repeat(Storable.MAX_TEXT_LENGTH);
    FactRow row = new FactRow(ROOM, T, Facts.NONE, longest, 1, T);
    store().upsert(List.of(row));
    assertThat(scan(List.of(ROOM), ALL)).containsExactly(row);
    assertThatThrownBy(
            () -> store().upsert(List.of(new FactRow(ROOM, T, Facts.NONE, longest + "x", 1, T))))
        .hasMessage(
            "the facts of \"space:A101\" cannot be stored: its carry is longer than 16000"
                + " characters");
  }

  @Test
  void anEmptyBatchIsNothing() {
    store().upsert(List.of());
    assertThat(scan(List.of(ROOM), ALL)).isEmpty();
  }

  @Test
  void aRestartKeepsTheLastState() {
    store().upsert(List.of(row(ROOM, T, 1), row(ROOM, T + QUARTER, 2)));
    store().upsert(List.of(row(ROOM, T, 3)));
    harness.restart();
    assertThat(scan(List.of(ROOM), ALL))
        .containsExactly(row(ROOM, T, 3), row(ROOM, T + QUARTER, 2));
    store().upsert(List.of(row(ROOM, T, 4)));
    assertThat(store().lastBefore(ROOM, T + 1)).contains(row(ROOM, T, 4));
  }
}
