package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Figure;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for spaces, §§3–5. */
class SpaceExamplesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Ledger counted(int capacity, int minute) {
    return new Ledger(
        new SmallCampus()
            .space("r1", capacity, SmallCampus.daily(minute, 1440))
            .point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(5))
            .build(),
        "2026-03-02");
  }

  /** Reports a head count every five minutes of [from, to). */
  private static void heads(Ledger ledger, String from, String to, int heads) {
    for (long t = ledger.at(from); t < ledger.at(to); t += 300_000) {
      ledger.run().accept(reading(t, heads * 1000L));
    }
  }

  private static io.campuspulse.model.Reading reading(long t, long value) {
    return new io.campuspulse.model.Reading(
        "n", t, value, io.campuspulse.model.Quality.GOOD, -1, t);
  }

  @Test
  void roomFrequencyCountsOnlyKnownTimeAndBoundsTheUnknown() {
    // used 20, empty 10, unknown 10 h -> 66.7 %, coverage 75 %, low 50 %, high 75 %
    Ledger ledger = counted(40, 0);
    heads(ledger, "2026-03-02T00:00", "2026-03-02T20:00", 25);
    heads(ledger, "2026-03-02T20:00", "2026-03-03T05:50", 0); // holds 15 min, until 06:00
    heads(ledger, "2026-03-03T16:00", "2026-03-03T17:00", 0);

    Figure figure = ledger.figure("space_frequency", ROOM, "00:00", "2026-03-03T16:00");

    assertThat(rounded(figure.bounds().low(), 1)).isEqualTo("50.0");
    assertThat(rounded(figure.bounds().high(), 1)).isEqualTo("75.0");
    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.75");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("20");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("30");
    // Over more than a day 90 % coverage is asked for: the value is withheld, bounds are served.
    assertThat(figure.value()).isNull();
    assertThat(figure.status()).isEqualTo(Figure.Status.INSUFFICIENT);
  }

  @Test
  void roomFrequencyOfADayIsPublishedFromHalfCoverageOn() {
    Ledger ledger = counted(40, 0);
    heads(ledger, "00:00", "12:00", 25);
    heads(ledger, "12:00", "17:50", 0);
    heads(ledger, "2026-03-03T00:00", "2026-03-03T01:00", 0);

    Figure figure = ledger.figure("space_frequency", ROOM, "00:00", "2026-03-03T00:00");

    assertThat(rounded(figure.value(), 1)).isEqualTo("66.7");
    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.75");
  }

  @Test
  void seatOccupancyBoundsIncludeUnknownTimeAsUsedByOneAndByAll() {
    // 40 seats: 30 min x 20 heads, 15 unknown -> 50 %, 34.2-66.7 %
    Ledger ledger = counted(40, 8 * 60);
    heads(ledger, "08:00", "08:20", 20); // the last sample, 08:15, holds until 08:30
    heads(ledger, "08:45", "09:00", 0);

    Figure figure = ledger.figure("seat_occupancy", ROOM, "08:00", "08:45");

    assertThat(figure.value()).isEqualByComparingTo("50");
    assertThat(rounded(figure.bounds().low(), 1)).isEqualTo("34.2");
    assertThat(rounded(figure.bounds().high(), 1)).isEqualTo("66.7");
  }

  @Test
  void seatOccupancyOfAnUnusedRoomIsNullNotZero() {
    Ledger ledger = counted(40, 8 * 60);
    heads(ledger, "08:00", "09:00", 0);

    Figure figure = ledger.figure("seat_occupancy", ROOM, "08:00", "08:45");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("zero_denominator");
  }

  @Test
  void spaceUtilizationSpreadsHeadsOverAllKnownSeatTime() {
    // 40 seats: 30 min x 20 heads, 15 empty, 15 unknown -> 33.3 %, 25 %-50 %
    Ledger ledger = counted(40, 8 * 60);
    heads(ledger, "08:00", "08:30", 20);
    ledger.read("n", "08:30", 0); // holds 15 minutes
    ledger.read("n", "09:00", 0);

    Figure figure = ledger.figure("space_utilization", ROOM, "08:00", "09:00");

    assertThat(rounded(figure.value(), 1)).isEqualTo("33.3");
    assertThat(figure.bounds().low()).isEqualByComparingTo("25");
    assertThat(figure.bounds().high()).isEqualByComparingTo("50");
    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.75");
  }

  @Test
  void moreHeadsThanSeatsAreKeptAndFlagged() {
    Ledger ledger = counted(40, 8 * 60);
    heads(ledger, "08:00", "09:05", 50);

    Figure figure = ledger.figure("seat_occupancy", ROOM, "08:00", "09:00");

    assertThat(figure.value()).isEqualByComparingTo("125");
    assertThat(figure.basis().flags()).contains("over_capacity");
  }

  @Test
  void aFullClassroomAveragedOverAWeekMatchesThePublishedExample() {
    // 134 / (7 x 25) = 76.6 %: seven used hours with 134 person-hours in a room of 25
    Ledger ledger = counted(25, 8 * 60);
    int[] headsByHour = {20, 19, 18, 20, 19, 18, 20};
    for (int h = 0; h < headsByHour.length; h++) {
      heads(ledger, "%02d:00".formatted(8 + h), "%02d:00".formatted(9 + h), headsByHour[h]);
    }
    ledger.read("n", "15:00", 0);

    Figure figure = ledger.figure("seat_occupancy", ROOM, "08:00", "15:00");

    assertThat(rounded(figure.value(), 1)).isEqualTo("76.6");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("134");
  }

  @Test
  void motionSessionsEndAtTheirLastMotionAndALoneMotionIsOneMinute() {
    // Motions 08:00, 08:06, 08:14, 08:40 -> 14 + 1 = 15 min (naive hold: 34)
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.daily(8 * 60, 1440))
                .point("m", Quantity.MOTION, ROOM, HOUR)
                .build(),
            "2026-03-02");
    ledger.read("m", "07:00", 0);
    for (String motion : new String[] {"08:00", "08:06", "08:14", "08:40"}) {
      ledger.read("m", motion, 1);
    }
    ledger.read("m", "08:41", 0).read("m", "09:00", 0);

    Figure figure = ledger.figure("space_frequency", ROOM, "08:00", "09:00");

    assertThat(figure.basis().numerator()).isEqualByComparingTo("0.25");
  }

  @Test
  void aMotionSensorThatNeverSaysQuietNeverProvesARoomEmpty() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .point("m", Quantity.MOTION, ROOM, HOUR)
                .build(),
            "2026-03-02");
    ledger.read("m", "08:00", 1).read("m", "08:06", 1).read("m", "10:00", 1);

    Figure figure = ledger.figure("space_frequency", ROOM, "08:00", "09:00");

    assertThat(figure.basis().numerator()).isEqualByComparingTo("0.1");
    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.1");
    assertThat(figure.bounds().high()).isEqualByComparingTo("100");
  }

  @Test
  void aSilentRoomIsUnknownNeverIdle() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .space("r2", 40, SmallCampus.always())
                .point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(5))
                .point("n2", Quantity.PEOPLE, Scope.space("r2"), Duration.ofMinutes(5))
                .build(),
            "2026-03-02");
    heads(ledger, "08:00", "10:05", 20);

    Figure silent = ledger.figure("space_frequency", Scope.space("r2"), "08:00", "10:00");
    Figure both = ledger.figure("space_frequency", Scope.building("b1"), "08:00", "10:00");

    assertThat(silent.status()).isEqualTo(Figure.Status.INSUFFICIENT);
    assertThat(silent.bounds().low()).isEqualByComparingTo("0");
    assertThat(silent.bounds().high()).isEqualByComparingTo("100");
    assertThat(both.value()).isEqualByComparingTo("100");
    assertThat(both.basis().coverage()).isEqualByComparingTo("0.5");
    assertThat(both.bounds().low()).isEqualByComparingTo("50");
  }

  @Test
  void daysBreakAtLocalMidnight() {
    // a session 23:40-00:20 gives each day 20 min
    Ledger ledger = counted(40, 0);
    ledger.read("n", "23:35", 0);
    heads(ledger, "2026-03-02T23:40", "2026-03-03T00:20", 10);
    heads(ledger, "2026-03-03T00:20", "2026-03-04T00:05", 0);

    assertThat(
            ledger.figure("space_frequency", ROOM, "00:00", "2026-03-03T00:00").basis().numerator())
        .isEqualByComparingTo("0.333333333333");
    assertThat(
            ledger
                .figure("space_frequency", ROOM, "2026-03-03T00:00", "2026-03-04T00:00")
                .basis()
                .numerator())
        .isEqualByComparingTo("0.333333333333");
  }

  @Test
  void onlyTimeInsideOpeningHoursCounts() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.daily(8 * 60 + 10, 9 * 60 + 5))
                .point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(5))
                .build(),
            "2026-03-02");
    heads(ledger, "07:00", "10:05", 20);

    Figure figure = ledger.figure("space_frequency", ROOM, "07:00", "10:00");

    assertThat(figure.basis().denominator()).isEqualByComparingTo("0.916666666667"); // 55 min
  }

  @Test
  void entriesMinusExitsCountPeopleAndNeverFallBelowZero() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.daily(8 * 60, 1440))
                .point("in", Quantity.PEOPLE_IN, ROOM, Duration.ofMinutes(30))
                .point("out", Quantity.PEOPLE_OUT, ROOM, Duration.ofMinutes(30))
                .build(),
            "2026-03-02");
    ledger.read("in", "07:50", 100_000).read("out", "07:50", 98_000);
    ledger.read("in", "08:00", 110_000).read("out", "08:00", 98_000); // 10 inside
    ledger.read("in", "08:30", 110_000).read("out", "08:30", 120_000); // 22 went out: 0
    ledger.read("in", "09:00", 115_000).read("out", "09:00", 120_000); // 5 inside

    Figure figure = ledger.figure("seat_occupancy", ROOM, "08:00", "09:00");

    assertThat(figure.basis().numerator()).isEqualByComparingTo("5"); // 10 heads x 0.5 h
    assertThat(figure.value()).isEqualByComparingTo("25");
  }
}
