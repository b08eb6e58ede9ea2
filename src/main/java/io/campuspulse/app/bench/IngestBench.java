package io.campuspulse.app.bench;

import io.campuspulse.config.StoreConfig;
import io.campuspulse.ingest.Balance;
import io.campuspulse.mqtt.bench.BareSubscriber;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.World;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The rate of the whole service beside that of a bare Paho subscriber, in turns, over the same
 * broker, with the same messages and the same number of connections. A repetition is measured from
 * the order to publish until the bare subscriber has received all messages, or ours has none
 * pending: journaled, stored, facts updated. One thread.
 */
public final class IngestBench {
  private static final long DAYS_BACK = 60;
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final int PUBLISHER_CONNECTIONS = 1; // each device's messages stay in order

  private final IngestSettings settings;
  private final Campus campus;
  private final GridFactors factors;
  private final Clock clock;
  private final Listener listener;
  private Map<String, Long> fates = Map.of();
  private int services;

  /** Is told how far the bench is. */
  public interface Listener {
    /** Something begins that takes a number of messages. */
    void begins(String what, long messages);

    /** So many are done. */
    void at(long messages);

    /** It is over. */
    void ends(Optional<Round> round);
  }

  public IngestBench(
      IngestSettings settings, Campus campus, GridFactors factors, Clock clock, Listener listener) {
    this.settings = settings;
    this.campus = campus;
    this.factors = factors;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Measures.
   *
   * @throws BenchFailure when that is impossible
   */
  public IngestReport run() throws IOException {
    Workload workload = makeWorkload();
    Optional<LocalServer> influx =
        settings.store() == IngestSettings.Store.INFLUX
            ? Optional.of(LocalServer.influx(settings.folder().resolve("influx")))
            : Optional.empty();
    List<Round> rounds = new ArrayList<>();
    try (Broker broker = Broker.open(settings.broker(), settings.folder().resolve("broker"));
        PublisherProcess publisher =
            new PublisherProcess(broker.address(), PUBLISHER_CONNECTIONS, workload)) {
      for (int i = 0; i <= settings.runs(); i++) {
        String run = i == 0 ? "warm-up" : "run " + i + "/" + settings.runs();
        Round bare = measure(IngestReport.BARE, run, bare(broker), broker, publisher);
        Round ours = measure(IngestReport.OURS, run, ours(broker, influx), broker, publisher);
        if (i > 0) {
          rounds.add(bare);
          rounds.add(ours);
        }
      }
      return new IngestReport(settings, words(workload), broker.words(), rounds, fates);
    } finally {
      influx.ifPresent(LocalServer::close);
    }
  }

  private Workload makeWorkload() throws IOException {
    listener.begins("making messages", settings.messages());
    World world = new World(campus, Scenario.oneSchool(), settings.seed());
    long now = clock.millis();
    long from = Math.max(world.epochMillis(), now - TimeUnit.DAYS.toMillis(DAYS_BACK));
    Workload workload =
        Workload.write(
            settings.folder().resolve("workload"), world.messages(from, now), settings.messages());
    listener.ends(Optional.empty());
    return workload;
  }

  private String words(Workload workload) {
    return "%d messages of %d points, %.0f bytes each, %.1f days of event time"
        .formatted(
            workload.messages(),
            campus.points().size(),
            (double) workload.bytes() / workload.messages(),
            workload.spanMillis() / 86_400_000.0);
  }

  private Subscriber bare(Broker broker) {
    BareSubscriber subscriber;
    try {
      subscriber = new BareSubscriber(broker.url(), settings.connections(), Broker.FILTER);
    } catch (IOException e) {
      throw new BenchFailure("No luck with the broker " + broker.url() + ": " + e.getMessage(), e);
    }
    return new Subscriber() {
      @Override
      public long taken() {
        return subscriber.received();
      }

      @Override
      public boolean finished(long messages) {
        return subscriber.received() >= messages;
      }

      @Override
      public void close() throws IOException {
        subscriber.close();
      }
    };
  }

  private ServiceSubscriber ours(Broker broker, Optional<LocalServer> influx) throws IOException {
    Path folder = settings.folder().resolve("service-" + ++services);
    StoreConfig store =
        influx.isPresent()
            ? new StoreConfig.Influx(
                URI.create("http://127.0.0.1:" + influx.get().port()),
                StoreConfig.Influx.Dialect.V1,
                "bench_" + services,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty())
            : new StoreConfig.Embedded(folder.resolve("store"));
    return new ServiceSubscriber(
        broker,
        settings.connections(),
        new ServiceSubscriber.Ground(campus, factors, store, folder),
        clock);
  }

  private Round measure(
      String name, String run, Subscriber subscriber, Broker broker, PublisherProcess publisher)
      throws IOException {
    try (subscriber) {
      int messages = settings.messages();
      listener.begins(name + ", " + run, messages);
      Usage usage = Usage.start(broker.process());
      long start = System.nanoTime();
      publisher.publish(messages);
      awaitAll(subscriber, messages, usage);
      double nanos = System.nanoTime() - start;
      Round round =
          new Round(
              name,
              messages * 1e9 / nanos,
              usage.cpuNanos() / 1e3 / messages,
              usage.brokerNanos() / 1e3 / messages,
              usage.heapPeakBytes(),
              usage.residentPeakBytes());
      publisher.awaitDone();
      if (subscriber instanceof ServiceSubscriber service) {
        fates = check(service.balance(), messages);
      }
      listener.ends(Optional.of(round));
      return round;
    }
  }

  private void awaitAll(Subscriber subscriber, long messages, Usage usage) {
    long taken = 0;
    long movedAt = System.nanoTime();
    while (!subscriber.finished(messages)) {
      long now = subscriber.taken();
      if (now != taken) {
        taken = now;
        movedAt = System.nanoTime();
        listener.at(taken);
      } else if (System.nanoTime() - movedAt > STALL_NANOS) {
        throw new BenchFailure(
            "Nothing has moved for %d s after %d of %d messages."
                .formatted(Duration.ofNanos(STALL_NANOS).toSeconds(), taken, messages));
      }
      usage.sample();
      LockSupport.parkNanos(Waiting.POLL_NANOS);
    }
  }

  /** A rate counts only when every message became a reading. */
  private static Map<String, Long> check(Balance balance, long messages) {
    Map<String, Long> fates = new TreeMap<>();
    balance.fates().forEach((fate, n) -> fates.put(fate.word(), n));
    long stored = balance.fates().getOrDefault(Balance.Fate.STORED, 0L);
    long again = balance.fates().getOrDefault(Balance.Fate.DUPLICATE, 0L);
    if (!balance.holds() || stored + again < messages) {
      throw new BenchFailure("Not all messages were stored: " + fates + ".");
    }
    return fates;
  }
}
