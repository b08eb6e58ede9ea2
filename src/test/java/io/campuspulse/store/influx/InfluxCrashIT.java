package io.campuspulse.store.influx;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.store.StoreException;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.InfluxServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real influxd with SIGKILL after writes have returned, and in the middle of a write.
 *
 * <p>Each kill in the middle of a write is the first that its data sees: InfluxDB 1.6 cuts a torn
 * entry off its log when it starts, goes on writing behind the gap that this leaves, and at the
 * next crash finds nothing after the gap. What it acknowledged in between is lost, to any client.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class InfluxCrashIT {
  private static final int KILLS = 6;
  private static final long START = 1_772_000_000_000L;
  private static final Leaf LEAF = new Leaf(Leaf.Kind.SPACE, "A101");
  private static final List<String> POINTS = IntStream.range(0, 50).mapToObj(i -> "p" + i).toList();

  @TempDir Path directory;

  @Test
  void whatReturnedWritesStoredSurvivesKillsOfTheServer() throws Exception {
    Random random = new Random(20260302);
    int next = 0;
    try (InfluxServer server = InfluxServer.start(directory);
        InfluxStore store = open(server)) {
      for (int kill = 0; kill < KILLS; kill++) {
        for (int end = next + 10 + random.nextInt(40); next < end; next++) {
          write(store, next);
        }
        server.kill();
        server.start();
        verify(store, next - 1);
      }
    }
  }

  @Test
  void whatReturnedWritesStoredSurvivesAKillInTheMiddleOfTheNext() throws Exception {
    Random random = new Random(20260303);
    for (int kill = 0; kill < KILLS; kill++) {
      int target = 10 + random.nextInt(40);
      AtomicInteger acknowledged = new AtomicInteger(-1);
      try (InfluxServer server = InfluxServer.start(directory.resolve("data-" + kill));
          InfluxStore store = open(server)) {
        CompletableFuture<StoreException> refusal =
            CompletableFuture.supplyAsync(() -> writeUntilRefused(store, acknowledged));
        Await.until("batch " + target, Duration.ofSeconds(60), () -> acknowledged.get() >= target);
        server.kill();
        assertThat(refusal.get(1, TimeUnit.MINUTES).retryable()).isTrue();
        server.start();
        verify(store, acknowledged.get());
        write(store, acknowledged.get() + 1);
        verify(store, acknowledged.get() + 1);
      }
    }
  }

  private static InfluxStore open(InfluxServer server) {
    return new InfluxStore(
        InfluxSettings.of(
            server.url(), new InfluxTarget.V1("crash", "", true), InfluxCredentials.NONE));
  }

  private static StoreException writeUntilRefused(InfluxStore store, AtomicInteger acknowledged) {
    try {
      while (true) {
        int n = acknowledged.get() + 1;
        write(store, n);
        acknowledged.set(n);
      }
    } catch (StoreException e) {
      return e;
    }
  }

  private static void write(InfluxStore store, int n) {
    store.readings().write(batch(n));
    store.facts().upsert(List.of(fact(n)));
  }

  private static List<Reading> batch(int n) {
    int size = n % 5 == 0 ? 3_000 : 1 + n % 40;
    long base = START + n * 1_000L - (n % 3 == 0 ? 20_000_000L : 0);
    return IntStream.range(0, size)
        .mapToObj(i -> new Reading("p" + i % 50, base + i, n, Quality.GOOD, n * 10_000L + i, base))
        .toList();
  }

  private static FactRow fact(int n) {
    return new FactRow(
        LEAF, START / 900_000 * 900_000, Facts.of(Map.of("n", (long) n)), "carry " + n, n + 1, n);
  }

  private static void verify(InfluxStore store, int last) {
    Set<Reading> promised = new HashSet<>();
    for (int n = 0; n <= last; n++) {
      promised.addAll(batch(n));
    }
    Interval all = new Interval(0, Long.MAX_VALUE);
    List<Reading> found = new ArrayList<>();
    store.readings().scan(POINTS, all, found::add);
    Set<Reading> stored = new HashSet<>(found);
    assertThat(found).hasSize(stored.size());
    Set<Reading> missing = new HashSet<>(promised);
    missing.removeAll(stored);
    assertThat(missing).as("promised readings that are not there").isEmpty();
    stored.removeAll(promised);
    stored.removeAll(new HashSet<>(batch(last + 1)));
    assertThat(stored).as("readings that nobody wrote").isEmpty();
    List<FactRow> facts = new ArrayList<>();
    store.facts().scan(List.of(LEAF), all, facts::add);
    assertThat(facts).hasSize(1);
    assertThat(facts.get(0)).isIn(fact(last), fact(last + 1));
  }
}
