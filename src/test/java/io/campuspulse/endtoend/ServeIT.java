package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.campuspulse.app.Decoders;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.config.Installation;
import io.campuspulse.config.Problems;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Interval;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Scope;
import io.campuspulse.query.AnswerJson;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.simulator.Pace;
import io.campuspulse.simulator.Publisher;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.World;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.FreePort;
import io.campuspulse.testing.InfluxServer;
import io.campuspulse.testing.MosquittoServer;
import io.campuspulse.window.Watermark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} with the configuration, the registry and the broker settings that we ship. */
class ServeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration ORDERLY_END = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String SCHOOL = "3303020108";
  private static final long HOUR = 3_600_000L;

  /** Ten o'clock of a teaching day that is over. */
  private static final long FROM =
      lastTuesday().atTime(LocalTime.of(10, 0)).atZone(ZONE).toInstant().toEpochMilli();

  private static final List<String> METRICS =
      List.of("energy_use", "space_frequency", "seat_occupancy", "data_completeness");

  @TempDir Path dir;
  private Installation installation;
  private OfflineRun offline;
  private ServiceProcess service;
  private int sent;

  @AfterEach
  void endService() {
    if (service != null) {
      service.close();
    }
  }

  private static LocalDate lastTuesday() {
    LocalDate day = LocalDate.now(ZONE).minusDays(2);
    while (day.getDayOfWeek() != DayOfWeek.TUESDAY) {
      day = day.minusDays(1);
    }
    return day;
  }

  @Test
  void theShippedConfigurationServesTheShippedSchoolFromMosquittoAndTheEmbeddedStore()
      throws Exception {
    try (MosquittoServer broker = broker()) {
      serve(
          "config/campus.yaml",
          broker,
          Map.of("CAMPUS_STORE_DIR", dir.resolve("store").toString()));
    }
  }

  @Test
  void theShippedInfluxConfigurationServesItFromDebiansInfluxDb() throws Exception {
    try (MosquittoServer broker = broker();
        InfluxServer influx = InfluxServer.start(dir.resolve("influx"))) {
      serve(
          "config/campus-influx.yaml", broker, Map.of("CAMPUS_STORE_URL", influx.url().toString()));
    }
  }

  /** A broker with the shipped settings, on another port. */
  private MosquittoServer broker() throws IOException {
    Map<String, String> lines = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("config/mosquitto/campus-pulse.conf"))) {
      int space = line.indexOf(' ');
      if (space > 0 && !line.startsWith("#") && !line.startsWith("listener")) {
        lines.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    assertThat(lines).containsEntry("persistence", "true").containsKey("max_queued_messages");
    return new MosquittoServer(dir.resolve("broker"), lines);
  }

  private void serve(String config, MosquittoServer broker, Map<String, String> more)
      throws Exception {
    int port = FreePort.find();
    int opsPort = FreePort.find();
    Map<String, String> environment = new HashMap<>(more);
    environment.put("CAMPUS_MQTT_URL", broker.url());
    environment.put("CAMPUS_HTTP_PORT", Integer.toString(port));
    environment.put("CAMPUS_HTTP_OPS_PORT", Integer.toString(opsPort));
    environment.put("CAMPUS_JOURNAL_DIR", dir.resolve("journal").toString());
    Path file = Path.of(config).toAbsolutePath();
    Problems problems = new Problems();
    installation = Installation.load(file, environment, Decoders.ids(), problems).orElseThrow();
    offline =
        new OfflineRun(
            installation.campus(), Decoders.all(), EmissionFactors.NONE, Watermark.Rules.DEFAULT);
    service =
        new ServiceProcess(
            new ServiceProcess.Setup(
                dir,
                List.of("serve", "--config", file.toString()),
                environment,
                ServiceProcess.LAUNCHER,
                port,
                opsPort));
    try (Publisher publisher =
        new Publisher(
            new Publisher.Target(
                broker.url(), "school", 2, 200, Publisher.Credentials.ANONYMOUS))) {
      startAndTime(config);
      World world = new World(installation.campus(), Scenario.oneSchool(), 11);
      publisher.publishNow(world.births(FROM));
      publish(publisher, world, FROM, FROM + HOUR);
      figuresEqualOffline();
      everyDeviceWasHeard();
      stop();

      startAndTime(config);
      figuresEqualOffline();
      publish(publisher, world, FROM + HOUR, FROM + HOUR + HOUR / 2);
      figuresEqualOffline();
      stop();
    }
  }

  private void startAndTime(String config) {
    long start = System.nanoTime();
    service.start();
    Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
    System.out.printf("%s: ready after %d ms%n", config, (System.nanoTime() - start) / 1_000_000);
  }

  private void stop() {
    long start = System.nanoTime();
    assertThat(service.terminate()).as(service::log).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ORDERLY_END);
  }

  private void publish(Publisher publisher, World world, long from, long to) {
    List<SimulatedMessage> messages = new ArrayList<>();
    world.messages(from, to).forEachRemaining(messages::add);
    assertThat(messages).isNotEmpty();
    publisher.publish(messages.iterator(), Pace.asFastAsPossible(), t -> {});
    sent += messages.size();
    messages.forEach(
        m -> offline.accept(new RawMessage(m.topic(), m.payload(), false, m.sendTimeMillis())));
    Await.until(
        () -> sent + " messages are stored: " + service.ops("/metrics").body(),
        PATIENCE,
        () -> service.metric("campus_messages_total{fate=\"stored\"}") == sent);
    assertThat(service.metric("campus_messages_pending")).isZero();
    assertThat(service.metric("campus_balance_holds")).isEqualTo(1);
    assertThat(service.metric("campus_messages_total{fate=\"quarantined\"}")).isZero();
  }

  private void figuresEqualOffline() throws IOException {
    Figures figures = offline.compute();
    Interval range = new Interval(FROM, FROM + 2 * HOUR);
    for (String metric : METRICS) {
      for (Grouping by : List.of(Grouping.NONE, Grouping.SPACE)) {
        FigureQuery query =
            new FigureQuery(metric, null, Scope.school(SCHOOL), by, range, Resolution.PT15M, ZONE);
        String path =
            "/api/v1/metrics/%s?scope=school:%s&from=%s&to=%s&resolution=PT15M%s"
                .formatted(
                    metric,
                    SCHOOL,
                    Instant.ofEpochMilli(range.start()),
                    Instant.ofEpochMilli(range.end()),
                    by == Grouping.NONE ? "" : "&by=space");
        ServiceProcess.Answer answer = service.api(path);
        assertThat(answer.code()).as(answer.body()).isEqualTo(200);
        JsonNode expected = JSON.readTree(AnswerJson.series(figures.answer(query)));
        assertThat(comparable(JSON.readTree(answer.body())))
            .as(metric)
            .isEqualTo(comparable(expected));
        assertThat(expected.findValues("value")).as(metric).anyMatch(v -> !v.isNull());
      }
    }
  }

  /** Without what may differ: when it was recorded and how often restated, and how new it is. */
  private static JsonNode comparable(JsonNode answer) {
    ((ObjectNode) answer).remove("stale");
    for (JsonNode series : answer.get("series")) {
      for (JsonNode point : series.get("points")) {
        ((ObjectNode) point).remove(List.of("revision", "recordedAt"));
      }
    }
    return answer;
  }

  private void everyDeviceWasHeard() throws IOException {
    JsonNode devices = JSON.readTree(service.api("/api/v1/devices?limit=1000").body());
    List<String> silent = new ArrayList<>();
    int count = 0;
    for (JsonNode device : devices.get("items")) {
      count++;
      if (device.get("lastSeen").isNull()) {
        silent.add(device.get("id").asText());
      }
    }
    assertThat(count).isEqualTo(installation.campus().devices().size());
    assertThat(silent).isEmpty();
  }
}
