package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.cli.Main;
import io.campuspulse.cli.Surroundings;
import io.campuspulse.codec.convention.SparkplugBytes;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.FreePort;
import io.campuspulse.testing.MosquittoServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that come later: births, unknown devices, and their way into a running service. */
class NewDevicesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int DOUBLE = 10;
  private static final String SCHOOL =
      """
      school: {id: "3303020001", division: "330302", name: Test school, students: 400}
      defaults: {convention: campus, interval: 1m, opening_hours: always}
      buildings:
        - {id: b1, name: Building 1}
      spaces:
        - {id: s1, building: b1, name: Room 1, type: classroom, area_m2: 60, capacity: 40}
      devices:
        - {id: plc, convention: sparkplug_b, identity: G/n, space: s1, points: {Room/Temp: temperature}}
      """;

  @TempDir Path folder;
  private final int port = FreePort.find();
  private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
  private MosquittoServer broker;
  private ServiceProcess service;
  private MqttClient devices;

  @BeforeEach
  void start() throws Exception {
    broker = new MosquittoServer(folder.resolve("broker"));
    int opsPort = FreePort.find();
    Files.createDirectories(folder.resolve("registry/schools"));
    Files.writeString(
        folder.resolve("campus.yaml"),
        """
        registry: registry
        grid_factors: %s
        anonymous: viewer
        http: {host: 127.0.0.1, port: %d, ops_port: %d}
        mqtt: {url: "%s", filters: [spBv1.0/#, zigbee2mqtt/#, homeassistant/#]}
        journal: {dir: journal}
        store: {kind: embedded, dir: store}
        """
            .formatted(
                Path.of("config/factors/grid-factors.yaml").toAbsolutePath(),
                port,
                opsPort,
                broker.url()));
    Files.writeString(
        folder.resolve("registry/city.yaml"),
        "id: wenzhou\nname: Wenzhou\ngrid_region: zhejiang\nzone: Asia/Shanghai\n");
    school(SCHOOL);
    service =
        new ServiceProcess(
            new ServiceProcess.Setup(
                folder,
                List.of("serve", "--config", folder.resolve("campus.yaml").toString()),
                Map.of(),
                ServiceProcess.QUICK,
                port,
                opsPort));
    devices = new MqttClient(broker.url(), "devices", new MemoryPersistence());
    devices.connect();
    devices.subscribe("spBv1.0/+/NCMD/#", (topic, message) -> commands.add(topic));
    startService();
  }

  @AfterEach
  void end() throws MqttException {
    devices.disconnectForcibly();
    devices.close(true);
    service.close();
    broker.close();
  }

  private void school(String text) throws Exception {
    Files.writeString(folder.resolve("registry/schools/test.yaml"), text);
  }

  private void startService() {
    service.start();
    Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
  }

  private void send(String topic, byte[] payload) throws MqttException {
    devices.publish(topic, payload, 1, false);
  }

  private void birth(String node) throws MqttException {
    send(
        "spBv1.0/G/NBIRTH/" + node,
        SparkplugBytes.payload(
            System.currentTimeMillis(),
            0,
            SparkplugBytes.bdSeq(1),
            SparkplugBytes.born("Room/Temp", 5, DOUBLE, SparkplugBytes.doubleValue(20))));
  }

  private void data(String node, int sequence, double value) throws MqttException {
    send(
        "spBv1.0/G/NDATA/" + node,
        SparkplugBytes.payload(
            System.currentTimeMillis(),
            sequence,
            SparkplugBytes.alias(5, SparkplugBytes.doubleValue(value))));
  }

  private void awaitFate(String fate, int count) {
    Await.until(
        () -> count + " messages are " + fate + ": " + service.ops("/metrics").body(),
        PATIENCE,
        () -> service.metric("campus_messages_total{fate=\"" + fate + "\"}") == count);
  }

  /** Runs a command; answers what it printed, its exit code at the end. */
  private String campus(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int code =
        Main.commandLine(new Surroundings(Map.of(), folder))
            .setOut(writer)
            .setErr(writer)
            .execute(arguments);
    return out + "exit " + code;
  }

  private String config() {
    return "--config=" + folder.resolve("campus.yaml");
  }

  @Test
  void aliasesOfABirthOutliveAKillAndOnlyUnknownNodesAreAskedForTheirs() throws Exception {
    birth("n");
    awaitFate("stored", 1);
    service.kill();
    data("n", 1, 21);
    startService();
    awaitFate("stored", 2);
    data("n", 2, 22);
    awaitFate("stored", 3);
    Await.until(
        () -> "the value shows: " + service.api("/api/v1/spaces").body(),
        PATIENCE,
        () -> service.api("/api/v1/spaces").body().contains("\"value\":22"));
    assertThat(commands).isEmpty();
    assertThat(service.metric("campus_sparkplug_gaps_total")).isZero();

    data("stranger", 7, 1);
    Await.until(() -> "a rebirth is asked for", PATIENCE, () -> !commands.isEmpty());
    assertThat(commands.peek()).isEqualTo("spBv1.0/G/NCMD/stranger");
    data("stranger", 8, 1);
    data("n", 9, 23);
    Await.until(() -> "the gap is noticed", PATIENCE, () -> commands.size() == 2);
    assertThat(commands).contains("spBv1.0/G/NCMD/n");
    awaitFate("stored", 4);
    assertThat(service.metric("campus_sparkplug_gaps_total")).isEqualTo(1);
    assertThat(service.metric("campus_sparkplug_rebirths_total")).isEqualTo(2);
  }

  @Test
  void anUnknownDeviceIsListedAndItsEntryTakesEffectWithoutARestart() throws Exception {
    byte[] air = "{\"temperature\":21.5,\"humidity\":40}".getBytes(StandardCharsets.UTF_8);
    send("zigbee2mqtt/hall", air);
    send("zigbee2mqtt/hall", air);
    awaitFate("quarantined", 2);
    assertThat(service.api("/api/v1/devices?state=unknown").code()).isEqualTo(403);
    Path key = folder.resolve("journal/operator.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    service.kill();
    startService();

    String listed = campus("devices", "--unknown", config());
    assertThat(listed)
        .contains("# zigbee2mqtt, topic zigbee2mqtt/hall: ")
        .contains("  - id: hall\n    convention: zigbee2mqtt\n    identity: \"hall\"\n")
        .contains("\"temperature\": temperature  # 21.5 °C")
        .endsWith("exit 0");

    school(SCHOOL + "  - {id: broken, convention: telepathy, space: s9}\n");
    assertThat(campus("reload", config()))
        .contains("test.yaml:9: devices[1].convention: 'telepathy': is not a known")
        .contains("Nothing was reloaded, registry ")
        .endsWith("exit 1");
    birth("n");
    awaitFate("stored", 1);

    school(SCHOOL + listed.substring(0, listed.indexOf("exit ")));
    assertThat(campus("check-config", config())).contains("2 devices, 3 points");
    assertThat(campus("reload", config()))
        .startsWith("reloaded: registry ")
        .contains("2 quarantined messages")
        .endsWith("exit 0");
    awaitFate("stored", 3);
    send("zigbee2mqtt/hall", air);
    data("n", 1, 22);
    awaitFate("stored", 5);
    assertThat(campus("devices", "--unknown", config())).startsWith("# no unknown device");
    assertThat(campus("devices", config())).contains("hall\tzigbee2mqtt\thall\t20");
    assertThat(service.metric("campus_balance_holds")).isEqualTo(1);
    assertThat(service.metric("campus_devices_unknown")).isZero();
    assertThat(commands).isEmpty();
    assertThat(service.terminate()).as(service::log).isZero();
  }
}
