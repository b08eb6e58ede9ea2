package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.embedded.EmbeddedSettings;
import io.campuspulse.store.embedded.EmbeddedStore;
import io.campuspulse.testing.Await;
import io.campuspulse.window.Watermark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of messages that a wrong registry refused is replayed by a service that is killed again and
 * again while it does so. In the end each is there once, and the facts are those of an offline run
 * over the same messages with the right registry, bit by bit.
 */
class ReplayKillIT {
  private static final long SEED = Long.getLong("replay.seed", 20260302L);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long START = 1_772_380_800_000L; // 2026-03-01T16:00:00Z, local midnight
  private static final int MINUTES = 24 * 60;
  private static final long DELIVERY_MILLIS = 500;
  private static final int KILLS = 6;

  @TempDir Path dir;

  private static List<RawMessage> messages() {
    Random random = new Random(SEED);
    TreeMap<Long, RawMessage> byReceipt = new TreeMap<>();
    for (int minute = 0; minute < MINUTES; minute++) {
      for (int space = 1; space <= ServiceFolder.SPACES; space++) {
        long time = START + minute * 60_000L + space * 1_000L;
        int people = random.nextInt(4) * random.nextInt(10);
        put(byReceipt, "s" + space + "-room", "people", Integer.toString(people), time);
        double energy = 5_000 + minute * 0.1 + random.nextInt(3) * 0.01;
        put(byReceipt, "s" + space + "-meter", "energy", "%.2f".formatted(energy), time + 300);
      }
    }
    return new ArrayList<>(byReceipt.values());
  }

  private static void put(
      Map<Long, RawMessage> to, String device, String metric, String value, long time) {
    String topic = "campus/v1/" + ServiceFolder.SCHOOL + "/" + device + "/telemetry";
    String payload = "{\"ts\":%d,\"values\":{\"%s\":%s}}".formatted(time, metric, value);
    to.put(
        time,
        new RawMessage(
            topic, payload.getBytes(StandardCharsets.UTF_8), false, time + DELIVERY_MILLIS));
  }

  @Test
  void killsDuringAReplayLoseAndDoubleNothing() throws Exception {
    ServiceFolder folder =
        new ServiceFolder(
            dir.resolve("service"), "tcp://127.0.0.1:1", "{kind: embedded, dir: store}");
    List<RawMessage> messages = messages();
    try (SqliteJournal journal =
        SqliteJournal.open(folder.journalFile(), QuarantineBounds.DEFAULT)) {
      journal.append(messages);
    }
    Path school = dir.resolve("service/registry/schools/small.yaml");
    String right = Files.readString(school);
    Files.writeString(school, right.replaceAll("\\{id: (s\\d+-)", "{id: wrong-$1"));
    try (ServiceProcess service = folder.service(ServiceProcess.QUICK)) {
      service.start();
      awaitDrained(service);
      assertThat(service.metric("campus_quarantine_kept")).isEqualTo(messages.size());
      assertThat(service.terminate()).as(service::log).isZero();
      Files.writeString(school, right);

      int killedInReplay = killAgainAndAgain(service, folder);
      service.start();
      awaitDrained(service);
      ServiceProcess.Answer done = replay(service, folder, "{}");
      assertThat(done.code()).as(done.body()).isEqualTo(202);
      awaitDrained(service);
      assertThat(service.metric("campus_quarantine_kept")).isZero();
      assertThat(service.metric("campus_balance_holds")).isEqualTo(1);
      assertThat(service.metric("campus_messages_replayed_total")).isEqualTo(messages.size());
      assertThat(service.metric("campus_messages_journaled")).isEqualTo(2 * messages.size());
      assertThat(service.terminate()).as(service::log).isZero();
      System.out.println("replay, seed " + SEED + ": " + killedInReplay + " kills found work left");
      assertThat(killedInReplay).as("kills while there was work left").isPositive();
    }
    compare(folder, messages);
  }

  /** Asks for the replay of one space after the other, and kills at some moment after that. */
  private static int killAgainAndAgain(ServiceProcess service, ServiceFolder folder)
      throws Exception {
    Random random = new Random(SEED + 1);
    int inTheMiddle = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      service.start();
      Await.until(() -> "answers: " + service.log(), PATIENCE, () -> service.api("/").code() != 0);
      String filter =
          "{\"topicPrefix\":\"campus/v1/%s/s%d-\"}".formatted(ServiceFolder.SCHOOL, kill);
      Thread asking = new Thread(() -> replay(service, folder, filter), "asking");
      asking.start();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(900)));
      service.kill();
      asking.join(PATIENCE.toMillis());
      try (SqliteJournal journal =
          SqliteJournal.open(folder.journalFile(), QuarantineBounds.DEFAULT)) {
        inTheMiddle += journal.end() > journal.cursor("ingest") ? 1 : 0;
        assertThat(
                journal.quarantine().count(Quarantine.Filter.ALL, -1)
                    + journal.end()
                    - messageCount())
            .as("each message is in quarantine or was put back once")
            .isEqualTo(messageCount());
      }
    }
    return inTheMiddle;
  }

  private static long messageCount() {
    return 2L * MINUTES * ServiceFolder.SPACES;
  }

  private static ServiceProcess.Answer replay(
      ServiceProcess service, ServiceFolder folder, String filter) {
    try {
      Path key = folder.journalFile().resolveSibling("operator.key");
      return service.post("/api/v1/quarantine:replay", filter, Files.readString(key).strip());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void awaitDrained(ServiceProcess service) {
    Await.until(
        () -> "nothing is pending: " + service.log(),
        PATIENCE,
        () -> service.metric("campus_messages_pending") == 0);
  }

  private static void compare(ServiceFolder folder, List<RawMessage> messages) {
    Campus campus = folder.installation().campus();
    OfflineRun offline =
        new OfflineRun(campus, Decoders.all(), EmissionFactors.NONE, Watermark.Rules.DEFAULT);
    messages.forEach(offline::accept);
    offline.compute();
    try (EmbeddedStore store = EmbeddedStore.open(new EmbeddedSettings(folder.store()))) {
      List<Reading> readings = new ArrayList<>();
      List<String> points = campus.points().stream().map(Point::id).toList();
      store.readings().scan(points, new Interval(0, 4_102_444_800_000L), readings::add);
      assertThat(readings).hasSize(messages.size());
      assertThat(readings).allMatch(r -> r.receivedAtMillis() == r.timeMillis() + DELIVERY_MILLIS);
      assertThat(rows(store.facts(), campus)).isEqualTo(rows(offline.facts(), campus)).isNotEmpty();
    }
  }

  private static Map<String, String> rows(FactStore store, Campus campus) {
    List<Leaf> leaves = Folds.of(campus).all().stream().map(LeafFold::leaf).toList();
    Map<String, String> rows = new TreeMap<>();
    store.scan(
        leaves,
        new Interval(0, 4_102_444_800_000L),
        row ->
            rows.put(
                row.leaf().key() + " at " + row.intervalStart(),
                row.facts().encode() + " carry '" + row.carry() + "'"));
    return rows;
  }
}
