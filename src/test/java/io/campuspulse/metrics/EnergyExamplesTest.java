package io.campuspulse.metrics;

import static io.campuspulse.testing.Ledger.rounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.model.Dated;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Figure;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.testing.Ledger;
import io.campuspulse.testing.SmallCampus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worked examples of the metric specification for energy, photovoltaics and water. */
class EnergyExamplesTest {
  private static final Scope ROOM = Scope.space("r1");
  private static final Scope SCHOOL = Scope.school(SmallCampus.SCHOOL);
  private static final long KWH = 1_000_000;
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final String DAY = "2026-03-02";

  private static final EmissionFactors FACTORS =
      year -> Optional.of(new EmissionFactors.Factor(new BigDecimal("0.5"), year > 2023));

  private static SmallCampus room(int openFromMinute, int openToMinute) {
    return new SmallCampus()
        .space("r1", 40, SmallCampus.daily(openFromMinute, openToMinute))
        .point("e", Quantity.ENERGY_REGISTER, ROOM, QUARTER);
  }

  /** A register read every quarter of an hour from a time on: increases in kWh. */
  private static void quarters(Ledger ledger, String point, String from, double... kWh) {
    long level = 0;
    long t = ledger.at(from);
    ledger.readAt(point, t, level);
    for (double step : kWh) {
      level += Math.round(step * KWH);
      t += Interval.BASE_MILLIS;
      ledger.readAt(point, t, level);
    }
  }

  @Test
  void energySplitsAtTheMinuteOfClosing() {
    // 17:00 = 100.0, 17:15 = 101.5, closes 17:10 -> 1.0 open, 0.5 closed = 33.3 %
    Ledger ledger = new Ledger(room(420, 17 * 60 + 10).build(), DAY);
    ledger.read("e", "17:00", 100 * KWH).read("e", "17:15", 101_500_000);

    Figure figure = ledger.figure("off_hours_share", ROOM, "17:00", "17:15");

    assertThat(rounded(figure.value(), 1)).isEqualTo("33.3");
    assertThat(figure.basis().numerator()).isEqualByComparingTo("0.5");
    assertThat(figure.basis().denominator()).isEqualByComparingTo("1.5");
  }

  @Test
  void theShapeOfAGapIsUnknownToOffHoursAndItsTotalIsKnown() {
    Ledger ledger = new Ledger(room(0, 12 * 60).build(), DAY);
    quarters(ledger, "e", "10:00", 1, 1, 1, 1);
    ledger.read("e", "13:00", 8 * KWH);

    Figure total = ledger.figure("energy_use", ROOM, "10:00", "13:00");
    Figure share = ledger.figure("off_hours_share", ROOM, "10:00", "13:00");

    assertThat(total.bounds().low()).isEqualByComparingTo("8");
    assertThat(total.bounds().high()).isEqualByComparingTo("8");
    assertThat(share.basis().coverage()).isLessThan(new BigDecimal("0.34"));
    assertThat(share.value()).isNull();
    assertThat(share.bounds().low()).isEqualByComparingTo("0");
    assertThat(share.bounds().high()).isEqualByComparingTo("50");
  }

  private static Ledger emptyRoom(SmallCampus campus) {
    Ledger ledger =
        new Ledger(
            campus.point("o", Quantity.OCCUPIED, ROOM, Duration.ofMinutes(5)).build(),
            DAY,
            FACTORS);
    ledger.read("o", "10:00", 0).read("o", "10:15", 0).read("o", "10:30", 1);
    return ledger;
  }

