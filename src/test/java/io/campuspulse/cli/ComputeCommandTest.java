package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComputeCommandTest {
  private static final String READINGS =
      """
      point,time,value
      oj-a101-people-people,2026-03-02T08:00:00+08:00,31
      oj-a101-people-people,2026-03-02T08:01:00+08:00,33
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... more) {
    String home = Path.of("").toAbsolutePath().toString();
    String[] common = {
      "compute",
      "--registry",
      home + "/config/registry",
      "--from",
      "2026-03-02T08:00:00+08:00",
      "--to",
      "2026-03-02T08:15:00+08:00"
    };
    return Main.commandLine(new Surroundings(Map.of("CAMPUS_HOME", home), folder))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Arrays.stream(common), Arrays.stream(more)).toArray(String[]::new));
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("input"), text).toString();
  }

  @Test
  void readingsOfAFileGiveTheFigureOfTheApi() throws IOException {
    int code =
        run("--readings", file(READINGS), "--metric", "seat_occupancy", "--scope", "space:oj-a101");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    // 31 heads for a minute and 33 for the three that the last sample holds, of 48 seats
    assertThat(out.toString())
        .contains("\"numerator\":2.16666666667,\"denominator\":3.2,\"coverage\":0.266666666667")
        .contains("\"value\":null", "\"status\":\"insufficient\"")
        .endsWith("}\n")
        .doesNotEndWith("\n\n");
  }

  @Test
  void messagesOfAFileTakeTheServicesPath() throws IOException {
    String payload = "{\"ts\":\"2026-03-02T08:00:00+08:00\",\"values\":{\"people\":12}}";
    String line =
        "{\"topic\":\"campus/v1/3303020108/oj-a101-people/telemetry\",\"payload\":\""
            + Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
            + "\",\"retained\":false,\"receivedAt\":\"2026-03-02T00:00:01Z\"}\n";

    int code =
        run(
            "--messages",
            file(line + line.replace("oj-a101-people", "stranger")),
            "--metric",
            "space_frequency",
            "--scope",
            "space:oj-a101",
            "--format",
            "csv");

    assertThat(code).isZero();
    assertThat(err.toString()).contains("1 message(s) not used: unknown-device");
    assertThat(out.toString().lines().toList().get(1)).contains(",0.05,0.05,0.2,20,100,");
  }

  @Test
  void aBadLineIsNamedWithItsRule() throws IOException {
    int code =
        run(
            "--readings",
            file(READINGS + "nobody,2026-03-02T08:02:00+08:00,1\n"),
            "-m",
            "energy_use");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("line 4: the registry has no point 'nobody'");
  }

  @Test
  void anUnknownMetricIsWrongUsage() throws IOException {
    int code = run("--readings", file(READINGS), "--metric", "happiness");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("--metric 'happiness': the metric must be one of the catalogue");
  }

  @Test
  void occupancyIsAStateWithItsSourceAndHeadsPerBin() throws IOException {
    int code =
        run(
            "--readings",
            file(READINGS),
            "--metric",
            "occupancy",
            "--scope",
            "space:oj-a101",
            "--resolution",
            "PT5M",
            "--format",
            "csv");

    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            space,from,to,state,source,heads,used_min,sparse_min,empty_min,unknown_min
            oj-a101,2026-03-02T08:00:00+08:00,2026-03-02T08:05:00+08:00,used,counter,32.5,4,0,0,1
            oj-a101,2026-03-02T08:05:00+08:00,2026-03-02T08:10:00+08:00,unknown,none,,0,0,0,5
            oj-a101,2026-03-02T08:10:00+08:00,2026-03-02T08:15:00+08:00,unknown,none,,0,0,0,5
            """);
  }

  @Test
  void occupancyByChangesHasALineForEachVerdict() throws IOException {
    int code =
        run(
            "--readings",
            file(READINGS),
            "--metric",
            "occupancy",
            "--scope",
            "space:oj-a101",
            "--resolution",
            "changes");

    assertThat(code).isZero();
    assertThat(out.toString())
        .startsWith("{\"metric\":\"occupancy\",\"series\":[{\"space\":\"oj-a101\",\"intervals\":[")
        .contains(
            "{\"from\":\"2026-03-02T08:00:00+08:00\",\"to\":\"2026-03-02T08:01:00+08:00\","
                + "\"state\":\"used\",\"source\":\"counter\",\"heads\":31,")
        .contains("\"state\":\"unknown\",\"source\":\"none\",\"heads\":null,")
        .endsWith("]}]}\n");
  }

  @Test
  void aResolutionOfOccupancyIsALengthOrChanges() throws IOException {
    int code = run("--readings", file(READINGS), "--metric", "occupancy", "--resolution", "often");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("must be a length of at least a second", "'often'");
  }

  @Test
  void theExampleOfForeignDataRunsAsTheHelpSays() {
    String home = Path.of("").toAbsolutePath().toString();
    int code =
        Main.commandLine(new Surroundings(Map.of("CAMPUS_HOME", home), Path.of(home)))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(
                "compute",
                "--registry",
                "config/examples/rooms/registry",
                "--readings",
                "config/examples/rooms/readings.csv",
                "--metric",
                "occupancy",
                "--from",
                "2026-03-02T08:00:00+08:00",
                "--to",
                "2026-03-02T12:00:00+08:00",
                "--resolution",
                "PT10M",
                "--format",
                "csv");

    assertThat(err.toString()).doesNotContain("Problem");
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("lab,2026-03-02T09:10:00+08:00,2026-03-02T09:20:00+08:00,used,counter,18,")
        .contains("hall,2026-03-02T09:30:00+08:00,2026-03-02T09:40:00+08:00,used,co2,")
        .contains("hall,2026-03-02T11:00:00+08:00,2026-03-02T11:10:00+08:00,empty,co2,0,");
  }
}
