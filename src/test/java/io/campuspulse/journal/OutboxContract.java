package io.campuspulse.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every outbox keeps. */
public abstract class OutboxContract {
  private static final Tally ONE = Tally.of("one");
  private static final Tally TWO = Tally.of("two");

  private Outbox outbox;

  /** Opens an outbox; a second call opens the same one as after a restart. */
  protected abstract Outbox open();

  @BeforeEach
  void place() {
    outbox = open();
  }

  private static Outbox.Batch batch(long number, Map<String, Tally> days) {
    return new Outbox.Batch("wz", number, "wz-" + number, "{\"n\":\"温州\"}", days);
  }

  private static Outbox.Moves moves(long revision) {
    return new Outbox.Moves(
        revision,
        "r1",
        Map.of("s", new Outbox.Progress(100, 200)),
        Map.of("s:m:1", new Outbox.Sent(3, 150)));
  }

  @Test
  void beforeAnythingHappenedNothingIsKnown() {
    assertThat(outbox.standing("wz")).isEqualTo(Outbox.Standing.NEW);
    assertThat(outbox.progress("wz", "s")).isEmpty();
    assertThat(outbox.waiting("wz")).isEmpty();
    assertThat(outbox.revisionOf("wz", "s:m:1")).isZero();
    assertThat(outbox.acknowledged("wz", "2026-03-02")).isEqualTo(Tally.EMPTY);
  }

  @Test
  void aPreparedBatchAndItsCursorsSurviveARestart() {
    Outbox.Batch batch = batch(1, Map.of("2026-03-02", ONE.plus(TWO), "2026-03-03", ONE));
    outbox.prepare(batch, moves(7));
    outbox = open();
    assertThat(outbox.waiting("wz")).contains(batch);
    assertThat(outbox.standing("wz")).isEqualTo(new Outbox.Standing(1, 7, "r1", -1));
    assertThat(outbox.progress("wz", "s")).contains(new Outbox.Progress(100, 200));
    assertThat(outbox.revisionOf("wz", "s:m:1")).isEqualTo(3);
    assertThat(outbox.acknowledged("wz", "2026-03-02")).isEqualTo(Tally.EMPTY);
  }

  @Test
  void anAcknowledgedBatchIsCountedByDayAndForgotten() {
    outbox.prepare(batch(1, Map.of("2026-03-02", ONE)), moves(7));
    outbox.acknowledge("wz", 1, 555);
    outbox.prepare(batch(2, Map.of("2026-03-02", TWO)), moves(8));
    outbox.acknowledge("wz", 2, 556);
    outbox = open();
    assertThat(outbox.waiting("wz")).isEmpty();
    assertThat(outbox.acknowledged("wz", "2026-03-02")).isEqualTo(TWO.plus(ONE));
    assertThat(outbox.standing("wz").acknowledgedAtMillis()).isEqualTo(556);
    assertThat(outbox.acknowledged("tz", "2026-03-02")).isEqualTo(Tally.EMPTY);
  }

  @Test
  void onlyTheNextNumberIsTakenAndOneBatchWaits() {
    assertThatThrownBy(() -> outbox.prepare(batch(2, Map.of()), moves(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("batch 2 of wz follows 0");
    outbox.prepare(batch(1, Map.of()), moves(1));
    assertThatThrownBy(() -> outbox.prepare(batch(2, Map.of()), moves(9)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(outbox.standing("wz").revision()).isEqualTo(1);
    assertThatThrownBy(() -> outbox.acknowledge("wz", 2, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("batch 2 of wz does not wait");
    outbox.acknowledge("wz", 1, 1);
    assertThatThrownBy(() -> outbox.acknowledge("wz", 1, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void cursorsMoveWithoutABatchAndKeepWhatWasAcknowledged() {
    outbox.prepare(batch(1, Map.of()), moves(1));
    outbox.acknowledge("wz", 1, 77);
    outbox.move("wz", new Outbox.Moves(9, "r2", Map.of(), Map.of()));
    assertThat(outbox.standing("wz")).isEqualTo(new Outbox.Standing(1, 9, "r2", 77));
    assertThat(outbox.progress("wz", "s")).isPresent();
  }

  @Test
  void whatIsVeryOldIsDropped() {
    outbox.prepare(batch(1, Map.of("2022-03-02", ONE)), moves(1));
    outbox.acknowledge("wz", 1, 1);
    long later = 401L * 86_400_000;
    outbox.prepare(
        batch(2, Map.of("2026-03-02", ONE)),
        new Outbox.Moves(2, "", Map.of("s", new Outbox.Progress(100, later)), Map.of()));
    outbox.acknowledge("wz", 2, 2);
    assertThat(outbox.acknowledged("wz", "2022-03-02")).isEqualTo(Tally.EMPTY);
    assertThat(outbox.revisionOf("wz", "s:m:1")).isZero();
  }

  @Test
  void aTallyNeedsNoOrderAndNoticesDuplicates() {
    assertThat(ONE.plus(TWO)).isEqualTo(TWO.plus(ONE));
    assertThat(ONE.plus(TWO).plus(TWO).digest()).isNotEqualTo(ONE.plus(TWO).digest());
    Tally max = new Tally(1, "f".repeat(64));
    assertThat(max.plus(new Tally(1, "0".repeat(63) + "1")))
        .isEqualTo(new Tally(2, Tally.EMPTY.digest()));
  }
}
