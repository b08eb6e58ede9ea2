package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.simulator.Pace;
import io.campuspulse.simulator.Publisher;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store goes away under load: the journal takes over, on disk and not in memory. */
class StoreOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double MESSAGES_PER_SECOND = 3_000;
  private static final int MESSAGES_BETWEEN_LOOKS = 8_000;
  private static final long DAY = 86_400_000L;

  @TempDir Path dir;
  private ServiceProcess service;

  @Test
  void whileTheStoreIsAwayAcksGoOnTheJournalGrowsAndTheHeapStaysFlat() throws Exception {
    try (MosquittoServer broker = new MosquittoServer(dir.resolve("broker"));
        BrokerTap tap = new BrokerTap(broker.port());
        InfluxServer influx = InfluxServer.start(dir.resolve("influx"))) {
      String section = "{kind: influx, url: \"%s\", dialect: v1, database: campus}";
      ServiceFolder folder =
          new ServiceFolder(dir.resolve("service"), tap.url(), section.formatted(influx.url()));
      try (ServiceProcess process = folder.service(ServiceProcess.LAUNCHER)) {
        service = process;
        service.start();
        Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
        long now = System.currentTimeMillis();
        long first = now - now % DAY - 60 * DAY;
        Traffic traffic = new Traffic(7, first, now, MESSAGES_PER_SECOND);
        Publisher.Target target =
            new Publisher.Target(
                broker.url(), "devices", 2, 1_000, Publisher.Credentials.ANONYMOUS);
        try (Publisher publisher = new Publisher(target)) {
          Thread load =
              new Thread(
                  () ->
                      publisher.publish(
                          traffic, Pace.realTime(System::currentTimeMillis), t -> {}));
          load.start();
          try {
            outage(tap, influx);
          } finally {
            traffic.end();
          }
          load.join(PATIENCE.toMillis());
          assertThat(load.isAlive()).as("the devices still wait for the broker").isFalse();
        }
        Await.until(
            () -> "everything is stored: " + service.ops("/metrics").body(),
            PATIENCE,
            () -> tap.outstanding() == 0 && service.metric("campus_messages_pending") == 0);
        assertThat(service.ready()).isTrue();
        assertThat(service.metric("campus_balance_holds")).isEqualTo(1);
        assertThat(service.terminate()).isZero();
        compare(new Oracle(folder.installation().campus(), traffic.sent(), tap), folder, influx);
      }
    }
  }

  private void outage(BrokerTap tap, InfluxServer influx) {
    awaitAcks(tap, 2 * MESSAGES_BETWEEN_LOOKS);
    long before = service.liveHeapBytes();

    influx.stop();
    Await.until(
        "the outage is noticed", PATIENCE, () -> service.metric("campus_store_available") == 0);
    ServiceProcess.Answer readiness = service.ops("/readyz");
    assertThat(readiness.code()).isEqualTo(503);
    assertThat(readiness.body())
        .contains("\"name\":\"store\",\"ready\":false")
        .contains("the store refuses, the journal keeps everything: ")
        .contains(Integer.toString(influx.url().getPort()));
    assertThat(service.ops("/livez").code()).isEqualTo(200);

    awaitAcks(tap, MESSAGES_BETWEEN_LOOKS);
    long early = service.liveHeapBytes();
    double journalEarly = service.metric("campus_journal_bytes");
    long mostHeap = early;
    for (int look = 0; look < 3; look++) {
      awaitAcks(tap, MESSAGES_BETWEEN_LOOKS);
      mostHeap = Math.max(mostHeap, service.liveHeapBytes());
    }
    double journalLate = service.metric("campus_journal_bytes");
    System.out.printf(
        "live heap %d KiB with the store, %d to %d KiB without while the journal grew from %.0f to"
            + " %.0f KiB%n",
        before >> 10, early >> 10, mostHeap >> 10, journalEarly / 1024, journalLate / 1024);
    assertThat(service.metric("campus_messages_pending")).isGreaterThan(3 * MESSAGES_BETWEEN_LOOKS);
    assertThat(journalLate).isGreaterThan(journalEarly + 3.0 * MESSAGES_BETWEEN_LOOKS * 50);
    assertThat(mostHeap).isLessThan(early + early / 10);

    try {
      influx.start();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void awaitAcks(BrokerTap tap, int more) {
    int target = tap.acknowledgedMessages() + more;
    Await.until(
        () -> more + " new acknowledgements; the service says: " + service.log(),
        PATIENCE,
        () -> tap.acknowledgedMessages() >= target);
  }

  private static void compare(Oracle oracle, ServiceFolder folder, InfluxServer influx) {
    oracle.readQuarantine(folder.journalFile());
    InfluxSettings settings =
        InfluxSettings.of(
            influx.url(), new InfluxTarget.V1("campus", "", false), InfluxCredentials.NONE);
    try (InfluxStore store = new InfluxStore(settings)) {
      oracle.readReadings(store.readings());
      System.out.println("store outage: " + oracle.summary());
      assertThat(oracle.missing()).isEqualTo(List.of());
      oracle.assertNothingIsDoubled();
      oracle.assertFactsEqualTheOfflineRun(store.facts());
    }
  }
}
