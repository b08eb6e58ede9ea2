package io.campuspulse.app.savings;

import static io.campuspulse.app.savings.SyntheticMeter.PERIODS;
import static io.campuspulse.app.savings.SyntheticMeter.meter;
import static io.campuspulse.app.savings.SyntheticMeter.weather;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavingsCommandTest {
  @TempDir Path folder;

  private SavingsRun run(String meter, String weather, String... more) {
    return SavingsRun.of(
        folder,
        meter,
        weather,
        Stream.concat(Arrays.stream(PERIODS), Arrays.stream(more)).toArray(String[]::new));
  }

  private static String school(double share) {
    return meter("kWh", SyntheticMeter::heatingAndCooling, share, day -> true);
  }

  @Test
  void aKnownLoadIsFoundAndItsCutComesBack() {
    JsonNode json = run(school(0.85), weather()).json();

    assertThat(json.get("modelType").asText()).isEqualTo("cdd_hdd");
    assertThat(json.get("coefficients").get("heatingBalancePointDegF").asInt()).isBetween(54, 56);
    assertThat(json.get("coefficients").get("coolingBalancePointDegF").asInt()).isBetween(69, 71);
    double share = json.get("avoidedEnergy").asDouble() / json.get("counterfactual").asDouble();
    assertThat(share).isCloseTo(0.15, within(0.005));
    assertThat(json.get("claimable").asBoolean()).isTrue();
    assertThat(SavingsRun.reasons(json)).isEmpty();
    assertThat(json.get("unit").asText()).isEqualTo("kWh");
  }

  @Test
  void anUnchangedYearHasZeroInItsIntervalAndNothingToClaim() {
    JsonNode json = run(school(1), weather()).json();

    assertThat(Math.abs(json.get("avoidedEnergy").asDouble()))
        .isLessThan(json.get("band90").asDouble());
    assertThat(json.get("claimable").asBoolean()).isFalse();
  }

  @Test
  void fortyMissingBaselineDaysAreTooMany() {
    String meter =
        meter("kWh", SyntheticMeter::heatingAndCooling, 0.85, day -> day < 100 || day >= 140);

    JsonNode json = run(meter, weather()).json();

    assertThat(SavingsRun.reasons(json)).containsExactly("baseline_days_missing");
    assertThat(json.get("reasonTexts").get(0).asText())
        .isEqualTo("at most 37 days of the baseline may lack usage or temperature; 40 of 365 do");
    assertThat(json.get("avoidedEnergy").isNumber()).isTrue();
  }

  @Test
  void thirtySevenMissingBaselineDaysAreNot() {
    String meter =
        meter("kWh", SyntheticMeter::heatingAndCooling, 0.85, day -> day < 100 || day >= 137);

    assertThat(run(meter, weather()).json().get("claimable").asBoolean()).isTrue();
  }

  @Test
  void aBaselineOfAnotherLengthIsNotClaimable() {
    JsonNode json =
        SavingsRun.of(
                folder,
                school(0.85),
                weather(),
                "--baseline",
                "2023-01-03/2024-01-01",
                "--reporting",
                "2024-01-01/2024-12-31")
            .json();

    assertThat(SavingsRun.reasons(json)).containsExactly("baseline_not_365_days");
  }

  @Test
  void zeroOfAMainElectricityMeterIsMissingAndOfASubCircuitReal() {
    String meter = school(0.85).replaceFirst("2023-02-01,[0-9.]+", "2023-02-01,0.0");

    assertThat(run(meter, weather()).json().get("baseline").get("missing").asInt()).isEqualTo(1);
    assertThat(run(meter, weather(), "--sub-circuit").json().get("baseline").get("missing").asInt())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"therm", "m3"})
  void gasHasNoCoolingTermAndItsZerosAreReal(String unit) {
    String meter =
        meter(unit, SyntheticMeter::heatingAndCooling, 0.85, day -> true)
            .replaceFirst("2023-02-01,[0-9.]+", "2023-02-01,0");

    JsonNode json = run(meter, weather()).json();

    assertThat(json.get("modelType").asText()).isIn("hdd_only", "intercept_only");
    assertThat(json.get("baseline").get("missing").asInt()).isZero();
    assertThat(json.get("unit").asText()).isEqualTo(unit);
  }

  @Test
  void heatingOnlyAndCoolingOnlyLoadsGetTheirTermAlone() {
    String heated = meter("kWh", t -> 80 + 4 * Math.max(0, 60 - t), 0.9, day -> true);
    String cooled = meter("kWh", t -> 80 + 4 * Math.max(0, t - 65), 0.9, day -> true);

    assertThat(run(heated, weather()).json().get("coefficients").get("betaHdd").asDouble())
        .isCloseTo(4, within(0.1));
    assertThat(run(cooled, weather()).json().get("coefficients").get("betaCdd").asDouble())
        .isCloseTo(4, within(0.1));
  }

  @Test
  void aChangeOfMeterIsAReason() {
    JsonNode json = run(school(0.85), weather(), "--change", "PV added 2024-05-01").json();

    assertThat(SavingsRun.reasons(json)).containsExactly("changed_in_period");
    assertThat(json.get("reasonTexts").get(0).asText()).endsWith("PV added 2024-05-01");
  }

  @Test
  void degenerateDataGivesReasonsAndNeverNumbersThatAreNone() {
    String flat = meter("kWh", t -> 0.0, 1, day -> true).replaceAll(",-?0\\.0+", ",25");
    String level = "time,value_degC\n2023-01-01,20\n2024-01-01,20\n";
    List<String> meters =
        List.of(
            flat,
            meter("kWh", t -> 0.0, 1, day -> true),
            meter("kWh", t -> -5.0, 1, day -> true),
            meter("kWh", SyntheticMeter::heatingAndCooling, 1, day -> day < 3),
            meter("kWh", SyntheticMeter::heatingAndCooling, 1, day -> day == 5),
            meter("kWh", SyntheticMeter::heatingAndCooling, 1, day -> day > 400),
            meter("kWh", t -> t > 60 ? 1e9 : 1e-9, 1.5, day -> true),
            "time,value_kWh\n");
    for (String meter : meters) {
      for (String degrees : List.of(weather(), constant(), level, "time,value_degF\n")) {
        for (String method : List.of("caltrack-daily", "calendar")) {
          JsonNode json = run(meter, degrees, "--method", method, "--sub-circuit").json();

          assertThat(json.get("claimable").asBoolean()).as(json.toString()).isFalse();
          assertThat(SavingsRun.reasons(json)).isNotEmpty();
        }
      }
    }
  }

  private static String constant() {
    return weather().replaceAll(",-?[0-9.]+", ",60.5");
  }

  @Test
  void negativeUsageIsAReason() {
    String meter = school(0.85).replaceFirst("2023-02-01,[0-9.]+", "2023-02-01,-3");

    assertThat(SavingsRun.reasons(run(meter, weather()).json())).containsExactly("negative_usage");
  }

  @Test
  void orderOfRowsMarksAndBlankLinesDoNotMatter() {
    String clean = run(school(0.85), weather()).out;
    List<String> rows = new ArrayList<>(school(0.85).lines().skip(1).toList());
    Collections.shuffle(rows, new Random(7));
    String dirty = "\uFEFFtime,value_kWh\r\n\r\n" + String.join("\r\n", rows) + "\r\n\r\n";

    assertThat(run(dirty, weather()).out).isEqualTo(clean);
  }

  @Test
  void aRowWithoutValueIsMissingAndARepeatedOneCountsOnce() {
    String meter = school(0.85) + "2024-12-31,nan\n2025-01-01,\n2025-01-02,5\n2025-01-02,5.0\n";

    JsonNode json = run(meter, weather()).json();

    assertThat(json.get("meterFile").get("withoutValue").asInt()).isEqualTo(2);
    assertThat(json.get("meterFile").get("repeated").asInt()).isEqualTo(1);
    assertThat(json.get("claimable").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2025-01-01,abc|meter.csv:732: a value must be empty, or a decimal number from",
        "2025-01-01,Infinity|meter.csv:732: a value must be empty, or a decimal number from",
        "2024-12-30,5|meter.csv:732: a time must have one value; 2024-12-30 has",
        "2025-13-01,5|meter.csv:732: a time must be a date or an ISO 8601 time",
        "2025-01-01|meter.csv:732: a row must have 2 cells, time and value; this one has 1"
      })
  void aRowThatCannotBeUsedIsRefusedWithFileLineAndRule(String row, String sentence) {
    SavingsRun run = run(school(0.85) + row + "\n", weather());

    assertThat(run.code).isEqualTo(1);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains(sentence).doesNotContain("Exception");
  }

  @Test
  void anotherHeaderIsRefused() {
    SavingsRun run = run("time,value_MWh\n", weather());

    assertThat(run.code).isEqualTo(1);
    assertThat(run.err)
        .contains(
            "meter.csv:1: the header must be time,value_kWh or time,value_therm or"
                + " time,value_m3, not time,value_MWh");
  }

  @Test
  void anImplausibleTemperatureIsRefusedWithItsLine() {
    SavingsRun run = run(school(1), "time,value_degC\n2023-01-01,5\n2023-01-02,-999\n");

    assertThat(run.err)
        .contains(
            "weather.csv:3: a value must be empty, or a decimal number from -90 to 60 degC, not"
                + " '-999'");
  }

  @Test
  void celsiusAndFahrenheitAgree() {
    StringBuilder celsius = new StringBuilder("time,value_degC\n");
    weather()
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(
            c ->
                celsius
                    .append(c[0])
                    .append(',')
                    .append((Double.parseDouble(c[1]) - 32) / 1.8)
                    .append('\n'));

    assertThat(run(school(0.85), celsius.toString()).json().get("avoidedEnergy").asDouble())
        .isCloseTo(
            run(school(0.85), weather()).json().get("avoidedEnergy").asDouble(), within(1e-6));
  }

  @Test
  void hoursOfAForeignOffsetNeedAZone() {
    String hours = "time,value_kWh\n2023-01-01T00:00:00-06:00,1\n2023-01-01T01:00:00-06:00,1\n";

    SavingsRun run = run(hours, weather());

    assertThat(run.code).isEqualTo(2);
    assertThat(run.err)
        .contains(
            "--zone is needed: 2023-01-01T00:00:00-06:00 is not written in the default,"
                + " Asia/Shanghai");
  }

  @Test
  void wrongPeriodsAreWrongUsage() {
    SavingsRun overlap =
        SavingsRun.of(
            folder,
            school(1),
            weather(),
            "--baseline",
            "2023-01-01/2024-01-01",
            "--reporting",
            "2023-12-31/2024-12-31");
    SavingsRun backwards =
        SavingsRun.of(
            folder,
            school(1),
            weather(),
            "--baseline",
            "2024-01-01/2023-01-01",
            "--reporting",
            "2024-01-01/2024-12-31");

    assertThat(overlap.code).isEqualTo(2);
    assertThat(overlap.err)
        .contains("--reporting must not begin before --baseline ends, on 2024-01-01");
    assertThat(backwards.code).isEqualTo(2);
    assertThat(backwards.err)
        .contains("--baseline: a period must end after it begins: 2024-01-01/2023-01-01");
  }
}
