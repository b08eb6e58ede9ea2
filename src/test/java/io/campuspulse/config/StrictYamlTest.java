package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.SpaceType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictYamlTest {
  private final Problems problems = new Problems();
  @TempDir Path folder;

  private Section parse(String... lines) {
    return StrictYaml.parse("x.yaml", String.join("\n", lines), problems)
        .orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  private String refusal(String... lines) {
    assertThat(StrictYaml.parse("x.yaml", String.join("\n", lines), problems)).isEmpty();
    return problems.sentences();
  }

  @Test
  void valuesAreReadAsTheTypesThatAreAskedFor() {
    Section root =
        parse(
            "code: 0330102001",
            "port: 8080",
            "share: 80%",
            "size: 512MiB",
            "delay: 2m",
            "area: 72.50",
            "on: true",
            "type: training_room",
            "from: 2025-09-01",
            "tags: [a, 'b c']",
            "inner:",
            "  name: 实训楼");
    assertThat(root.text("code")).isEqualTo("0330102001");
    assertThat(root.integer("port", 1, 65_535)).isEqualTo(8080);
    assertThat(root.percent("share", 1, 100, 90)).isEqualTo(80);
    assertThat(root.bytes("size", 0, 1L << 40, 0)).isEqualTo(512L << 20);
    assertThat(root.duration("delay")).isEqualTo(Duration.ofMinutes(2));
    assertThat(root.decimal("area", BigDecimal.ZERO, BigDecimal.valueOf(1e6)))
        .isEqualByComparingTo("72.5");
    assertThat(root.flag("on", false)).isTrue();
    assertThat(root.enumOf("type", SpaceType.class)).isEqualTo(SpaceType.TRAINING_ROOM);
    assertThat(root.date("from")).isEqualTo(LocalDate.of(2025, 9, 1));
    assertThat(root.texts("tags", List.of())).containsExactly("a", "b c");
    assertThat(root.section("inner").text("name")).isEqualTo("实训楼");
    root.finish();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void everyDurationUnitIsUnderstood() {
    Section root = parse("a: 500ms", "b: 90s", "c: 15m", "d: 2h", "e: 1d");
    assertThat(List.of("a", "b", "c", "d", "e"))
        .extracting(root::duration)
        .containsExactly(
            Duration.ofMillis(500),
            Duration.ofSeconds(90),
            Duration.ofMinutes(15),
            Duration.ofHours(2),
            Duration.ofDays(1));
  }

  @Test
  void wrongValuesAreAllReportedWithFileLinePathValueAndRule() {
    Section root =
        parse("port: 70000", "delay: 15", "on: yes", "type: clasroom", "mqtt:", "  n: [1]");
    root.integer("port", 1, 65_535);
    root.duration("delay");
    root.flag("on", false);
    root.enumOf("type", SpaceType.class);
    root.section("mqtt").integer("n", 1, 9);
    assertThat(problems.list())
        .extracting(Problem::sentence)
        .containsExactly(
            "x.yaml:1: port: '70000': must be a whole number from 1 to 65535",
            "x.yaml:2: delay: '15': must be a duration with its unit, such as 500ms, 90s, 15m, 2h"
                + " or 1d",
            "x.yaml:3: on: 'yes': must be true or false",
            "x.yaml:4: type: 'clasroom': is not one of the known words; did you mean 'classroom'?",
            "x.yaml:6: mqtt.n: must be a single value, not a list");
  }

  @Test
  void missingAndUnknownKeysAreReported() {
    Section root = parse("mqtt:", "  urll: tcp://h:1", "extra: 1");
    root.section("mqtt").text("url");
    root.finish();
    assertThat(problems.list())
        .extracting(Problem::sentence)
        .containsExactly(
            "x.yaml:1: mqtt: 'url' is missing",
            "x.yaml:2: mqtt.urll: unknown key; did you mean 'url'?",
            "x.yaml:3: extra: unknown key; known here: mqtt");
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    parse("a: 1", "b:", "  c: 1", "  c: 2", "a: 3");
    assertThat(problems.list())
        .extracting(Problem::sentence)
        .containsExactly(
            "x.yaml:4: b.c: the key is already given in line 3",
            "x.yaml:5: a: the key is already given in line 1");
  }

  @Test
  void anchorsAliasesMergeKeysTagsAndSecondDocumentsAreRefused() {
    assertThat(refusal("a: &x 1"))
        .isEqualTo("x.yaml:1: a: '&x': anchors are not used; repeat the value");
    assertThat(refusal("b: *x")).contains("'*x': aliases are not used; repeat the value");
    assertThat(refusal("a:", "  <<: {b: 1}"))
        .contains("x.yaml:2: a: '<<': merge keys are not used; repeat the values");
    assertThat(refusal("a: !!java.net.URL 1")).contains("tags are not used");
    assertThat(refusal("a: 1", "---", "b: 2"))
        .contains("x.yaml:2: a file holds one document; remove the second ---");
  }

  @Test
  void syntaxErrorsNameTheirLine() {
    assertThat(refusal("a: 1", "b: [1, 2")).startsWith("x.yaml:2: is not YAML: ");
  }

  @Test
  void nestingHasALimit() {
    assertThat(refusal("a: " + "[".repeat(100_000)))
        .isEqualTo("x.yaml:1: is nested deeper than 32 levels");
  }

  @Test
  void anEmptyValueIsNotAValue() {
    parse("name:").text("name");
    assertThat(problems.sentences())
        .isEqualTo("x.yaml:1: name: needs a value; leave the key out otherwise");
  }

  @Test
  void unreadableFilesAreProblems() throws Exception {
    Path latin =
        Files.write(folder.resolve("l.yaml"), "a: é".getBytes(StandardCharsets.ISO_8859_1));
    StrictYaml.read(latin, problems);
    StrictYaml.read(folder.resolve("none.yaml"), problems);
    StrictYaml.read(folder, problems);
    assertThat(problems.list())
        .extracting(Problem::rule)
        .containsExactly("is not UTF-8 text", "there is no such file", "is not a file");
  }

  @Test
  void theEnvironmentOverridesAndItsTyposAreReported() throws Exception {
    Path file = Files.writeString(folder.resolve("c.yaml"), "mqtt:\n  url: tcp://a:1\n");
    Overrides overrides =
        Overrides.from(
            Map.of(
                "CAMPUS_MQTT_URL", "tcp://b:2",
                "CAMPUS_MQTT_FILTERS", "a/#, b/#",
                "CAMPUS_MQTT_CONNECTIONS", "many",
                "CAMPUS_MQTT_ULR", "x",
                "CAMPUS_HOME", "/opt/campus",
                "PATH", "/bin"));
    Section root = StrictYaml.read(file, overrides, problems).orElseThrow();
    Section mqtt = root.section("mqtt");
    assertThat(mqtt.text("url")).isEqualTo("tcp://b:2");
    assertThat(mqtt.texts("filters", List.of())).containsExactly("a/#", "b/#");
    assertThat(mqtt.integer("connections", 1, 16, 1)).isEqualTo(1);
    root.finish();
    assertThat(problems.list())
        .extracting(Problem::sentence)
        .containsExactly(
            "environment: CAMPUS_MQTT_CONNECTIONS: 'many': must be a whole number from 1 to 16",
            "environment: CAMPUS_MQTT_ULR: no such setting; did you mean 'CAMPUS_MQTT_URL'?");
  }

  @Test
  void aSentenceIsOneLineWhateverTheValueHolds() {
    parse("a: \"x\\ny\\u0007\"").integer("a", 0, 1);
    assertThat(problems.sentences())
        .isEqualTo("x.yaml:1: a: 'x?y?': must be a whole number from 0 to 1");
  }
}
