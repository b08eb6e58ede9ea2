package io.campuspulse.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.campuspulse.config.Problems;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.truth.Ask;
import io.campuspulse.simulator.truth.TruthFigures;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class RetrofitTest {
  private static final long DAY = 86_400_000;
  private static final Campus CAMPUS = SmallCampus.build();

  private static World world(String name) {
    Problems problems = new Problems();
    Scenario scenario =
        ScenarioFile.read(Path.of("simulators/scenarios", name + ".yaml"), problems).orElseThrow();
    return new World(CAMPUS, scenario, 4);
  }

  /** A week of the year, in the first or the second of the two. */
  private static TruthFigures week(World world, LocalDate monday) {
    long start = monday.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
    return TruthFigures.of(world, new Interval(start, start + 7 * DAY));
  }

  private static double energy(TruthFigures figures, LocalDate monday) {
    long start = monday.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
    return figures
        .value("energy_use", Ask.of(Scope.building("b1"), new Interval(start, start + 7 * DAY)))
        .orElseThrow();
  }

  private static double ratio(String scenario, LocalDate monday) {
    World world = world(scenario);
    LocalDate later = monday.plusDays(364);
    return energy(week(world, later), later) / energy(week(world, monday), monday);
  }

  @Test
  void theSecondYearOfTheRetrofitTakesExactlyFifteenPercentLess() {
    assertThat(ratio("retrofit", LocalDate.of(2024, 1, 15))).isCloseTo(0.85, within(1e-6));
    assertThat(ratio("retrofit", LocalDate.of(2024, 7, 1))).isCloseTo(0.85, within(1e-6));
  }

  @Test
  void theUnchangedYearRepeatsToTheMilliwattHour() {
    assertThat(ratio("unchanged", LocalDate.of(2024, 7, 1))).isEqualTo(1.0);
  }

  /** Energy of the building in mWh and person-minutes, in each of two years of 364 days. */
  private static long[] years(String scenario) {
    long[] sums = new long[4];
    World world = world(scenario);
    long middle = world.epochMillis() + 364 * DAY;
    world.truth(
        world.epochMillis(),
        world.epochMillis() + 728 * DAY,
        new TruthSink() {
          @Override
          public void space(SpaceSpan s) {
            long minutes = s.time().length() / 60_000 * s.people();
            sums[s.time().start() < middle ? 2 : 3] += minutes;
          }

          @Override
          public void machine(MachineSpan s) {}

          @Override
          public void meter(MeterSpan s) {
            if (s.point().equals("main-b1.energy_register")) {
              sums[s.time().start() < middle ? 0 : 1] += s.amount();
            }
          }
        });
    return sums;
  }

  @Test
  void overWholeYearsTheRetrofitSavesFifteenPercentAndTheUnchangedYearNothing() {
    long[] retrofit = years("retrofit");
    // registers cut each day to whole mWh: at most 364 of them
    assertThat(retrofit[1] * 100).isBetween(retrofit[0] * 85 - 36_400, retrofit[0] * 85 + 36_400);
    assertThat(retrofit[3]).isEqualTo(retrofit[2]).isPositive();
    long[] unchanged = years("unchanged");
    assertThat(unchanged[1]).isEqualTo(unchanged[0]);
    assertThat(unchanged[0]).isEqualTo(retrofit[0]);
  }

  @Test
  void useAndWeatherAreTheSameInBothYears() {
    World world = world("retrofit");
    LocalDate monday = LocalDate.of(2024, 5, 6);
    LocalDate later = monday.plusDays(364);
    TruthFigures first = week(world, monday);
    TruthFigures second = week(world, later);
    assertThat(second.value("space_frequency", Ask.of(Scope.CITY, range(later))))
        .isEqualTo(first.value("space_frequency", Ask.of(Scope.CITY, range(monday))));
  }

  private static Interval range(LocalDate monday) {
    long start = monday.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant().toEpochMilli();
    return new Interval(start, start + 7 * DAY);
  }
}
