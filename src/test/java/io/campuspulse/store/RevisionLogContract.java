package io.campuspulse.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every log of restatements must do. */
public abstract class RevisionLogContract {
  private static final Leaf ROOM = new Leaf(Leaf.Kind.SPACE, "r1");
  private static final Leaf METER = new Leaf(Leaf.Kind.METER, "m1");
  private static final long T = 1_772_380_800_000L;

  /** The log under test, empty. */
  protected abstract RevisionLog log();

  private static Revision revision(long number, Leaf leaf, long start, long value) {
    return new Revision(
        number, leaf, start, Facts.of(Map.of("x", value)), start + 7_200_000, T + number * 1000);
  }

  private static List<Revision> since(RevisionLog log, long number) {
    List<Revision> found = new ArrayList<>();
    log.since(number, found::add);
    return found;
  }

  @Test
  void tellsWhatWasRestatedSinceANumberInOrder() {
    RevisionLog log = log();
    Revision second = revision(2, ROOM, T, 5);
    Revision third = revision(3, METER, T, 6);
    log.append(List.of(third));
    log.append(List.of(revision(1, ROOM, T, 4), second));

    assertThat(since(log, 1)).containsExactly(second, third);
    assertThat(since(log, 3)).isEmpty();
  }

  @Test
  void keepsWhatWasServedBeforeTheFirstAttemptOfABatch() {
    RevisionLog log = log();
    Revision first = revision(1, ROOM, T, 4);
    log.append(List.of(first));
    log.append(List.of(revision(1, ROOM, T, 9), revision(1, METER, T, 2)));

    assertThat(since(log, 0)).containsExactlyInAnyOrder(first, revision(1, METER, T, 2));
  }

  @Test
  void tellsWhatWasRestatedOfLeavesInAnIntervalNewestFirst() {
    RevisionLog log = log();
    Revision early = revision(1, ROOM, T, 1);
    Revision late = revision(4, ROOM, T + Interval.BASE_MILLIS, 2);
    log.append(
        List.of(
            early,
            late,
            revision(2, METER, T, 3),
            revision(3, ROOM, T + 2 * Interval.BASE_MILLIS, 4)));
    List<Revision> found = new ArrayList<>();

    log.of(List.of(ROOM), new Interval(T, T + 2 * Interval.BASE_MILLIS), found::add);

    assertThat(found).containsExactly(late, early);
  }

  @Test
  void knowsTheNewestNumberOfATime() {
    RevisionLog log = log();
    assertThat(log.numberAt(Long.MAX_VALUE)).isZero();
    log.append(List.of(revision(1, ROOM, T, 1), revision(2, ROOM, T, 1)));

    assertThat(log.numberAt(T + 1999)).isEqualTo(1);
    assertThat(log.numberAt(T + 2000)).isEqualTo(2);
    assertThat(log.numberAt(T)).isZero();
  }

  @Test
  void knowsHowFarSchoolsHadBeenJudged() {
    RevisionLog log = log();
    log.judged(T, Map.of("a", T - 900_000));
    log.judged(T + 1000, Map.of("a", T, "b", T - 900_000));
    log.judged(T + 2000, Map.of("a", T));

    assertThat(log.judgedAt(T - 1)).isEmpty();
    assertThat(log.judgedAt(T + 999)).isEqualTo(Map.of("a", T - 900_000));
    assertThat(log.judgedAt(T + 5000)).isEqualTo(Map.of("a", T, "b", T - 900_000));
  }
}