  @Test
  void emptyRoomWasteJoinsTheMeterWithTheStatesOfItsRoom() {
    // 1 kWh a quarter; empty 30, used 15, unknown 15 min -> 2 kWh (high 3); 66.7 %, 50-75 %
    Ledger ledger = emptyRoom(room(0, 1440));
    quarters(ledger, "e", "10:00", 1, 1, 1, 1);

    Figure waste = ledger.figure("empty_room_waste", ROOM, "10:00", "11:00");
    Figure share = ledger.figure("empty_room_waste_share", ROOM, "10:00", "11:00");

    assertThat(waste.value()).isEqualByComparingTo("2");
    assertThat(waste.bounds().low()).isEqualByComparingTo("2");
    assertThat(waste.bounds().high()).isEqualByComparingTo("3");
    assertThat(waste.basis().coverage()).isEqualByComparingTo("0.75");
    assertThat(rounded(share.value(), 1)).isEqualTo("66.7");
    assertThat(share.bounds().low()).isEqualByComparingTo("50");
    assertThat(share.bounds().high()).isEqualByComparingTo("75");
  }

  @Test
  void emptyRoomWasteIsServedInCarbonAndYuanToo() {
    SmallCampus campus =
        new SmallCampus(Dated.always(new BigDecimal("0.62")))
            .space("r1", 40, SmallCampus.always())
            .point("e", Quantity.ENERGY_REGISTER, ROOM, QUARTER);
    Ledger ledger = emptyRoom(campus);
    quarters(ledger, "e", "10:00", 1, 1, 1, 1);

    Figure carbon = ledger.figure("empty_room_waste_carbon", ROOM, "10:00", "11:00");
    Figure cost = ledger.figure("empty_room_waste_cost", ROOM, "10:00", "11:00");

    assertThat(carbon.value()).isEqualByComparingTo("1");
    assertThat(carbon.basis().flags()).contains("factor_carried");
    assertThat(cost.value()).isEqualByComparingTo("1.24");
    assertThat(cost.bounds().high()).isEqualByComparingTo("1.86");
  }

  @Test
  void withoutAPriceNothingIsSaidInYuan() {
    Ledger ledger = emptyRoom(room(0, 1440));
    quarters(ledger, "e", "10:00", 1, 1, 1, 1);

    Figure cost = ledger.figure("empty_room_waste_cost", ROOM, "10:00", "11:00");

    assertThat(cost.value()).isNull();
    assertThat(cost.reason()).isEqualTo("not_configured");
  }

  @Test
  void circuitsThatAreAlwaysOnAreNoWaste() {
    Point.Traits alwaysOn =
        new Point.Traits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            900_000,
            0,
            new Point.Register(true, List.of()));
    SmallCampus campus =
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .point(
                "e", Quantity.ENERGY_REGISTER, ROOM, Point.Role.MAIN, Point.Traits.nominal(900_000))
            .point("fridge", Quantity.ENERGY_REGISTER, ROOM, Point.Role.NORMAL, alwaysOn);
    Ledger ledger = emptyRoom(campus);
    quarters(ledger, "e", "10:00", 1, 1, 1, 1);
    quarters(ledger, "fridge", "10:00", 0.25, 0.25, 0.25, 0.25);

    Figure waste = ledger.figure("empty_room_waste", ROOM, "10:00", "11:00");

