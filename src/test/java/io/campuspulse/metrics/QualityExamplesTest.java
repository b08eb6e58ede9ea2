package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Figure;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for data quality, §5. */
class QualityExamplesTest {
  private static final Scope ROOM = Scope.space("r1");

  /** 60 slots, 60 records, 3 duplicates, 2 of 57 out of range, 54 of 57 on time. */
  private static Ledger example() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .point("t", Quantity.TEMPERATURE, ROOM, Duration.ofMinutes(1))
                .build(),
            "2026-03-02");
    for (int minute = 0; minute < 57; minute++) {
      long t = ledger.at("08:00") + minute * 60_000L;
      long delay = minute < 3 ? 600_000 : 2_000;
      Quality quality = minute == 10 || minute == 20 ? Quality.SUSPECT : Quality.GOOD;
      ledger.run().accept(new Reading("t", t, 20_000 + minute, quality, -1, t + delay));
      if (minute >= 50 && minute < 53) {
        ledger.run().accept(new Reading("t", t, 20_000 + minute, quality, -1, t + 90_000));
      }
    }
    ledger.run().compute(ledger.at("09:00"));
    return ledger;
  }

  private static Figure figure(String metric) {
    return example().figure(metric, ROOM, "08:00", "09:00");
  }

  @Test
  void completenessCountsSlotsWithAValidSample() {
    Figure figure = figure("data_completeness");
    assertThat(rounded(figure.value(), 1)).isEqualTo("91.7");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("55");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("60");
  }

  @Test
  void timelinessCountsDistinctSamplesThatCameWithinTheLimit() {
    Figure figure = figure("data_timeliness");
    assertThat(rounded(figure.value(), 1)).isEqualTo("94.7");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("54");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("57");
    assertThat(figure.basis().also().get("p95_s")).isEqualByComparingTo("900");
  }

  @Test
  void validityCountsDistinctSamplesThatAreBelieved() {
    Figure figure = figure("data_validity");
    assertThat(rounded(figure.value(), 1)).isEqualTo("96.5");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("55");
  }

  @Test
  void uniquenessIsOneLessTheShareOfDuplicates() {
    Figure figure = figure("data_uniqueness");
    assertThat(figure.value()).isEqualByComparingTo("95");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("57");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("60");
    assertThat(figure.basis().also().get("conflicts")).isEqualByComparingTo("0");
  }

  @Test
  void conflictsAreCountedApartFromDuplicates() {
    Ledger ledger = example();
    long t = ledger.at("08:30");
    ledger.run().accept(new Reading("t", t, 25_000, Quality.GOOD, -1, t));

    Figure figure = ledger.figure("data_uniqueness", ROOM, "08:00", "09:00");

    assertThat(figure.basis().numerator()).isEqualByComparingTo("58");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("61");
    assertThat(figure.basis().also().get("conflicts")).isEqualByComparingTo("1");
  }

  @Test
  void aNegativeDelayIsFlaggedNotClipped() {
    Ledger ledger = example();
    long t = ledger.at("08:58");
    ledger.run().accept(new Reading("t", t, 25_000, Quality.GOOD, -1, t - 1_000));

    Figure figure = ledger.figure("data_timeliness", ROOM, "08:00", "09:00");

    assertThat(figure.basis().flags()).containsExactly("negative_delay");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("58");
  }

  @Test
  void timesThatStandForAMissingClockSayNothingAboutDelay() {
    Ledger ledger = example();
    long t = ledger.at("08:58");
    ledger.run().accept(new Reading("t", t, 25_000, Quality.NO_CLOCK, -1, t));

    assertThat(ledger.figure("data_timeliness", ROOM, "08:00", "09:00").basis().denominator())
        .isEqualByComparingTo("57");
  }

  private static Ledger meters(int main, int sub) {
    Point.Traits traits =
        new Point.Traits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Duration.ofHours(1).toMillis());
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .point(
                    "main", Quantity.ENERGY_REGISTER, Scope.building("b1"), Point.Role.MAIN, traits)
                .point("sub", Quantity.ENERGY_REGISTER, ROOM, Point.Role.MAIN, traits)
                .build(),
            "2026-03-02");
    ledger.read("main", "08:00", 0).read("main", "09:00", main * 1_000_000L);
    ledger.read("sub", "08:00", 0).read("sub", "09:00", sub * 1_000_000L);
    return ledger;
  }

  @Test
  void subMetersOfNinetyEightAndAMainMeterOfAHundredAreTwoPercentApart() {
    Figure figure =
        meters(100, 98).figure("data_consistency", Scope.building("b1"), "08:00", "09:00");

    assertThat(figure.value()).isEqualByComparingTo("2");
    assertThat(figure.bounds().low()).isEqualByComparingTo("2");
    assertThat(figure.bounds().high()).isEqualByComparingTo("2");
  }

  @Test
  void aMainMeterOfZeroHasNoConsistencyGap() {
    Figure figure = meters(0, 0).figure("data_consistency", Scope.building("b1"), "08:00", "09:00");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("zero_denominator");
  }

  @Test
  void withoutAMainMeterThereIsNothingToCompare() {
    assertThat(meters(100, 98).figure("data_consistency", ROOM, "08:00", "09:00").reason())
        .isEqualTo("not_configured");
  }
}
