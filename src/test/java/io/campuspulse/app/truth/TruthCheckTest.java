package io.campuspulse.app.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Interval;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.world.World;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped school, a day of it, from devices to figures, against its ground truth. */
class TruthCheckTest {
  private static final EmissionFactors FACTORS =
      year -> Optional.of(new EmissionFactors.Factor(new BigDecimal("0.4974"), true));

  private static List<TruthCheck.Line> check(String scenario) {
    Problems problems = new Problems();
    Campus campus =
        new RegistryLoader(Decoders.ids())
            .load(Path.of("config", "registry"), problems)
            .orElseThrow(() -> new AssertionError(problems.sentences()));
    Scenario read =
        ScenarioFile.read(Path.of("simulators", "scenarios", scenario + ".yaml"), problems)
            .orElseThrow(() -> new AssertionError(problems.sentences()));
    LocalDate day = read.epoch().plusDays(7);
    long start = day.atStartOfDay(campus.city().zone()).toInstant().toEpochMilli();
    Interval range = new Interval(start, start + 86_400_000L);
    return new TruthCheck(new World(campus, read, 42), range, FACTORS).run(at -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"one-school", "silent"})
  void everyFigureIsWithinItsToleranceAndItsBoundsHoldTheTruth(String scenario) {
    List<TruthCheck.Line> lines = check(scenario);

    assertThat(lines)
        .extracting(TruthCheck.Line::metric)
        .contains(Tolerance.TABLE.stream().map(Tolerance::metric).toArray(String[]::new));
    assertThat(lines).filteredOn(line -> !line.passed()).isEmpty();
    assertThat(lines).filteredOn(l -> l.figures() > l.withheld()).hasSizeGreaterThan(10);
  }
}