    assertThat(waste.value()).isEqualByComparingTo("1.5");
    assertThat(waste.bounds().high()).isEqualByComparingTo("2.25");
    assertThat(waste.basis().flags()).contains("always_on_excluded");
  }

  @Test
  void baseLoadIsTheMeanOfTheEightLowestHalfHours() {
    // 2.0 2.0 2.1 2.1 2.2 2.2 2.2 2.4 kWh -> 4.30 kW
    Ledger ledger = new Ledger(room(0, 1440).build(), DAY);
    quarters(ledger, "e", "00:00", dayWith(2.0, 2.0, 2.1, 2.1, 2.2, 2.2, 2.2, 2.4));

    Figure day = ledger.figure("base_load", ROOM, DAY + "T00:00", "2026-03-03T00:00");
    Figure morning = ledger.figure("base_load", ROOM, "00:00", "12:00");

    assertThat(day.value()).isEqualByComparingTo("4.3");
    assertThat(day.bounds().high()).isEqualByComparingTo("4.3");
    assertThat(morning.value()).isNull();
    assertThat(morning.reason()).isEqualTo("incomplete_day");
  }

  /** A day of quarters whose lowest half-hours are these; all others use 3 kWh. */
  private static double[] dayWith(double... halfHours) {
    double[] quarters = new double[96];
    for (int i = 0; i < 96; i++) {
      quarters[i] = i / 2 < halfHours.length ? halfHours[i / 2] / 2 : 1.5;
    }
    return quarters;
  }

  @Test
  void peakDemandIsTheHighestQuarterOverAQuarterHour() {
    // 10, 12, 20, 8 kWh -> 80 kW; load factor 50/80 = 0.625
    Ledger ledger = new Ledger(room(0, 1440).build(), DAY);
    quarters(ledger, "e", "10:00", 10, 12, 20, 8);

    assertThat(ledger.figure("peak_demand", ROOM, "10:00", "11:00").value())
        .isEqualByComparingTo("80");
    Figure factor = ledger.figure("load_factor", ROOM, "10:00", "11:00");
    assertThat(factor.value()).isEqualByComparingTo("0.625");
    assertThat(factor.basis().numerator()).isEqualByComparingTo("50");
  }

  @Test
  void peakDemandIsCoincidentAndNeverTheSumOfPeaks() {
    // rooms (5, 1) + (1, 5) -> 24, not 40
    Ledger ledger =
        new Ledger(
            room(0, 1440)
                .space("r2", 40, SmallCampus.always())
                .point("e2", Quantity.ENERGY_REGISTER, Scope.space("r2"), QUARTER)
                .build(),
            DAY);
    quarters(ledger, "e", "10:00", 5, 1);
    quarters(ledger, "e2", "10:00", 1, 5);

    assertThat(ledger.figure("peak_demand", SCHOOL, "10:00", "10:30").value())
        .isEqualByComparingTo("24");
  }

  @Test
  void interpolatedIntervalsMakeNoPeak() {
    Ledger ledger = new Ledger(room(0, 1440).build(), DAY);
    quarters(ledger, "e", "10:00", 10, 12, 10, 10);
    ledger.read("e", "12:00", 142 * KWH); // a gap of an hour in which 100 kWh went through

    Figure figure = ledger.figure("peak_demand", ROOM, "10:00", "12:00");

    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.5");
    assertThat(figure.value()).isEqualByComparingTo("48");
    assertThat(figure.bounds().low()).isEqualByComparingTo("48");
    assertThat(figure.bounds().high()).isEqualByComparingTo("400");
  }

  @Test
  void aScopeThatUsesNothingHasNoLoadFactor() {
    Ledger ledger = new Ledger(room(0, 1440).build(), DAY);
    quarters(ledger, "e", "10:00", 0, 0);

    Figure figure = ledger.figure("load_factor", ROOM, "10:00", "10:30");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("zero_denominator");
  }

  private static Campus roof() {
    Duration five = Duration.ofMinutes(5);
    Point.Traits traits = Point.Traits.nominal(five.toMillis());
    return new SmallCampus()
        .space("r1", 40, SmallCampus.always())
        .point("import", Quantity.ENERGY_REGISTER, SCHOOL, Point.Role.MAIN, traits)
        .point("export", Quantity.ENERGY_EXPORT_REGISTER, SCHOOL, Point.Role.MAIN, traits)
        .point("gen", Quantity.ENERGY_GENERATION_REGISTER, Scope.building("b1"), five)
        .build();
  }

  @Test
  void photovoltaicsOverlapWithTheLoadStepByStep() {
    // L 1 1 3, P 0 2 2 -> 75 %, 60 %
    Ledger ledger = new Ledger(roof(), DAY);
    long[][] steps = {{0, 0, 0}, {1, 0, 0}, {1, 1, 2}, {2, 1, 4}};
    for (int i = 0; i < steps.length; i++) {
      String time = "10:%02d".formatted(5 * i);
      ledger.read("import", time, steps[i][0] * KWH);
      ledger.read("export", time, steps[i][1] * KWH);
      ledger.read("gen", time, steps[i][2] * KWH);
    }

    Figure consumption = ledger.figure("pv_self_consumption", SCHOOL, "10:00", "10:15");
    Figure sufficiency = ledger.figure("pv_self_sufficiency", SCHOOL, "10:00", "10:15");

    assertThat(consumption.value()).isEqualByComparingTo("75");
    assertThat(sufficiency.value()).isEqualByComparingTo("60");
    assertThat(sufficiency.basis().denominator()).isEqualByComparingTo("5");
    assertThat(consumption.basis().coverage()).isEqualByComparingTo("1");
  }

  @Test
  void aDayWithoutGenerationHasNoSelfConsumption() {
    Ledger ledger = new Ledger(roof(), DAY);
    for (String time : List.of("10:00", "10:05", "10:10", "10:15")) {
      ledger.read("import", time, ledger.at(time) / 1000);
      ledger.read("export", time, 0).read("gen", time, 0);
    }

    Figure figure = ledger.figure("pv_self_consumption", SCHOOL, "10:00", "10:15");

    assertThat(figure.value()).isNull();
    assertThat(figure.reason()).isEqualTo("zero_denominator");
  }

  @Test
  void aGapOfOneRegisterLeavesSelfConsumptionWithinBounds() {
    Ledger ledger = new Ledger(roof(), DAY);
    for (int i = 0; i <= 12; i++) {
      String time = "10:%02d".formatted(5 * i).replace("10:60", "11:00");
      ledger.read("import", time, i * KWH).read("export", time, 0);
      if (i <= 6 || i == 12) {
        ledger.read("gen", time, i * KWH);
      }
    }

    Figure figure = ledger.figure("pv_self_consumption", SCHOOL, "10:00", "11:00");

    assertThat(figure.basis().coverage()).isEqualByComparingTo("0.5");
    assertThat(figure.value()).isEqualByComparingTo("100");
    assertThat(figure.bounds().low()).isEqualByComparingTo("50");
    assertThat(figure.bounds().high()).isEqualByComparingTo("100");
  }

  @Test
  void aYearDividesByFloorAreaAndByStudents() {
    // 180,000 / 12,000 = 15.0; 180,000 / 1,200 = 150; water 30 m3 a person
    Point.Traits yearly = Point.Traits.nominal(Duration.ofDays(200).toMillis());
    SmallCampus campus = new SmallCampus();
    for (int i = 0; i < 120; i++) {
      campus.space("s" + i, 40, SmallCampus.always());
    }
    campus.point("e", Quantity.ENERGY_REGISTER, SCHOOL, Point.Role.MAIN, yearly);
    campus.point("w", Quantity.WATER_REGISTER, SCHOOL, Point.Role.MAIN, yearly);
    Ledger ledger = new Ledger(campus.build(), DAY);
    ledger.read("e", "2024-01-01T00:00", 0).read("e", "2025-01-01T00:00", 180_000 * KWH);
    ledger.read("w", "2024-01-01T00:00", 0).read("w", "2025-01-01T00:00", 36_000 * KWH);

    String from = "2024-01-01T00:00";
    String to = "2025-01-01T00:00";
    Figure intensity = ledger.figure("energy_use_intensity", SCHOOL, from, to);
    Figure student = ledger.figure("energy_per_student", SCHOOL, from, to);
    Figure water = ledger.figure("water_per_student", SCHOOL, from, to);

    assertThat(intensity.value()).isEqualByComparingTo("15");
    assertThat(intensity.basis().flags()).contains("per_year");
    assertThat(student.value()).isEqualByComparingTo("150");
    assertThat(water.value()).isEqualByComparingTo("30");
    assertThat(ledger.figure("water_use", SCHOOL, from, to).value()).isEqualByComparingTo("36000");
  }

  @Test
  void aHundredKilowattHoursAreTwelvePointTwoNineKilogramsOfCoal() {
    Ledger ledger = new Ledger(room(0, 1440).build(), DAY);
    quarters(ledger, "e", "10:00", 100);

    assertThat(ledger.figure("energy_use_kgce", ROOM, "10:00", "10:15").value())
        .isEqualByComparingTo("12.29");
  }

  private static Ledger water() {
    return new Ledger(
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .point("w", Quantity.WATER_REGISTER, ROOM, QUARTER)
            .build(),
        DAY);
  }

  /** A night's water by hour, in litres, read every quarter. */
  private static long night(Ledger ledger, String midnight, long level, long... litres) {
    long now = level;
    long t = ledger.at(midnight);
    ledger.readAt("w", t, now);
    for (long hour : litres) {
      for (int quarter = 0; quarter < 4; quarter++) {
        now += hour * 250;
        t += Interval.BASE_MILLIS;
        ledger.readAt("w", t, now);
      }
    }
    return now;
  }

  @Test
  void nightFlowIsTheLowestCompleteHourBeforeFive() {
    // 40 36 36 38 41 -> 36
    Ledger ledger = water();
    night(ledger, DAY + "T00:00", 0, 40, 36, 36, 38, 41, 900);

    Figure figure = ledger.figure("night_water_flow", ROOM, "00:00", "06:00");

    assertThat(figure.value()).isEqualByComparingTo("36");
    assertThat(figure.basis().flags()).doesNotContain("leak");
  }

  @Test
  void waterThatRunsThroughThreeNightsIsFlaggedAsALeak() {
    Ledger ledger = water();
    long level = 0;
    for (String date : List.of("2026-03-02", "2026-03-03", "2026-03-04")) {
      level = night(ledger, date + "T00:00", level, 40, 36, 36, 38, 41);
    }

    Figure figure = ledger.figure("night_water_flow", ROOM, "2026-03-02T00:00", "2026-03-04T06:00");

    assertThat(figure.value()).isEqualByComparingTo("36");
    assertThat(figure.basis().flags()).contains("leak");
  }

  @Test
  void aReplacedMeterCountsWhatBothHaveCounted() {
    long at = new Ledger(room(0, 1440).build(), DAY).at("10:05");
    Point.Traits replaced =
        new Point.Traits(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            900_000,
            0,
            new Point.Register(
                false, List.of(new Point.Replacement(at, Optional.of(1002 * KWH), 990 * KWH))));
    Ledger ledger =
        new Ledger(
            new SmallCampus()
                .space("r1", 40, SmallCampus.always())
                .point("e", Quantity.ENERGY_REGISTER, ROOM, Point.Role.NORMAL, replaced)
                .build(),
            DAY);
    ledger.read("e", "10:00", 1000 * KWH).read("e", "10:15", 993 * KWH);

    // 2 kWh on the old register, 3 on the new one; without the entry it would have been noise
    assertThat(ledger.figure("energy_use", ROOM, "10:00", "10:15").value())
        .isEqualByComparingTo("5");
  }

  @Test
  void aResetIsFlagged() {
    Ledger ledger = new Ledger(room(0, 1440).build(), DAY);
    ledger.read("e", "10:00", 1010 * KWH).read("e", "10:15", 0).read("e", "10:30", 5 * KWH);

    Figure figure = ledger.figure("energy_use", ROOM, "10:00", "10:30");

    assertThat(figure.value()).isEqualByComparingTo("5"); // 1010, 0, 5 -> 0, 0, 5
    assertThat(figure.basis().flags()).contains("meter_reset");
  }

  @Test
  void threePhaseRegistersAddUpAndAreSplitLikeOne() {
    Point.Traits traits = Point.Traits.nominal(900_000);
    SmallCampus campus = new SmallCampus().space("r1", 40, SmallCampus.daily(0, 605));
    for (String phase : List.of("a", "b", "c")) {
      campus.point("e_" + phase, Quantity.ENERGY_REGISTER, ROOM, Point.Role.MAIN, traits);
    }
    Ledger ledger = new Ledger(campus.build(), DAY);
    quarters(ledger, "e_a", "10:00", 1);
    quarters(ledger, "e_b", "10:00", 2);
    quarters(ledger, "e_c", "10:00", 3);

    assertThat(ledger.figure("energy_use", ROOM, "10:00", "10:15").value())
        .isEqualByComparingTo("6");
    assertThat(rounded(ledger.figure("off_hours_share", ROOM, "10:00", "10:15").value(), 1))
        .isEqualTo("66.7");
  }

  @Test
  void wasteIsRankedByRoom() {
    SmallCampus campus =
        room(0, 1440)
            .space("r2", 40, SmallCampus.always())
            .point("e2", Quantity.ENERGY_REGISTER, Scope.space("r2"), QUARTER)
            .point("o2", Quantity.OCCUPIED, Scope.space("r2"), QUARTER);
    Ledger ledger = emptyRoom(campus);
    quarters(ledger, "e", "10:00", 1, 1, 1, 1);
    quarters(ledger, "e2", "10:00", 3, 3, 3, 3);
    ledger.read("o2", "10:00", 0).read("o2", "10:30", 0);

    Answer answer =
        ledger.answer(
            "empty_room_waste", SCHOOL, Grouping.SPACE, "10:00", "11:00", Resolution.TOTAL);

    assertThat(answer.series()).extracting(Answer.Series::group).containsExactly("r1", "r2");
    assertThat(answer.series().get(1).figures().get(0).value()).isEqualByComparingTo("12");
    assertThat(ledger.figure("empty_room_waste", SCHOOL, "10:00", "11:00").value())
        .isEqualByComparingTo("14");
  }

  @Test
  void partsOfAMeterAddUpToItsIncreaseExactly() {
    SmallCampus campus =
        room(0, 10 * 60 + 7).point("n", Quantity.PEOPLE, ROOM, Duration.ofMinutes(1));
    Ledger ledger = new Ledger(campus.build(), DAY);
    for (int i = 0; i < 40; i++) {
      String time = "10:%02d:%02d".formatted(i, (i * 7) % 60);
      ledger.read("n", time, (i % 3) * 1000L);
      ledger.read("e", time, i * 333_337L + i % 2);
    }
    ledger.figure("energy_use", ROOM, "10:00", "10:45");

    ledger
        .run()
        .facts()
        .scan(
            List.of(new Leaf(Leaf.Kind.METER, "e")),
            new Interval(ledger.at("10:00"), ledger.at("10:45")),
            row -> {
              long e = row.facts().get("e");
              assertThat(row.facts().get("e_open") + row.facts().get("e_closed")).isEqualTo(e);
              assertThat(
                      row.facts().get("e_used")
                          + row.facts().get("e_sparse")
                          + row.facts().get("e_empty")
                          + row.facts().get("e_unknown"))
                  .isEqualTo(e);
              assertThat(e).isPositive();
            });
  }

  @Test
  void aMeterKeepsWhatCo2TaughtOfItsRoomFromIntervalToInterval() {
    Ledger ledger =
        new Ledger(
            room(0, 1440).point("c", Quantity.CO2, ROOM, Duration.ofMinutes(5)).build(), DAY);
    quarters(ledger, "e", "08:00", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    for (int i = 0; i <= 48; i++) {
      boolean taught = i >= 12 && i < 36;
      ledger.readAt("c", ledger.at("08:00") + i * 300_000L, taught ? 1_400_000 : 450_000);
    }

    Figure waste = ledger.figure("empty_room_waste", ROOM, "08:00", "12:00");
    Figure used = ledger.figure("space_frequency", ROOM, "08:00", "12:00");

    // 1 kWh a quarter of an hour: what is wasted is what the room's own facts call empty.
    BigDecimal emptyQuarters =
        new BigDecimal(1600).subtract(used.value().multiply(new BigDecimal(16))).movePointLeft(2);
    assertThat(used.value()).isBetween(new BigDecimal(40), new BigDecimal(60));
    assertThat(waste.value()).isCloseTo(emptyQuarters, within(new BigDecimal("0.000001")));
  }
}
