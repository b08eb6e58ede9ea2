package io.campuspulse.endtoend;

import io.campuspulse.testing.Await;
import io.campuspulse.testing.InfluxServer;
import io.campuspulse.testing.MosquittoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Faults by seed, one after the other, under load. */
final class Torment {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What can happen. */
  enum Fault {
    /** kill -9 of the service while it works. */
    KILL_SERVICE,
    /** kill -9 of the service while it starts. */
    KILL_STARTING_SERVICE,
    /** kill -9 of Mosquitto. */
    KILL_BROKER,
    /** kill -9 of influxd. */
    KILL_STORE,
    PAUSE_SERVICE,
    PAUSE_BROKER,
    PAUSE_STORE
  }

  private final Random random;
  private final ServiceProcess service;
  private final MosquittoServer broker;
  private final InfluxServer store;
  private final BrokerTap tap;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  /** Faults for running parts; {@code store} is null when it is inside the service. */
  Torment(
      long seed,
      ServiceProcess service,
      MosquittoServer broker,
      InfluxServer store,
      BrokerTap tap) {
    this.random = new Random(seed);
    this.service = service;
    this.broker = broker;
    this.store = store;
    this.tap = tap;
  }

  /** Does all of them, in an order of the seed's, each at a random moment. */
  void run(Map<Fault, Integer> wanted) throws IOException {
    List<Fault> deck = new ArrayList<>();
    wanted.forEach((fault, n) -> deck.addAll(Collections.nCopies(n, fault)));
    Collections.shuffle(deck, random);
    for (Fault fault : deck) {
      strike(fault);
      done.merge(fault, 1, Integer::sum);
    }
  }

  int kills() {
    return done.entrySet().stream()
        .filter(e -> e.getKey().name().startsWith("KILL"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  private void strike(Fault fault) throws IOException {
    switch (fault) {
      case KILL_SERVICE -> {
        // at the start of the backlog, when most is under way, or at any later moment
        boolean early = random.nextInt(3) > 0;
        awaitAcks(1 + random.nextInt(early ? 50 : 1_500));
        pass(early ? 0 : random.nextInt(300));
        restartService();
      }
      case KILL_STARTING_SERVICE -> {
        restartService();
        pass(random.nextInt(3_000));
        restartService();
      }
      case KILL_BROKER -> {
        awaitAcks(1 + random.nextInt(500));
        broker.kill();
        pass(50 + random.nextInt(400));
        broker.start();
      }
      case KILL_STORE -> {
        awaitAcks(1 + random.nextInt(1_000));
        store.kill();
        pass(random.nextInt(1_000));
        if (random.nextBoolean()) {
          restartService(); // with a batch that could not be written
        }
        pass(random.nextInt(500));
        store.start();
      }
      case PAUSE_SERVICE -> {
        service.pause();
        pass(random.nextInt(1_000));
        service.resume();
      }
      case PAUSE_BROKER -> {
        broker.pause();
        pass(random.nextInt(1_000));
        broker.resume();
      }
      case PAUSE_STORE -> {
        ServiceProcess.run("kill", "-STOP", Long.toString(store.pid()));
        pass(random.nextInt(1_500));
        ServiceProcess.run("kill", "-CONT", Long.toString(store.pid()));
      }
      default -> throw new UncheckedIOException(new IOException("no fault " + fault));
    }
  }

  private void restartService() {
    if (!service.running()) {
      throw new AssertionError("the service ended by itself; it says: " + service.log());
    }
    service.kill();
    service.start();
  }

  /** Waits until the service has acknowledged so many new messages: it is at work. */
  private void awaitAcks(int more) {
    int target = tap.acknowledgedMessages() + more;
    Await.until(
        () -> more + " new acknowledgements; the service says: " + service.log(),
        PATIENCE,
        () -> tap.acknowledgedMessages() >= target);
  }

  /** Lets a random time pass: the moment of a fault is no condition. */
  private static void pass(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
