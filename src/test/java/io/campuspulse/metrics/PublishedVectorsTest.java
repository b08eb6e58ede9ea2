package io.campuspulse.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Published worked examples of counters, photovoltaics and machines, where they are at hand. */
class PublishedVectorsTest {
  private static final String FILE = "shared/data/vectors/published-vectors.json";

  private JsonNode vectors;

  @BeforeEach
  void read() throws IOException {
    Path found = null;
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve(FILE);
      found = found == null && Files.isRegularFile(candidate) ? candidate : found;
    }
    assumeTrue(found != null, FILE + " is not beside the project: nothing was compared");
    vectors = new ObjectMapper().readTree(found.toFile());
  }

  private static void assertSums(JsonNode example) {
    CounterRule rule = CounterRule.START;
    long sum = 0;
    for (int i = 0; i < example.get("state").size(); i++) {
      long state = example.get("state").get(i).asLong();
      CounterRule.Step step = rule.step(i, state, CounterRule.Limits.NONE).orElseThrow();
      sum += step.delta();
      rule = step.next();
      assertThat(sum).as("sum after state %d", state).isEqualTo(example.get("sum").get(i).asLong());
    }
  }

  @Test
  void increasingTotalsFollowTheirPublishedSumsAcrossResets() {
    assertSums(vectors.at("/counters/total_increasing_reset_to_0"));
    assertSums(vectors.at("/counters/total_increasing_reset_not_to_0"));
  }

  private static double percent(Metric metric, String fact, long part, String whole, long all) {
    FactSums sums = new FactSums();
    sums.add(fact, part);
    sums.add(whole, all);
    return metric.form(sums, null).value().doubleValue() / 100;
  }

  @Test
  void selfConsumptionAndSufficiencyOfThePublishedDayAreReproduced() {
    JsonNode pv = vectors.at("/pv");
    long overlap = 0;
    long load = 0;
    long generation = 0;
    for (int i = 0; i < pv.get("load_kwh").size(); i++) {
      long l = pv.get("load_kwh").get(i).asLong();
      long p = pv.get("pv_kwh").get(i).asLong();
      overlap += Math.min(l, p);
      load += l;
      generation += p;
    }

    assertThat(percent(PvMetrics.selfConsumption(), "overlap", overlap, "gen", generation))
        .isEqualTo(pv.get("self_consumption").asDouble());
    assertThat(percent(PvMetrics.selfSufficiency(), "overlap", overlap, "load", load))
        .isEqualTo(pv.get("self_sufficiency").asDouble());
  }

  @Test
  void availabilityOfThePublishedShiftIsReproduced() {
    JsonNode shift = vectors.at("/equipment/oee_8h_shift");
    long planned = shift.get("planned_s").asLong();
    long run = shift.at("/expected/run_s").asLong();
    FactSums sums = new FactSums();
    sums.add("p_working", run * 1000);
    sums.add("p_off", (planned - run) * 1000);

    double availability =
        EquipmentMetrics.availability().form(sums, null).value().doubleValue() / 100;

    assertThat(availability).isCloseTo(shift.at("/expected/availability").asDouble(), within(5e-7));
  }
}
