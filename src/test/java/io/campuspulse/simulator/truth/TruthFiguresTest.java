package io.campuspulse.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.TruthSink;
import io.campuspulse.simulator.world.World;
import java.time.Instant;
import java.util.Optional;
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
    TruthFigures truth = new TruthFigures(CAMPUS, DAY);
    // open 07:00 to 22:00 with 48 seats
    truth.space(span("06:00", "08:00", 24));
    truth.space(span("08:00", "09:10", 0));
    truth.space(span("09:10", "22:00", 12));
    truth.space(span("22:00", "23:00", 48));
    double used = 60 + 770;
    double heads = 60 * 24 + 770 * 12;
    assertThat(truth.spaceFrequency(ROOM, DAY, s -> true).orElseThrow())
        .isCloseTo(100 * used / 900, within(1e-9));
    assertThat(truth.seatOccupancy(ROOM, DAY, s -> true).orElseThrow())
        .isCloseTo(100 * heads / (used * 48), within(1e-9));
    assertThat(truth.spaceUtilization(ROOM, DAY, s -> true).orElseThrow())
        .isCloseTo(100 * heads / (900 * 48), within(1e-9));
    assertThat(truth.lightsOnEmpty(ROOM, DAY, s -> true).orElseThrow())
        .isCloseTo(100 * 70.0 / 900, within(1e-9));
    assertThat(truth.spaceFrequency(ROOM, DAY, s -> false)).isEmpty();
    Interval quarter = new Interval(at("2026-01-12T09:00"), at("2026-01-12T09:15"));
    assertThat(truth.spaceFrequency(ROOM, quarter, s -> true).orElseThrow())
        .isCloseTo(100 * 5 / 15.0, within(1e-9));
  }

  @Test
  void energyIsThatOfTheMainMeterElseOfTheParts() {
    TruthFigures truth = new TruthFigures(CAMPUS, DAY);
    Interval quarter = new Interval(DAY.start(), DAY.start() + Interval.BASE_MILLIS);
    truth.meter(new TruthSink.MeterSpan("main-b1.energy_register", quarter, 5_000_000));
    truth.meter(new TruthSink.MeterSpan("meter-class-0.energy_register", quarter, 1_000_000));
    truth.meter(new TruthSink.MeterSpan("main-school.energy_register", quarter, 7_000_000));
    assertThat(truth.energyUse(Scope.building("b1"), DAY)).hasValue(5);
    assertThat(truth.energyUse(ROOM, DAY)).hasValue(1);
    assertThat(truth.energyUse(Scope.CITY, DAY)).hasValue(7);
  }

  @Test
  void energySplitsAtTheLocalNewYear() {
    Interval week = new Interval(at("2025-12-29T00:00"), at("2026-01-05T00:00"));
    TruthFigures truth = new TruthFigures(CAMPUS, week);
    long midnight = at("2026-01-01T00:00");
    truth.meter(
        new TruthSink.MeterSpan(
            "main-b1.energy_register",
            new Interval(midnight - Interval.BASE_MILLIS, midnight),
            2_000_000));
    truth.meter(
        new TruthSink.MeterSpan(
            "main-b1.energy_register",
            new Interval(midnight, midnight + Interval.BASE_MILLIS),
            3_000_000));
    assertThat(truth.energyByYear(Scope.building("b1"), week))
        .containsEntry(2025, 2.0)
        .containsEntry(2026, 3.0);
  }

  @Test
  void aWorldsTruthAddsUpOverDaysAndRooms() {
    Interval week = new Interval(DAY.start(), DAY.start() + 7 * 86_400_000L);
    World world = new World(CAMPUS, Scenario.oneSchool(), 3);
    TruthFigures truth = TruthFigures.of(world, week);
    double frequency = truth.spaceFrequency(Scope.CITY, week, s -> true).orElseThrow();
    assertThat(frequency).isBetween(20.0, 60.0);
    double days = 0;
    for (int d = 0; d < 7; d++) {
      long start = week.start() + d * 86_400_000L;
      Interval day = new Interval(start, start + 86_400_000L);
      days += truth.energyUse(Scope.CITY, day).orElseThrow();
    }
    assertThat(truth.energyUse(Scope.CITY, week).orElseThrow()).isCloseTo(days, within(1e-6));
    long[] states = truth.machineMillis("cnc-0", week);
    assertThat(states[0] + states[1] + states[2] + states[3]).isEqualTo(7 * 86_400_000L);
  }
}
