package io.campuspulse.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.TruthSink;
import io.campuspulse.simulator.world.World;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TruthFiguresTest {
  private static final Campus CAMPUS = SmallCampus.build();
  private static final Scope ROOM = Scope.space("class-0");

  private static long at(String shanghai) {
    return Instant.parse(shanghai + ":00+08:00").toEpochMilli();
  }

  private static final Interval DAY = new Interval(at("2026-01-12T00:00"), at("2026-01-13T00:00"));

  private static TruthSink.SpaceSpan span(String from, String to, int people) {
    return new TruthSink.SpaceSpan(
        "class-0",
        new Interval(at("2026-01-12T" + from), at("2026-01-12T" + to)),
        people,
        true,
        false,
        Optional.empty());
  }

  @Test
  void figuresCountOnlyTheOpeningHours() {
    TruthFigures truth = new TruthFigures(CAMPUS, AcademicCalendar.everyWeek(), DAY);
    // open 07:00 to 22:00 with 48 seats
    truth.space(span("06:00", "08:00", 24));
    truth.space(span("08:00", "09:10", 0));
    truth.space(span("09:10", "22:00", 12));
    truth.space(span("22:00", "23:00", 48));
    double used = 60 + 770;
    double heads = 60 * 24 + 770 * 12;
    assertThat(truth.value("space_frequency", Ask.of(ROOM, DAY)).orElseThrow())
        .isCloseTo(100 * used / 900, within(1e-9));
    assertThat(truth.value("seat_occupancy", Ask.of(ROOM, DAY)).orElseThrow())
        .isCloseTo(100 * heads / (used * 48), within(1e-9));
    assertThat(truth.value("space_utilization", Ask.of(ROOM, DAY)).orElseThrow())
        .isCloseTo(100 * heads / (900 * 48), within(1e-9));
    assertThat(truth.value("lights_on_empty", Ask.of(ROOM, DAY)).orElseThrow())
        .isCloseTo(100 * 70.0 / 1_020, within(1e-9));
    assertThat(truth.value("space_frequency", new Ask(ROOM, DAY, s -> false, "open", "")))
        .isEmpty();
    Interval quarter = new Interval(at("2026-01-12T09:00"), at("2026-01-12T09:15"));
    assertThat(truth.value("space_frequency", Ask.of(ROOM, quarter)).orElseThrow())
        .isCloseTo(100 * 5 / 15.0, within(1e-9));
  }

  @Test
  void energyIsThatOfTheMainMeterElseOfTheParts() {
    TruthFigures truth = new TruthFigures(CAMPUS, AcademicCalendar.everyWeek(), DAY);
    Interval quarter = new Interval(DAY.start(), DAY.start() + Interval.BASE_MILLIS);
    truth.meter(
        new TruthSink.MeterSpan("main-b1.energy_register", quarter, 5_000_000, new long[0]));
    truth.meter(
        new TruthSink.MeterSpan("meter-class-0.energy_register", quarter, 1_000_000, new long[0]));
    truth.meter(
        new TruthSink.MeterSpan("main-school.energy_register", quarter, 7_000_000, new long[0]));
    assertThat(truth.value("energy_use", Ask.of(Scope.building("b1"), DAY))).hasValue(5);
    assertThat(truth.value("energy_use", Ask.of(ROOM, DAY))).hasValue(1);
    assertThat(truth.value("energy_use", Ask.of(Scope.CITY, DAY))).hasValue(7);
  }

  @Test
  void emissionsTakeTheFactorOfEachLocalYear() {
    Interval week = new Interval(at("2025-12-29T00:00"), at("2026-01-05T00:00"));
    TruthFigures truth = new TruthFigures(CAMPUS, AcademicCalendar.everyWeek(), week);
    long midnight = at("2026-01-01T00:00");
    truth.meter(
        new TruthSink.MeterSpan(
            "main-b1.energy_register",
            new Interval(midnight - Interval.BASE_MILLIS, midnight),
            2_000_000,
            new long[0]));
    truth.meter(
        new TruthSink.MeterSpan(
            "main-b1.energy_register",
            new Interval(midnight, midnight + Interval.BASE_MILLIS),
            3_000_000,
            new long[0]));
    assertThat(truth.value("carbon_emissions", Ask.of(Scope.building("b1"), week))).isEmpty();
    truth.withFactors(year -> OptionalDouble.of(year == 2025 ? 0.5 : 0.4));
    assertThat(truth.value("carbon_emissions", Ask.of(Scope.building("b1"), week)).orElseThrow())
        .isCloseTo(2 * 0.5 + 3 * 0.4, within(1e-9));
  }

  @Test
  void aWorldsTruthAddsUpOverDaysAndRooms() {
    Interval week = new Interval(DAY.start(), DAY.start() + 7 * 86_400_000L);
    World world = new World(CAMPUS, Scenario.oneSchool(), 3);
    TruthFigures truth = TruthFigures.of(world, week);
    double frequency = truth.value("space_frequency", Ask.of(Scope.CITY, week)).orElseThrow();
    assertThat(frequency).isBetween(20.0, 60.0);
    double days = 0;
    for (int d = 0; d < 7; d++) {
      long start = week.start() + d * 86_400_000L;
      Interval day = new Interval(start, start + 86_400_000L);
      days += truth.value("energy_use", Ask.of(Scope.CITY, day)).orElseThrow();
    }
    assertThat(truth.value("energy_use", Ask.of(Scope.CITY, week)).orElseThrow())
        .isCloseTo(days, within(1e-6));
    long[] states = truth.machineMillis("cnc-0", week);
    assertThat(states[0] + states[1] + states[2] + states[3]).isEqualTo(7 * 86_400_000L);
  }
}
