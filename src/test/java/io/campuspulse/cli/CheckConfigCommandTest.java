package io.campuspulse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckConfigCommandTest {
  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A copy of what ships, so that tests may break it. */
  @BeforeEach
  void install() throws IOException {
    Path shipped = Path.of("config");
    try (Stream<Path> paths = Files.walk(shipped)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path copy = folder.resolve("config").resolve(shipped.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  private int run(String... args) {
    CommandLine line = Main.commandLine(new Surroundings(environment, folder));
    PrintWriter printer = new PrintWriter(out);
    int code = line.setOut(printer).setErr(new PrintWriter(err)).execute(args);
    printer.flush();
    return code;
  }

  private void edit(String name, String from, String to) throws IOException {
    Path file = folder.resolve("config").resolve(name);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private List<String> lines() {
    return out.toString().replace(folder + "/", "").lines().toList();
  }

  @Test
  void whatShipsIsValid() {
    assertThat(run("check-config")).as(out::toString).isZero();
    assertThat(lines().get(0)).isEqualTo("config/campus.yaml: valid");
    assertThat(lines().get(1))
        .matches(
            "registry [0-9a-f]{12}: 1 school\\(s\\), 4 buildings, 24 spaces, 28 pieces of"
                + " equipment, \\d+ devices, 3\\d\\d points, \\d+ lessons and"
                + " bookings");
    assertThat(lines().get(2)).startsWith("factors mee-2023-1@");
    assertThat(lines().get(3)).matches("mappings: 13, vectors: 1\\d\\d");
    assertThat(lines().get(4))
        .startsWith("mqtt.filters let nothing in of: airgradient, aliyun_alink, ")
        .doesNotContain("campus");
    assertThat(lines()).hasSize(5);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void problemsOfAllFilesAreListedByFileAndLine() throws IOException {
    edit("campus.yaml", "port: 8080", "port: 80800");
    edit("factors/grid-factors.yaml", "0.4974", "497.4");
    edit("registry/schools/oujiang/spaces.yaml", "type: office", "type: ofice");
    environment.put("CAMPUS_HTTP_HOTS", "0.0.0.0");
    assertThat(run("check-config")).isEqualTo(1);
    assertThat(lines())
        .containsExactly(
            "config/campus.yaml:18: http.port: '80800': must be a whole number from 0 to 65535",
            "config/factors/grid-factors.yaml:21: zhejiang.2023.kg_per_kwh"
                    .replace("zhejiang", "regions.zhejiang")
                + ": '497.4': must be a decimal number from 0.0001 to 3",
            "config/registry/schools/oujiang/spaces.yaml:49: spaces[7].type: 'ofice': is not one"
                + " of the known words; did you mean 'office'?",
            "environment: CAMPUS_HTTP_HOTS: no such setting; did you mean 'CAMPUS_HTTP_HOST'?");
    assertThat(err.toString()).isEqualTo("There are 4 problems.\n");
  }

  @Test
  void mappingsAreCheckedAndTheirVectorsRun() throws IOException {
    edit("mappings/victron.yaml", "from: value", "form: value");
    edit("mappings/vectors/neuron/upload.yaml", "\"metric\":\"run\"", "\"metric\":\"walk\"");
    assertThat(run("check-config")).isEqualTo(1);
    assertThat(lines())
        .contains(
            "config/mappings/victron.yaml:11: routes[0].readings[0].form: unknown key; did you"
                + " mean 'from'?",
            "config/mappings/vectors/neuron/upload.yaml:2: vectors[0]: reading 2: metric must be"
                + " walk, but is run");
  }

  @Test
  void mappingsOfTheUsersOwnAreCheckedToo() throws IOException {
    Path own = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(own.resolve("x.yaml"), "mapping: x\nroutes: []\n");
    assertThat(run("check-config", "--mappings", "mine")).isEqualTo(1);
    assertThat(lines()).contains("mine/x.yaml:1: 'routes' is missing");
  }

  @Test
  void devicesThatNoFilterLetsInAreWarnedOf() throws IOException {
    edit("campus.yaml", "    - campus/v1/+/+/telemetry", "    - zigbee2mqtt/#");
    edit("campus.yaml", "    - campus/v1/+/+/status", "    - spBv1.0/#");
    assertThat(run("check-config")).isZero();
    assertThat(lines().get(5))
        .matches(
            "warning: mqtt.filters: no filter lets in \\d+ registered device\\(s\\) of convention"
                + " 'campus', such as \\S+; add 'campus/v1/3303020108/\\S+/telemetry'");
  }

  @Test
  void aCityNeedsARegionOfTheFactorTable() throws IOException {
    edit("registry/city.yaml", "grid_region: zhejiang", "grid_region: zejiang");
    assertThat(run("check-config")).isEqualTo(1);
    assertThat(lines())
        .containsExactly(
            "config/registry/city.yaml: grid_region: 'zejiang': is no region of"
                + " config/factors/grid-factors.yaml; did you mean 'zhejiang'?");
    assertThat(err.toString()).isEqualTo("There is 1 problem.\n");
  }

  @Test
  void anotherMainFileAndARegistryAloneCanBeChecked() {
    assertThat(run("check-config", "--config", "config/campus-influx.yaml")).isZero();
    assertThat(run("check-config", "--registry", "config/registry")).isZero();
    assertThat(lines()).contains("config/campus-influx.yaml: valid", "config/registry: valid");
  }

  @Test
  void theMainFileIsFoundByVariableAndInstallation() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    CommandLine line =
        Main.commandLine(new Surroundings(Map.of("CAMPUS_HOME", folder.toString()), elsewhere));
    assertThat(line.setOut(new PrintWriter(out)).execute("check-config")).isZero();
    environment.put("CAMPUS_CONFIG", "config/campus-influx.yaml");
    assertThat(run("check-config")).isZero();
    assertThat(lines()).contains("config/campus.yaml: valid", "config/campus-influx.yaml: valid");
  }

  @Test
  void aMissingMainFileIsNamed() {
    assertThat(run("check-config", "-c", "nope.yaml")).isEqualTo(1);
    assertThat(lines()).containsExactly("nope.yaml: there is no such file");
  }

  @Test
  void wrongUsageIsOneSentenceAndAHintWithExitCode2() {
    assertThat(run("check-config", "--confg", "x")).isEqualTo(2);
    assertThat(run("chek-config")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    List<String> told = err.toString().lines().toList();
    assertThat(told)
        .contains(
            "Unknown options: '--confg', 'x'",
            "Possible solutions: --config",
            "Unmatched argument at index 0: 'chek-config'",
            "Missing command",
            "Try 'campus --help'.");
    assertThat(told).anyMatch(line -> line.startsWith("Did you mean: campus check-config"));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpAndVersionAreAvailable() {
    assertThat(run("--version")).isZero();
    assertThat(run("check-config", "--help")).isZero();
    assertThat(out.toString())
        .contains("Campus Pulse", "Lists everything that is wrong", "--registry");
  }
}
