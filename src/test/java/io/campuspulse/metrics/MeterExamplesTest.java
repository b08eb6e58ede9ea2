package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Figure;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for meters, carbon and completeness. */
class MeterExamplesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final long KWH = 1_000_000;

  private static Ledger meter(Duration nominal) {
    return meter(Point.Traits.nominal(nominal.toMillis()));
  }

  private static Ledger meter(Point.Traits traits) {
    return new Ledger(
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .point("e", Quantity.ENERGY_REGISTER, ROOM, Point.Role.NORMAL, traits)
            .build(),
        "2026-03-02",
        year ->
            Optional.of(
                new EmissionFactors.Factor(
                    new BigDecimal(year <= 2022 ? "0.5153" : "0.4974"), year > 2023)));
  }

  private static List<BigDecimal> quarters(Ledger ledger, String from, String to) {
    Answer answer = ledger.answer("energy_use", ROOM, Grouping.NONE, from, to, Resolution.PT15M);
    return answer.series().get(0).figures().stream().map(f -> f.basis().numerator()).toList();
  }

  @Test
  void aGapIsSpreadLinearlyOverTheQuartersItCrosses() {
    // 10:00 = 100.0, 10:50 = 101.0 kWh -> 0.3, 0.3, 0.3 per quarter, then 0.1 by 10:50
    Ledger ledger = meter(Duration.ofMinutes(5));
    ledger.read("e", "10:00", 100 * KWH).read("e", "10:50", 101 * KWH);

    assertThat(quarters(ledger, "10:00", "11:00"))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(
            new BigDecimal("0.3"),
            new BigDecimal("0.3"),
            new BigDecimal("0.3"),
            new BigDecimal("0.1"));
  }

  @Test
  void aLateReadingMovesEnergyBetweenQuartersAndLeavesTheHourAlone() {
    // 10:00 = 0, 10:30 = 6 kWh -> 3, 3; late 10:15 = 1 -> 1, 5; the hour stays 6
    Ledger ledger = meter(Duration.ofMinutes(15));
    ledger.read("e", "10:00", 0).read("e", "10:30", 6 * KWH).read("e", "11:30", 6 * KWH);
    assertThat(quarters(ledger, "10:00", "10:30").get(0)).isEqualByComparingTo("3");
    Answer before =
        ledger.answer("energy_use", ROOM, Grouping.NONE, "10:00", "11:00", Resolution.PT15M);
    assertThat(before.series().get(0).figures().get(0).revised().revision()).isEqualTo(1);

    ledger.read("e", "10:15", KWH);

    Answer after =
        ledger.answer("energy_use", ROOM, Grouping.NONE, "10:00", "11:00", Resolution.PT15M);
    List<Figure> figures = after.series().get(0).figures();
    assertThat(figures.get(0).value()).isEqualByComparingTo("1");
    assertThat(figures.get(1).value()).isEqualByComparingTo("5");
    assertThat(figures.get(0).revised().revision()).isEqualTo(2);
    assertThat(figures.get(0).status()).isEqualTo(Figure.Status.CORRECTED);
    assertThat(figures.get(2).revised().revision()).isEqualTo(1);
    assertThat(ledger.figure("energy_use", ROOM, "10:00", "11:00").value())
        .isEqualByComparingTo("6");
  }

  @Test
  void aSmallFallIsNoiseUntilTheOldHighIsPassed() {
    // 1000, 995, 1003 -> 3
    Ledger ledger = meter(Duration.ofMinutes(15));
    ledger.read("e", "10:00", 1000 * KWH).read("e", "10:15", 995 * KWH);
    ledger.read("e", "10:30", 1003 * KWH);

    assertThat(ledger.figure("energy_use", ROOM, "10:00", "10:30").value())
        .isEqualByComparingTo("3");
  }

  @Test
  void aLargeFallIsAReset() {
    // 1000, 1010, 5, 10 -> sums 0, 10, 15, 20
    Ledger ledger = meter(Duration.ofMinutes(15));
    ledger.read("e", "10:00", 1000 * KWH).read("e", "10:15", 1010 * KWH);
    ledger.read("e", "10:30", 5 * KWH).read("e", "10:45", 10 * KWH);

    assertThat(quarters(ledger, "10:00", "10:45"))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("10"), new BigDecimal("5"), new BigDecimal("5"));
  }

  @Test
  void aRegisteredRegisterRollsOver() {
    // M 100,000: 99,990 -> 15 = 25
    Ledger ledger =
        meter(
            new Point.Traits(
                Optional.empty(), Optional.of(100_000 * KWH), Optional.empty(), 0, 900_000));
    ledger.read("e", "10:00", 99_990 * KWH).read("e", "10:15", 15 * KWH);

    assertThat(ledger.figure("energy_use", ROOM, "10:00", "10:15").value())
        .isEqualByComparingTo("25");
  }

  @Test
  void anIncreaseBeyondRatedPowerIsNotBelieved() {
    Ledger ledger =
        meter(
            new Point.Traits(
                Optional.empty(), Optional.empty(), Optional.of(2_000_000L), 0, 900_000)); // 2 kW
    ledger.read("e", "10:00", 100 * KWH).read("e", "10:15", 900 * KWH);
    ledger.read("e", "10:30", 101 * KWH);

    assertThat(ledger.figure("energy_use", ROOM, "10:00", "10:30").value())
        .isEqualByComparingTo("1");
  }

  @Test
  void tenthsAddUpExactlyInAnyOrder() {
    // 0.1, 0.2, 0.3 kWh in any order = 600,000 mWh
    List<Runnable> reads = new ArrayList<>();
    Ledger ledger = meter(Duration.ofMinutes(15));
    long level = 0;
    reads.add(() -> ledger.read("e", "10:00", 0));
    long[] tenths = {100_000, 200_000, 300_000};
    for (int i = 0; i < tenths.length; i++) {
      level += tenths[i];
      long value = level;
      String time = "10:%02d".formatted(15 * (i + 1));
      reads.add(() -> ledger.read("e", time, value));
    }
    Collections.shuffle(reads, new Random(7));
    reads.forEach(Runnable::run);

    assertThat(ledger.figure("energy_use", ROOM, "10:00", "10:45").value())
        .isEqualByComparingTo("0.6");
  }

  @Test
  void aGapAcrossTheEdgeCountsNothingInLowAndAllInHigh() {
    Ledger ledger = meter(Duration.ofMinutes(5));
    ledger.read("e", "09:00", 100 * KWH).read("e", "10:30", 103 * KWH);
    for (int minute = 35; minute < 60; minute += 5) {
      ledger.read("e", "10:%02d".formatted(minute), 103 * KWH);
    }
    ledger.read("e", "11:00", 104 * KWH);

    Figure inside = ledger.figure("energy_use", ROOM, "09:00", "11:00");
    Figure crossing = ledger.figure("energy_use", ROOM, "10:00", "11:00");

    assertThat(inside.bounds().low()).isEqualByComparingTo("4");
    assertThat(inside.bounds().high()).isEqualByComparingTo("4");
    assertThat(inside.basis().coverage()).isEqualByComparingTo("1");
    assertThat(crossing.basis().numerator()).isEqualByComparingTo("2");
    assertThat(crossing.bounds().low()).isEqualByComparingTo("1");
    assertThat(crossing.bounds().high()).isEqualByComparingTo("4");
    assertThat(crossing.basis().coverage()).isEqualByComparingTo("0.5");
  }

  @Test
  void timeAfterTheLastReadingIsUnknownAndLeavesHighOpen() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .point("e", Quantity.ENERGY_REGISTER, ROOM, Duration.ofMinutes(15))
                .point("t", Quantity.TEMPERATURE, ROOM, Duration.ofMinutes(15))
                .build(),
            "2026-03-02");
    ledger.read("e", "10:00", 0).read("e", "11:00", KWH).read("t", "12:00", 20_000);

    Figure figure = ledger.figure("energy_use", ROOM, "10:00", "12:00");

    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.5");
    assertThat(figure.bounds().low()).isEqualByComparingTo("1");
    assertThat(figure.bounds().high()).isNull();
  }

  @Test
  void aMainMeterDecidesAndTheRestIsUnallocated() {
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .space("r2", 40, SmallCampus.always())
                .point("e1", Quantity.ENERGY_REGISTER, ROOM, Duration.ofMinutes(15))
                .point("e2", Quantity.ENERGY_REGISTER, Scope.space("r2"), Duration.ofMinutes(15))
                .point(
                    "main",
                    Quantity.ENERGY_REGISTER,
                    Scope.building("b1"),
                    Point.Role.MAIN,
                    Point.Traits.nominal(900_000))
                .build(),
            "2026-03-02");
    String[] points = {"e1", "e2", "main"};
    long[] hourly = {2 * KWH, 3 * KWH, 6 * KWH};
    for (int i = 0; i < points.length; i++) {
      ledger.read(points[i], "10:00", 0).read(points[i], "11:00", hourly[i]);
    }

    Scope building = Scope.building("b1");
    Answer bySpace =
        ledger.answer("energy_use", building, Grouping.SPACE, "10:00", "11:00", Resolution.TOTAL);

    assertThat(ledger.figure("energy_use", building, "10:00", "11:00").value())
        .isEqualByComparingTo("6");
    assertThat(bySpace.series())
        .extracting(Answer.Series::group)
        .containsExactly("r1", "r2", "unallocated");
    assertThat(bySpace.series().get(2).figures().get(0).value()).isEqualByComparingTo("1");
  }

  @Test
  void intensityDividesByFloorAreaAndIsNeverScaledUp() {
    Ledger ledger = meter(Duration.ofMinutes(15));
    ledger.read("e", "10:00", 0).read("e", "11:00", 50 * KWH);

    Figure figure = ledger.figure("energy_use_intensity", ROOM, "10:00", "11:00");

    assertThat(figure.value()).isEqualByComparingTo("0.5"); // 50 kWh on 100 m2
    assertThat(figure.basis().flags()).contains("per_period", "area_basis_spaces");
  }

  @Test
  void carbonUsesTheFactorOfEachLocalYear() {
    // 1,000 kWh each on 2022-12-31 and 2023-01-01 -> 515.3 + 497.4 = 1,012.7
    Ledger ledger = meter(Duration.ofHours(24));
    ledger.read("e", "2022-12-31T00:00", 0);
    ledger.read("e", "2023-01-01T00:00", 1000 * KWH);
    ledger.read("e", "2023-01-02T00:00", 2000 * KWH);

    Figure figure = ledger.figure("carbon_emissions", ROOM, "2022-12-31T00:00", "2023-01-02T00:00");

    assertThat(figure.value()).isEqualByComparingTo("1012.7");
    assertThat(figure.basis().flags()).doesNotContain("factor_carried");
  }

  @Test
  void completenessCountsSlotsWithAValidSample() {
    // 55 of 60 slots have a valid sample: 3 slots missing, 2 out of range
    Ledger ledger = meter(Duration.ofMinutes(1));
    for (int minute = 0; minute < 60; minute++) {
      if (minute == 10 || minute == 20 || minute == 30) {
        continue;
      }
      boolean bad = minute == 40 || minute == 41;
      ledger.read(
          "e",
          "10:%02d:05".formatted(minute),
          minute,
          bad ? io.campuspulse.model.Quality.SUSPECT : io.campuspulse.model.Quality.GOOD);
    }
    ledger.read("e", "11:00", 60).read("e", "10:05:05", 5); // and a duplicate

    Figure figure = ledger.figure("data_completeness", ROOM, "10:00", "11:00");

    assertThat(rounded(figure.value(), 1)).isEqualTo("91.7");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("55");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("60");
  }
}
