package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityConfigTest {
  private static final String MAIN =
      """
      mqtt: {url: 'tcp://127.0.0.1:1883'}
      journal: {dir: data/journal}
      store: {kind: embedded, dir: data/store}
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @BeforeEach
  void secrets() throws IOException {
    Files.writeString(folder.resolve("push"), "0123456789abcdef\n");
    Files.writeString(folder.resolve("short"), "0123456789abcde\n");
  }

  private Optional<ServiceConfig> load(String text) {
    try {
      Path file = Files.writeString(folder.resolve("campus.yaml"), MAIN + text);
      return ServiceConfig.load(file, Map.of(), problems);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> sentences() {
    return problems.list().stream().map(p -> p.sentence().replace(folder + "/", "")).toList();
  }

  @Test
  void withoutCitiesThereAreNone() {
    assertThat(load("").orElseThrow().access().cities()).isEmpty();
  }

  @Test
  void twoCitiesWithTheirOwnSchoolsProfilesAndKeys() {
    List<CityConfig> cities =
        load("""
            cities:
              - id: wenzhou
                name: {zh: 温州, en: Wenzhou}
                divisions: ["3303"]
                since: 2026-03-02
                metrics:
                  - {metric: space_frequency, basis: open}
                  - {metric: energy_use, resolution: PT1H}
                push: {profile: irs-signed, url: 'https://brain.example.cn/in', access_key: cp, secret_file: push}
                poll: {access_key: wz, secret_file: push}
              - id: taizhou
                schools: ["3310020001"]
                push: {profile: ngsi-ld, url: 'http://127.0.0.1:9090', timeout: 5s, max_records: 300}
            """)
            .orElseThrow(() -> new AssertionError(problems.sentences()))
            .access()
            .cities();
    CityConfig wenzhou = cities.get(0);
    assertThat(wenzhou.schools().divisions()).containsExactly("3303");
    assertThat(wenzhou.schools().since()).contains(LocalDate.of(2026, 3, 2));
    assertThat(wenzhou.feeds())
        .containsExactly(
            new CityConfig.Feed("space_frequency", Optional.of("open"), false),
            new CityConfig.Feed("energy_use", Optional.empty(), true));
    assertThat(wenzhou.push())
        .contains(
            new CityConfig.Push(
                "irs-signed",
                URI.create("https://brain.example.cn/in"),
                Optional.of(new Login("cp", new Secret("0123456789abcdef"))),
                Duration.ofSeconds(30),
                500));
    assertThat(wenzhou.poll().orElseThrow().user()).isEqualTo("wz");
    assertThat(wenzhou.toString()).doesNotContain("0123456789abcdef");
    CityConfig taizhou = cities.get(1);
    assertThat(taizhou.push().orElseThrow().login()).isEmpty();
    assertThat(taizhou.push().orElseThrow().maxRecords()).isEqualTo(300);
    assertThat(taizhou.name().zh()).isEqualTo("taizhou");
  }

  @Test
  void everythingThatIsWrongIsListedAtOnce() {
    assertThat(
            load(
                """
                cities:
                  - id: Wenzhou
                    schools: [330302]
                    divisions: [zhejiang]
                    metrics:
                      - {metric: space_frequenzy}
                      - {metric: energy_use, basis: open, resolution: P1W}
                    push: {profile: irs, url: 'ftp://h/', access_key: a b, secret_file: short}
                    pol: {}
                  - id: empty
                  - id: empty
                    poll: {access_key: k}
                """))
        .isEmpty();
    assertThat(sentences())
        .containsExactlyInAnyOrder(
            "campus.yaml:5: cities[0].id: 'Wenzhou': must be 1 to 32 of a-z, 0-9 and -",
            "campus.yaml:6: cities[0].schools[0]: '330302': must be a school code of 10 digits",
            "campus.yaml:7: cities[0].divisions[0]: 'zhejiang': must be the first 2 to 6 digits of"
                + " division codes",
            "campus.yaml:9: cities[0].metrics[0].metric: 'space_frequenzy': is no metric of the"
                + " catalogue; did you mean 'space_frequency'?",
            "campus.yaml:10: cities[0].metrics[1].basis: 'open': does not apply: the metric has"
                + " none",
            "campus.yaml:10: cities[0].metrics[1].resolution: 'P1W': must be P1D or PT1H",
            "campus.yaml:11: cities[0].push.profile: 'irs': must be irs-signed or ngsi-ld",
            "campus.yaml:11: cities[0].push.url: 'ftp://h/': must be http(s)://host[:port][/path]"
                + " without a slash at its end",
            "campus.yaml:11: cities[0].push.access_key: 'a b': must be 1 to 64 letters, digits,"
                + " dots, _ or -",
            "campus.yaml:11: cities[0].push.secret_file: 'short': must hold at least 16 characters",
            "campus.yaml:13: cities[1]: needs 'push', 'poll' or both",
            "campus.yaml:15: cities[2].poll: 'secret_file' is missing",
            "campus.yaml:14: cities[2].id: 'empty': stands twice",
            "campus.yaml:12: cities[0].pol: unknown key; did you mean 'poll'?");
  }

  @Test
  void aSecretInTheFileIsRefused() {
    assertThat(load("cities: [{id: a, poll: {access_key: k, secret: hunter2hunter2hu}}]"))
        .isEmpty();
    assertThat(problems.sentences()).contains("secrets are not written here");
    assertThat(problems.sentences()).doesNotContain("hunter2");
  }

  @Test
  void schoolsAndDivisionsMustBeInTheRegistry() throws IOException {
    String text = Files.readString(Path.of("config/campus.yaml"));
    Path config = Path.of("config").toAbsolutePath();
    Path file =
        Files.writeString(
            folder.resolve("campus.yaml"),
            text.replace("registry: registry", "registry: " + config + "/registry")
                    .replace("factors/grid", config + "/factors/grid")
                + "\ncities:\n  - id: a\n    schools: [\"9999999999\"]\n    divisions: [\"33\","
                + " \"11\"]\n    poll: {access_key: k, secret_file: push}\n");
    assertThat(Installation.load(file, Map.of(), Set.of("campus", "shelly"), problems)).isEmpty();
    assertThat(sentences().stream().filter(s -> s.contains("cities")))
        .anyMatch(s -> s.endsWith("cities[0].schools: '9999999999': is no school of ours"))
        .anyMatch(s -> s.endsWith("cities[0].divisions: '11': has no school of ours"))
        .hasSize(2);
  }
}
