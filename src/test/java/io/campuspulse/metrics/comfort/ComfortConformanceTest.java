package io.campuspulse.metrics.comfort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The published validation tables; runs where they lie beside the project. */
class ComfortConformanceTest {
  private static JsonNode table(String name) throws IOException {
    Optional<Path> found = Optional.empty();
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolveSibling("shared").resolve("data").resolve("comfort");
      if (found.isEmpty() && Files.isDirectory(candidate)) {
        found = Optional.of(candidate.resolve(name));
      }
    }
    assumeTrue(found.isPresent(), "../shared/data/comfort is not here: nothing was compared");
    return new ObjectMapper().readTree(found.orElseThrow().toFile()).get("data");
  }

  private static double at(JsonNode node, int i) {
    return (node.isArray() ? node.get(i) : node).asDouble();
  }

  private static int size(JsonNode inputs) {
    int size = 1;
    for (JsonNode node : inputs) {
      size = Math.max(size, node.isArray() ? node.size() : 1);
    }
    return size;
  }

  private static double degC(JsonNode inputs, double t) {
    return inputs.path("units").asText().equals("ip") ? (t - 32) / 1.8 : t;
  }

  @Test
  void votesAgreeWithTheTables() throws IOException {
    int compared = 0;
    for (JsonNode entry : table("ts_pmv_ppd.json")) {
      JsonNode in = entry.get("inputs");
      boolean ashrae = in.path("standard").asText().equals("ASHRAE");
      boolean unlimited = in.has("limit_inputs");
      // elevated air speed after ASHRAE 55 is another model
      if (in.has("airspeed_control") || (ashrae && unlimited)) {
        continue;
      }
      for (int i = 0; i < size(in); i++) {
        double speed = at(in.get("vr"), i) / (in.path("units").asText().equals("ip") ? 3.28084 : 1);
        ThermalBalance balance =
            new ThermalBalance(
                degC(in, at(in.get("tdb"), i)),
                degC(in, at(in.get("tr"), i)),
                speed,
                at(in.get("rh"), i),
                at(in.get("met"), i),
                at(in.get("clo"), i));
        Optional<ThermalBalance.Vote> vote =
            unlimited ? balance.vote() : ashrae ? balance.ashrae() : balance.iso();
        JsonNode pmv = entry.get("outputs").get("pmv");
        JsonNode expected = pmv.isArray() ? pmv.get(i) : pmv;
        if (expected.isNull()) {
          assertThat(vote).as(entry.toString()).isEmpty();
        } else {
          assertThat(vote.orElseThrow().pmv())
              .as(entry.toString())
              .isCloseTo(expected.asDouble(), within(0.1));
          assertThat(vote.orElseThrow().ppd())
              .as(entry.toString())
              .isCloseTo(at(entry.get("outputs").get("ppd"), i), within(1.0));
        }
        compared++;
      }
    }
    assertThat(compared).isEqualTo(30 + 2 + 12);
  }

  @Test
  void adaptiveLimitsAgreeWithTheTables() throws IOException {
    int compared = 0;
    for (String file : new String[] {"ts_adaptive_en.json", "ts_adaptive_ashrae.json"}) {
      boolean en = file.contains("_en");
      for (JsonNode entry : table(file)) {
        JsonNode in = entry.get("inputs");
        for (int i = 0; i < size(in); i++) {
          double mean = degC(in, at(in.get("t_running_mean"), i));
          Optional<AdaptiveComfort> comfort =
              en ? AdaptiveComfort.en(mean, 33.5) : AdaptiveComfort.ashrae(mean);
          double room = (degC(in, at(in.get("tdb"), i)) + degC(in, at(in.get("tr"), i))) / 2;
          JsonNode out = entry.get("outputs");
          JsonNode all = out.get("tmp_cmf");
          JsonNode expected = all.isArray() ? all.get(i) : all;
          compared++;
          if (expected.isNull()) {
            assertThat(comfort).isEmpty();
            continue;
          }
          // tables are rounded to 0.1 K
          assertThat(comfort.orElseThrow().comfortDegC())
              .isCloseTo(degC(in, expected.asDouble()), within(0.0501));
          String[] names = {"acceptability_cat_i", "acceptability_cat_ii", "acceptability_cat_iii"};
          for (int c = 0; c < 3; c++) {
            if (out.has(names[c])) {
              JsonNode ok = out.get(names[c]);
              assertThat(comfort.get().allows(room, AdaptiveComfort.Category.values()[c]))
                  .isEqualTo((ok.isArray() ? ok.get(i) : ok).asBoolean());
            }
          }
          if (out.has("acceptability_80")) {
            JsonNode ok = out.get("acceptability_80");
            assertThat(comfort.get().acceptedBy80(room))
                .isEqualTo((ok.isArray() ? ok.get(i) : ok).asBoolean());
          }
          if (out.has("acceptability_90")) {
            JsonNode ok = out.get("acceptability_90");
            assertThat(comfort.get().acceptedBy90(room))
                .isEqualTo((ok.isArray() ? ok.get(i) : ok).asBoolean());
          }
        }
      }
    }
    assertThat(compared).isEqualTo(3 + 3 + 9 + 2 + 2);
  }
}
