package io.campuspulse.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.model.Point;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedSchoolTest {
  private static final long MONDAY = Instant.parse("2026-01-11T16:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000;
  private static final Campus CAMPUS = campus();

  private static Campus campus() {
    Problems problems = new Problems();
    var campus = new RegistryLoader(Set.of("campus")).load(Path.of("config/registry"), problems);
    assertThat(problems.list()).isEmpty();
    return campus.orElseThrow();
  }

  private static TruthTotals week() {
    TruthTotals totals = new TruthTotals();
    new World(CAMPUS, Scenario.oneSchool(), 1).truth(MONDAY, MONDAY + 7 * DAY, totals);
    return totals;
  }

  /** Totals over all spans. */
  private static final class TruthTotals implements TruthSink {
    final Map<String, Long> energy = new HashMap<>();
    final Map<String, Long> highestQuarter = new HashMap<>();
    final Map<SpaceType, Long> occupied = new HashMap<>();
    final Map<SpaceType, Long> all = new HashMap<>();

    @Override
    public void space(SpaceSpan s) {
      SpaceType type = CAMPUS.space(s.space()).orElseThrow().type();
      all.merge(type, s.time().length(), Long::sum);
      occupied.merge(type, s.people() > 0 ? s.time().length() : 0, Long::sum);
    }

    @Override
    public void machine(MachineSpan s) {
      assertThat(s.state()).isBetween(0, 3);
    }

    @Override
    public void meter(MeterSpan s) {
      energy.merge(s.point(), s.amount(), Long::sum);
      highestQuarter.merge(s.point(), s.amount(), Math::max);
    }
  }

  @Test
  void noMeterCountsMoreThanItsRatedPowerAllows() {
    TruthTotals week = week();
    for (Point p : CAMPUS.points()) {
      p.traits()
          .ratedPowerMilliwatt()
          .ifPresent(
              rated ->
                  assertThat(week.highestQuarter.getOrDefault(p.id(), 0L))
                      .as(p.id())
                      .isLessThanOrEqualTo(rated / 4));
    }
  }

  @Test
  void roomsAreUsedAsASchoolUsesThem() {
    TruthTotals week = week();
    assertThat(share(week, SpaceType.CLASSROOM)).isBetween(0.15, 0.4);
    assertThat(share(week, SpaceType.TRAINING_ROOM)).isBetween(0.1, 0.4);
    assertThat(share(week, SpaceType.LIBRARY)).isBetween(0.3, 0.7);
    assertThat(share(week, SpaceType.SPORTS_VENUE)).isBetween(0.1, 0.6);
  }

  private static double share(TruthTotals week, SpaceType type) {
    return (double) week.occupied.get(type) / week.all.get(type);
  }

  @Test
  void theSchoolUsesABelievableAmountOfEnergy() {
    TruthTotals week = week();
    double area =
        CAMPUS.spaces().stream()
            .mapToDouble(s -> s.area().latest().orElseThrow().doubleValue())
            .sum();
    double kwh =
        (week.energy.get("oj-grid-import")
                + week.energy.get("oj-pv-energy")
                - week.energy.get("oj-grid-export"))
            / 1e6;
    // 30 to 130 kWh/(m²·a) in a winter week
    assertThat(kwh / area * 52).isBetween(30.0, 130.0);
  }
}
