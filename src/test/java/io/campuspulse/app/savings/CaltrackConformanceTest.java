package io.campuspulse.app.savings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published CalTRACK sample meters; runs where the reference data lies beside the project. */
class CaltrackConformanceTest {
  private static final String BASELINE = "2015-12-27/2016-12-26";
  private static final String REPORTING = "2017-01-04/2018-01-04";

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void findReferenceData() {
    Optional<Path> found = Optional.empty();
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolveSibling("shared").resolve("data").resolve("caltrack");
      if (found.isEmpty() && Files.isDirectory(candidate)) {
        found = Optional.of(candidate);
      }
    }
    assumeTrue(
        found.isPresent(), "../shared/data/caltrack is not on this machine: nothing was compared");
    data = found.orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "il-electricity-cdd-hdd-daily",
        "il-electricity-cdd-only-daily",
        "il-gas-hdd-only-daily",
        "il-gas-intercept-only-daily"
      })
  void pairsOfTheReferenceGiveThePublishedDigits(String meter) throws IOException {
    List<String[]> rows = rows(data.resolve(meter + ".csv"));
    String usage = rows.stream().map(r -> r[0] + "," + r[2]).collect(Collectors.joining("\n"));
    String degrees = rows.stream().map(r -> r[0] + "," + r[3]).collect(Collectors.joining("\n"));

    JsonNode json =
        SavingsRun.of(
                folder,
                "time,value_" + unit(meter) + "\n" + usage,
                "time,value_degF\n" + degrees,
                "--baseline",
                BASELINE,
                "--reporting",
                REPORTING,
                "--zone",
                "UTC")
            .json();

    JsonNode expected = expected("reference_implementation_eemeter_3_2_0", meter);
    JsonNode reporting = expected.get("reporting");
    assertThat(json.get("modelType").asText()).isEqualTo(expected.get("model_type").asText());
    same(json.get("avoidedEnergy"), reporting.get("avoided"), 0.001);
    same(json.get("band90"), reporting.get("fsu_error_band_90"), 0.001);
    same(json.get("band90TextFormula"), reporting.get("fsu_error_band_90_text_formula"), 0.001);
    same(json.get("counterfactual"), reporting.get("counterfactual"), 0.001);
    same(json.get("observed"), reporting.get("observed"), 0.001);
    same(json.get("fsu"), reporting.get("fsu"), 0.00001);
    same(json.get("adjustedR2"), expected.get("r_squared_adj"), 0.000002);
    same(json.get("cvrmse"), expected.get("cvrmse_adj"), 0.000002);
    same(json.get("nmbe"), expected.get("nmbe"), 0.000002);
    JsonNode statistics = json.get("statistics");
    same(statistics.get("cvrmseDividedByDays"), expected.get("cvrmse"), 0.000002);
    same(statistics.get("autocorrelationLag1"), expected.get("autocorr_lag1"), 0.000002);
    same(statistics.get("effectiveDays"), expected.get("n_prime"), 0.0002);
    JsonNode params = expected.get("params");
    JsonNode coefficients = json.get("coefficients");
    same(coefficients.get("intercept"), params.get("intercept"), 0.000002);
    same(coefficients.get("betaHdd"), params.get("beta_hdd"), 0.000002);
    same(coefficients.get("betaCdd"), params.get("beta_cdd"), 0.000002);
    same(coefficients.get("heatingBalancePointDegF"), params.get("heating_balance_point"), 0);
    same(coefficients.get("coolingBalancePointDegF"), params.get("cooling_balance_point"), 0);
    boolean claimable = !meter.equals("il-electricity-cdd-only-daily");
    assertThat(json.get("claimable").asBoolean()).isEqualTo(claimable);
    assertThat(SavingsRun.reasons(json))
        .isEqualTo(claimable ? List.of() : List.of("fsu_above_limit"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "il-electricity-cdd-hdd-daily",
        "il-electricity-cdd-only-daily",
        "il-gas-hdd-only-daily",
        "il-gas-intercept-only-daily"
      })
  void rawFilesArePairedByTheHoursOfEachLocalDay(String meter) throws IOException {
    String usage = Files.readString(data.resolve("raw_" + meter + ".csv"));
    String degrees = Files.readString(data.resolve("raw_hourly_tempF_local.csv"));
    for (List<String> zone : List.of(List.of("--zone", "America/Chicago"), List.<String>of())) {
      String[] options =
          java.util.stream.Stream.concat(
                  zone.stream(), java.util.stream.Stream.of("--baseline", BASELINE))
              .toArray(String[]::new);
      String[] all = java.util.Arrays.copyOf(options, options.length + 2);
      all[options.length] = "--reporting";
      all[options.length + 1] = REPORTING;

      JsonNode json =
          SavingsRun.of(
                  folder,
                  usage.replaceFirst("start,value", "time,value_" + unit(meter)),
                  degrees.replaceFirst("dt,tempF", "time,value_degF"),
                  all)
              .json();

      JsonNode expected = expected("local_days_with_daylight_saving", meter);
      assertThat(json.get("modelType").asText()).isEqualTo(expected.get("model_type").asText());
      assertThat(json.get("daysCompared").asInt()).isEqualTo(365);
      same(json.get("avoidedEnergy"), expected.get("avoided"), 0.001);
      same(json.get("band90"), expected.get("fsu_error_band_90"), 0.001);
      same(json.get("band90TextFormula"), expected.get("fsu_error_band_90_text_formula"), 0.001);
      same(json.get("adjustedR2"), expected.get("r_squared_adj"), 0.000002);
      same(json.get("cvrmse"), expected.get("cvrmse_adj"), 0.000002);
      same(json.get("statistics").get("effectiveDays"), expected.get("n_prime"), 0.0002);
    }
  }

  private static void same(JsonNode actual, JsonNode expected, double tolerance) {
    if (expected == null) {
      assertThat(actual.isNull()).isTrue();
    } else {
      assertThat(actual.asDouble()).isCloseTo(expected.asDouble(), within(tolerance));
    }
  }

  private static String unit(String meter) {
    return meter.contains("gas") ? "therm" : "kWh";
  }

  private JsonNode expected(String block, String meter) throws IOException {
    return new ObjectMapper()
        .readTree(data.resolve("expected.json").toFile())
        .get(block)
        .get(meter);
  }

  private static List<String[]> rows(Path file) throws IOException {
    return Files.readAllLines(file).stream().skip(1).map(line -> line.split(",")).toList();
  }
}
