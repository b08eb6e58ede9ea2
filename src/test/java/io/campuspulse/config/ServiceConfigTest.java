package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.config.StoreConfig.Influx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigTest {
  private static final String MINIMAL =
      """
      mqtt:
        url: tcp://127.0.0.1:1883
      journal:
        dir: data/journal
      store:
        kind: embedded
        dir: data/store
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();
  private final Map<String, String> environment = new HashMap<>();
  private Path file;

  @BeforeEach
  void place() {
    file = folder.resolve("campus.yaml");
  }

  private Optional<ServiceConfig> load(String yaml) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ServiceConfig.load(file, environment, problems);
  }

  private ServiceConfig good(String yaml) {
    return load(yaml).orElseThrow(() -> new AssertionError(problems.sentences()));
  }

  /** The sentences without the folder's name. */
  private List<String> sentences(String yaml) {
    assertThat(load(yaml)).isEmpty();
    return problems.list().stream().map(p -> p.sentence().replace(folder + "/", "")).toList();
  }

  @Test
  void leftOutSettingsHaveTheDocumentedDefaults() {
    ServiceConfig config = good(MINIMAL);
    assertThat(config.http())
        .isEqualTo(new HttpConfig("127.0.0.1", 8080, "127.0.0.1", 8081, List.of()));
    assertThat(config.mqtt())
        .isEqualTo(
            new MqttConfig(
                "tcp://127.0.0.1:1883",
                "campus-pulse",
                1,
                Optional.empty(),
                List.of("campus/v1/+/+/telemetry", "campus/v1/+/+/status"),
                Optional.empty(),
                Optional.empty()));
    assertThat(config.journal())
        .isEqualTo(
            new JournalConfig(folder.resolve("data/journal"), Duration.ofMillis(5), 4_096, 80, 90));
    assertThat(config.store()).isEqualTo(new StoreConfig.Embedded(folder.resolve("data/store")));
    assertThat(config.eventTime())
        .isEqualTo(
            new EventTimeConfig(
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofMinutes(5),
                Duration.ofDays(730)));
    assertThat(config.files().registry()).isEqualTo(folder.resolve("registry"));
    assertThat(config.anonymous()).isEqualTo(Role.NONE);
  }

  @Test
  void theShippedFilesAreValid() {
    for (String name : List.of("campus.yaml", "campus-influx.yaml")) {
      Path shipped = Path.of("config", name);
      assertThat(ServiceConfig.load(shipped, Map.of(), problems))
          .as(problems::sentences)
          .isPresent();
    }
  }

  @Test
  void secretsComeFromFilesAndNeverPrintThemselves() throws Exception {
    Files.writeString(folder.resolve("pw"), "hunter2\n");
    ServiceConfig config = good(MINIMAL.replace("1883", "1883\n  user: u\n  password_file: pw"));
    assertThat(config.mqtt().login().orElseThrow().password().reveal()).isEqualTo("hunter2");
    assertThat(config.toString()).doesNotContain("hunter2");
  }

  @Test
  void apiKeysAreReadFromTheirFileAsHashes() throws Exception {
    String hash = "0123456789abcdef".repeat(4);
    Files.writeString(
        folder.resolve("keys"),
        "# who may do what\n\nscreen viewer " + hash + "\nops  operator " + hash);
    ServiceConfig config = good(MINIMAL + "http: {api_keys_file: keys}\n");
    assertThat(config.http().keys())
        .containsExactly(
            new KeyEntry("screen", Role.VIEWER, hash), new KeyEntry("ops", Role.OPERATOR, hash));
  }

  @Test
  void aWrongLineAmongTheApiKeysIsNamedWithoutItsContent() throws Exception {
    Files.writeString(folder.resolve("keys"), "# keys\nscreen viewer hunter2\n");
    assertThat(sentences(MINIMAL + "http: {api_keys_file: keys}\n"))
        .singleElement()
        .asString()
        .contains("http.api_keys_file")
        .contains("has a wrong line 2: each is 'name role sha256'")
        .doesNotContain("hunter2");
  }

  @Test
  void secretsMayComeFromTheEnvironment() {
    environment.put("CAMPUS_MQTT_USER", "u");
    environment.put("CAMPUS_MQTT_PASSWORD", "hunter2");
    assertThat(good(MINIMAL).mqtt().login()).contains(new Login("u", new Secret("hunter2")));
  }

  @Test
  void aSecretInTheFileIsRefusedWithoutRepeatingIt() {
    assertThat(sentences(MINIMAL.replace("1883", "1883\n  user: u\n  password: hunter2")))
        .containsExactly(
            "campus.yaml:4: mqtt.password: secrets are not written here; name a file in"
                + " password_file, or set CAMPUS_MQTT_PASSWORD");
  }

  @Test
  void aMissingSecretFileStopsTheStart() {
    assertThat(sentences(MINIMAL.replace("1883", "1883\n  user: u\n  password_file: nope")))
        .containsExactly(
            "campus.yaml:4: mqtt.password_file: 'nope': must be a readable text file that is not"
                + " empty");
  }

  @Test
  void aUserWithoutAPasswordIsRefused() {
    assertThat(sentences(MINIMAL.replace("1883", "1883\n  user: u")))
        .containsExactly("campus.yaml:1: mqtt: 'user' and 'password_file' are given together");
  }

  @Test
  void everyProblemOfTheFileIsListedAtOnce() {
    assertThat(
            sentences(
                """
                anonymous: admin
                http: {port: 8081, cors: ['*']}
                mqtt:
                  url: mqtt://h
                  client_id: a b
                  connections: 4
                  filters: ['$share/g/a', 'a/#/b', 'a+/b']
                  tls: {ca_file: none.pem, key_file: none.key}
                journal: {dir: j, disk_alarm: 90%, disk_stop: 80%}
                store: {kind: influxdb}
                event_time: {grace: 3h, delay: 2}
                registri: here
                """))
        .containsExactly(
            "campus.yaml:2: http.cors[0]: '*': must be a web origin such as"
                + " https://screen.example.cn, without path or *",
            "campus.yaml:2: http: ops_port must differ from 'port'",
            "campus.yaml:5: mqtt.client_id: 'a b': must be 1 to 60 letters, digits, _ or -",
            "campus.yaml:7: mqtt.filters[0]: '$share/g/a': must not name a shared subscription;"
                + " set 'shared_group' instead",
            "campus.yaml:7: mqtt.filters[1]: 'a/#/b': must be an MQTT topic filter: + fills a"
                + " whole level, # only the last one",
            "campus.yaml:7: mqtt.filters[2]: 'a+/b': must be an MQTT topic filter: + fills a"
                + " whole level, # only the last one",
            "campus.yaml:8: mqtt.tls.ca_file: 'none.pem': must be a readable file",
            "campus.yaml:8: mqtt.tls.key_file: 'none.key': must be a readable file",
            "campus.yaml:8: mqtt.tls: 'certificate_file' and 'key_file' are given together",
            "campus.yaml:4: mqtt.url: 'mqtt://h': must be tcp://host:port or ssl://host:port",
            "campus.yaml:6: mqtt.connections: '4': must not exceed the number of filters without"
                + " 'shared_group': each takes its own",
            "campus.yaml:9: journal.disk_stop: '80%': must be above 'disk_alarm'",
            "campus.yaml:10: store.kind: 'influxdb': is not one of the known words; did you mean"
                + " 'influx'?",
            "campus.yaml:10: store: 'dir' is missing",
            "campus.yaml:11: event_time.delay: '2': must be a duration with its unit, such as"
                + " 500ms, 90s, 15m, 2h or 1d",
            "campus.yaml:11: event_time: lateness must not be shorter than 'grace'",
            "campus.yaml:1: anonymous: 'admin': must be none or viewer",
            "campus.yaml:12: registri: unknown key; did you mean 'registry'?");
  }

  @Test
  void filtersThatCoverOneTopicAreRefused() {
    assertThat(sentences(MINIMAL.replace("1883", "1883\n  filters: [a/#, b/+/c, a, b/x/+, b/c]")))
        .containsExactly(
            "campus.yaml:3: mqtt.filters[2]: 'a': covers topics of 'a/#', whose messages would"
                + " arrive twice",
            "campus.yaml:3: mqtt.filters[3]: 'b/x/+': covers topics of 'b/+/c', whose messages"
                + " would arrive twice");
  }

  @Test
  void tlsNeedsAnSslUrl() {
    assertThat(sentences(MINIMAL.replace("1883", "1883\n  tls: {}")))
        .containsExactly("campus.yaml:3: mqtt.tls: goes with an ssl:// url");
  }

  @Test
  void influxOfBothDialectsIsUnderstood() throws Exception {
    Files.writeString(folder.resolve("t"), "tok");
    String head = MINIMAL.substring(0, MINIMAL.indexOf("store:"));
    Influx first =
        (Influx)
            good(head
                    + "store: {kind: influx, url: 'http://h:8086', database: campus, user: w,"
                    + " password_file: t, reader: {user: r, password_file: t}}")
                .store();
    assertThat(first.dialect()).isEqualTo(Influx.Dialect.V1);
    assertThat(first.writer().orElseThrow().user()).isEqualTo("w");
    assertThat(first.reader().orElseThrow().user()).isEqualTo("r");
    Influx second =
        (Influx)
            good(head
                    + "store: {kind: influx, dialect: v2, url: 'http://h:8086', org: o,"
                    + " bucket: b, token_file: t}")
                .store();
    assertThat(second.database()).isEqualTo("b");
    assertThat(second.organization()).isEqualTo("o");
    assertThat(second.token()).contains(new Secret("tok"));
  }

  @Test
  void settingsOfTheOtherDialectAreRefused() {
    String head = MINIMAL.substring(0, MINIMAL.indexOf("store:"));
    assertThat(
            sentences(head + "store: {kind: influx, url: 'ftp://h', database: 'a b', bucket: b}"))
        .containsExactly(
            "campus.yaml:5: store.bucket: 'b': does not belong to dialect v1",
            "campus.yaml:5: store.url: 'ftp://h': must be http://host:port or https://host:port",
            "campus.yaml:5: store.database: 'a b': must be 1 to 64 letters, digits, _ or -");
  }

  @Test
  void aTokenIsDemandedForDialectV2() {
    String head = MINIMAL.substring(0, MINIMAL.indexOf("store:"));
    assertThat(
            sentences(
                head + "store: {kind: influx, dialect: v2, url: 'http://h:1', org: o, bucket: b}"))
        .containsExactly("campus.yaml:5: store: 'token_file' is missing");
  }
}
