package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.endtoend.Torment.Fault;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.Pace;
import io.campuspulse.simulator.Publisher;
import io.campuspulse.store.embedded.EmbeddedSettings;
import io.campuspulse.store.embedded.EmbeddedStore;
import io.campuspulse.store.influx.InfluxCredentials;
import io.campuspulse.store.influx.InfluxSettings;
import io.campuspulse.store.influx.InfluxStore;
import io.campuspulse.store.influx.InfluxTarget;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.InfluxServer;
import io.campuspulse.testing.MosquittoServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is killed at whatever moment: what the service acknowledged is stored, nothing is there
 * twice or unknown, and all facts equal an offline run over the same messages, bit by bit.
 *
 * <p>Broken builds on which it was tried, and failed as it should (2026-11-25, the embedded store):
 *
 * <ul>
 *   <li>a message acknowledged when it is offered, before its fsync: acknowledged messages are
 *       lost;
 *   <li>the checkpoint committed before the stores are written: facts are missing; its cursor alone
 *       committed early: the balance does not hold;
 *   <li>the journal trimmed 500 offsets before the cursor: the balance does not hold.
 * </ul>
 */
class CrashOracleIT {
  private static final long SEED = Long.getLong("oracle.seed", 20260301L);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double MESSAGES_PER_SECOND = 500;
  private static final long DAY = 86_400_000L;

  /** Mosquitto that writes its queue to disk often, so that a kill loses little. */
  private static final Map<String, String> DURABLE =
      Map.of("autosave_on_changes", "true", "autosave_interval", "100");

  @TempDir Path dir;

  @Test
  void killsOfServiceAndBrokerLoseAndDoubleNothingInTheEmbeddedStore() throws Exception {
    try (MosquittoServer broker = new MosquittoServer(dir.resolve("broker"), DURABLE);
        BrokerTap tap = new BrokerTap(broker.port())) {
      ServiceFolder folder =
          new ServiceFolder(dir.resolve("service"), tap.url(), "{kind: embedded, dir: store}");
      Campus campus = folder.installation().campus();
      try (ServiceProcess service = folder.service(ServiceProcess.QUICK)) {
        Torment torment = new Torment(SEED, service, broker, null, tap);
        Map<Fault, Integer> faults =
            Map.of(
                Fault.KILL_SERVICE, 6,
                Fault.KILL_STARTING_SERVICE, 2,
                Fault.KILL_BROKER, 4,
                Fault.PAUSE_SERVICE, 2,
                Fault.PAUSE_BROKER, 2);
        Traffic traffic = torment(torment, faults, service, broker, tap);
        assertThat(torment.kills()).isGreaterThanOrEqualTo(12);

        Oracle oracle = new Oracle(campus, traffic.sent(), tap);
        oracle.readQuarantine(folder.journalFile());
        try (EmbeddedStore store = EmbeddedStore.open(new EmbeddedSettings(folder.store()))) {
          oracle.readReadings(store.readings());
          System.out.println("embedded, seed " + SEED + ": " + oracle.summary());
          oracle.assertObligationsAreMet();
          oracle.assertNothingIsDoubled();
          oracle.assertFactsEqualTheOfflineRun(store.facts());
        }
      }
    }
  }

  @Test
  void killsOfServiceAndStoreLoseAndDoubleNothingInInfluxDb() throws Exception {
    try (MosquittoServer broker = new MosquittoServer(dir.resolve("broker"));
        BrokerTap tap = new BrokerTap(broker.port());
        InfluxServer influx = InfluxServer.start(dir.resolve("influx"))) {
      String section = "{kind: influx, url: \"%s\", dialect: v1, database: campus}";
      ServiceFolder folder =
          new ServiceFolder(dir.resolve("service"), tap.url(), section.formatted(influx.url()));
      Campus campus = folder.installation().campus();
      try (ServiceProcess service = folder.service(ServiceProcess.QUICK)) {
        Torment torment = new Torment(SEED + 1, service, broker, influx, tap);
        Map<Fault, Integer> faults =
            Map.of(
                Fault.KILL_SERVICE, 4,
                Fault.KILL_STARTING_SERVICE, 1,
                Fault.KILL_STORE, 4,
                Fault.PAUSE_SERVICE, 1,
                Fault.PAUSE_BROKER, 1,
                Fault.PAUSE_STORE, 2);
        Traffic traffic = torment(torment, faults, service, broker, tap);
        assertThat(torment.kills()).isGreaterThanOrEqualTo(9);

        Oracle oracle = new Oracle(campus, traffic.sent(), tap);
        oracle.readQuarantine(folder.journalFile());
        InfluxSettings settings =
            InfluxSettings.of(
                influx.url(), new InfluxTarget.V1("campus", "", false), InfluxCredentials.NONE);
        try (InfluxStore store = new InfluxStore(settings)) {
          oracle.readReadings(store.readings());
          System.out.println("InfluxDB, seed " + (SEED + 1) + ": " + oracle.summary());
          oracle.assertObligationsAreMet();
          assertThat(oracle.missing()).as("the broker was never killed").isEmpty();
          oracle.assertNothingIsDoubled();
          oracle.assertFactsEqualTheOfflineRun(store.facts());
        }
      }
    }
  }

  /** Load and faults, then health, a fresh event and an orderly end. */
  private static Traffic torment(
      Torment torment,
      Map<Fault, Integer> faults,
      ServiceProcess service,
      MosquittoServer broker,
      BrokerTap tap)
      throws Exception {
    service.start();
    // the subscription must exist before the first message: the broker keeps nothing for strangers
    Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
    long now = System.currentTimeMillis();
    long first = now - now % DAY - 20 * DAY;
    Traffic traffic = new Traffic(SEED, first, now, MESSAGES_PER_SECOND);
    Publisher.Target target =
        new Publisher.Target(broker.url(), "devices", 2, 500, Publisher.Credentials.ANONYMOUS);
    try (Publisher publisher = new Publisher(target)) {
      Thread load =
          new Thread(
              () -> publisher.publish(traffic, Pace.realTime(System::currentTimeMillis), t -> {}));
      load.start();
      try {
        torment.run(faults);
      } finally {
        traffic.end();
      }
      load.join(PATIENCE.toMillis());
      assertThat(load.isAlive()).as("the devices still wait for the broker").isFalse();

      Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
      Traffic.Sent fresh = traffic.fresh();
      publisher.publishNow(List.of(traffic.paced(fresh)));
      Await.until(
          () -> "a fresh event passes; the service says: " + service.log(),
          PATIENCE,
          () -> tap.acknowledged(fresh.id()) && tap.outstanding() == 0);
    }
    awaitBalance(service);
    assertThat(service.terminate()).as(service::log).isZero();
    return traffic;
  }

  private static void awaitBalance(ServiceProcess service) {
    Await.until(
        () -> "nothing is pending: " + service.ops("/metrics").body(),
        PATIENCE,
        () -> service.metric("campus_messages_pending") == 0);
    ServiceProcess.Answer page = service.ops("/metrics");
    assertThat(ServiceProcess.metric(page, "campus_balance_holds")).isEqualTo(1);
    double fates = 0;
    for (String fate : List.of("stored", "quarantined", "no-telemetry", "duplicate", "conflict")) {
      fates += ServiceProcess.metric(page, "campus_messages_total{fate=\"" + fate + "\"}");
    }
    assertThat(fates).isEqualTo(ServiceProcess.metric(page, "campus_messages_journaled"));
    assertThat(ServiceProcess.metric(page, "campus_intake_received_total"))
        .isEqualTo(ServiceProcess.metric(page, "campus_intake_journaled_total"));
  }
}
