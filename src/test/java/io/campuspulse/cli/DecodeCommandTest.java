package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeCommandTest {
  private static final String TELEMETRY = "campus/v1/s1/d1/telemetry";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    Surroundings here = new Surroundings(Map.of(), directory);
    return Main.commandLine(here)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  @Test
  void printsTheReadingsOfOneMessage() throws IOException {
    file(
        "m.json",
        "{\"ts\":1747636260250,\"seq\":7,"
            + "\"values\":{\"n\":18446744073709551616,\"t\":{\"value\":\"70.7\",\"unit\":\"[degF]\"}}}");
    assertThat(run("decode", "--topic", TELEMETRY, "m.json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"outcome\":\"decode\",\"convention\":\"campus\",\"readings\":["
                + "{\"device\":\"s1/d1\",\"metric\":\"n\",\"value\":18446744073709551616,"
                + "\"unit\":null,\"timestamp\":\"2025-05-19T06:31:00.250Z\",\"quality\":\"good\","
                + "\"sequence\":7},"
                + "{\"device\":\"s1/d1\",\"metric\":\"t\",\"value\":70.7,\"unit\":\"[degF]\","
                + "\"timestamp\":\"2025-05-19T06:31:00.250Z\",\"quality\":\"good\","
                + "\"raw\":\"70.7\",\"sequence\":7,\"quantity\":\"temperature\","
                + "\"canonicalValue\":21.500,\"canonicalUnit\":\"Cel\"}]}");
  }

  @Test
  void marksTheReadingsOfAStoredCopy() throws IOException {
    file("m.json", "{\"temperature\":21}");
    assertThat(run("decode", "--topic", "zigbee2mqtt/a", "--retained", "m.json")).isZero();
    assertThat(out.toString()).contains("\"retained\":true");
  }

  @Test
  void aRejectionIsAResultWithItsReasonAndSentence() throws IOException {
    file("m.json", "{\"values\":{}}");
    assertThat(run("decode", "--topic", TELEMETRY, "m.json")).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"outcome\":\"reject\",\"convention\":\"campus\",\"reason\":\"invalid-payload\","
                + "\"message\":\"ts is missing\",\"readings\":[]}");
  }

  @Test
  void wallTimeIsPrintedWithoutZAndWithItsSeconds() throws IOException {
    file("m.json", "{\"Time\":\"2025-05-19T14:30:00\",\"C\":{\"n\":1}}");
    run("decode", "--topic", "tele/d/SENSOR", "m.json");
    assertThat(out.toString()).contains("\"timestamp\":\"2025-05-19T14:30:00\"");
  }

  @Test
  void linesCarryStateOnAndKeepTheirIds() throws IOException {
    String will = line("\"a\"", "campus/v1/s/d/status", "online");
    String bad = "{\"id\":3,\"topic\":\"x\"";
    String reading = line("7", "zigbee2mqtt/a", "{\"humidity\":40}");
    file("in.ndjson", will + "\n\n" + bad + "\n" + reading);
    assertThat(run("decode", "--ndjson", "in.ndjson")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .isEqualTo(
            "{\"id\":\"a\",\"outcome\":\"no-telemetry\",\"convention\":\"campus\",\"readings\":[],"
                + "\"availability\":[{\"device\":\"s/d\",\"state\":\"online\"}]}");
    assertThat(lines.get(1))
        .startsWith("{\"outcome\":\"reject\",\"convention\":null,\"reason\":\"invalid-json\"");
    assertThat(lines.get(2))
        .startsWith("{\"id\":7,\"outcome\":\"decode\"")
        .contains("\"value\":40");
  }

  @Test
  void aMissingFileIsOneSentence() {
    assertThat(run("decode", "--topic", "a", "nothing.json")).isEqualTo(1);
    assertThat(err.toString().strip()).isEqualTo("Cannot read nothing.json.");
  }

  @Test
  void topicAndLinesExcludeEachOther() {
    assertThat(run("decode", "x")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Give either --topic TOPIC or --ndjson");
  }

  @Test
  void aReceiveTimeWithoutOffsetIsWrongUsage() throws IOException {
    file("m.json", "{}");
    assertThat(run("decode", "-t", "a", "--received-at", "2025-05-19T14:30:00", "m.json"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("is not ISO-8601 with an offset");
  }

  @Test
  void mappingsOfAFolderDecodeTopicsOfTheirOwn() throws IOException {
    file("m.txt", "21.5");
    Path shipped = Path.of("config/mappings").toAbsolutePath();
    assertThat(
            run(
                "decode",
                "-t",
                "oven/sensor/temperature/state",
                "--mappings",
                shipped.toString(),
                "m.txt"))
        .isZero();
    assertThat(out.toString()).contains("\"convention\":\"esphome\"", "\"device\":\"oven\"");
  }

  private static String line(String id, String topic, String payload) {
    String encoded = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    return "{\"id\":" + id + ",\"topic\":\"" + topic + "\",\"payload\":\"" + encoded + "\"}";
  }
}
