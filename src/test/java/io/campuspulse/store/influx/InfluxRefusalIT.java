package io.campuspulse.store.influx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.store.StoreException;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.InfluxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real InfluxDB 1.6 refuses, and how we say so. */
class InfluxRefusalIT {
  private static final long NOW = System.currentTimeMillis();
  private static final Interval ALL = new Interval(0, Long.MAX_VALUE);

  @TempDir Path directory;

  private static Reading reading(String point, long time, long value) {
    return new Reading(point, time, value, Quality.GOOD, 1, time);
  }

  private static InfluxStore store(URI url, InfluxTarget.V1 target, InfluxCredentials credentials) {
    return new InfluxStore(
        new InfluxSettings(
            url,
            target,
            credentials,
            credentials,
            Duration.ofSeconds(2),
            Duration.ofMillis(1_500)));
  }

  private static StoreException refusal(InfluxStore store, List<Reading> batch) {
    return catchThrowableOfType(StoreException.class, () -> store.readings().write(batch));
  }

  private static void admin(InfluxServer server, String statement)
      throws IOException, InterruptedException {
    String form = "q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(server.url().resolve("/query"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .doesNotContain("error");
  }

  @Test
  void readingsOlderThanTheRetentionPolicyAreNamedAndTheRestIsKept() throws Exception {
    try (InfluxServer server = InfluxServer.start(directory)) {
      admin(server, "CREATE DATABASE d WITH DURATION 2d REPLICATION 1 NAME short");
      InfluxTarget.V1 target = new InfluxTarget.V1("d", "short", false);
      try (InfluxStore store = store(server.url(), target, InfluxCredentials.NONE)) {
        List<Reading> batch = new ArrayList<>();
        LongStream.range(0, 500).forEach(i -> batch.add(reading("p", NOW - i, i)));
        Reading old = reading("p", NOW - 30 * 86_400_000L, 7);
        Reading older = reading("教室 1", NOW - 31 * 86_400_000L, 8);
        batch.add(123, old);
        batch.add(400, older);
        StoreException refusal = refusal(store, batch);
        assertThat(refusal)
            .hasMessageContaining("InfluxDB will not take 2 of 502 readings, the first of point")
            .hasMessageContaining("\"p\" at " + old.timeMillis() + " ms")
            .hasMessageContaining("beyond retention policy");
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal.culprits()).containsExactly(old, older);
        batch.removeAll(refusal.culprits());
        store.readings().write(batch);
        List<Reading> found = new ArrayList<>();
        store.readings().scan(List.of("p"), ALL, found::add);
        assertThat(found).hasSize(500);
      }
    }
  }

  @Test
  void aMissingDatabaseThatMayNotBeMadeIsNamed() throws Exception {
    try (InfluxServer server = InfluxServer.start(directory);
        InfluxStore store =
            store(
                server.url(), new InfluxTarget.V1("nowhere", "", false), InfluxCredentials.NONE)) {
      StoreException refusal = refusal(store, List.of(reading("p", NOW, 1)));
      assertThat(refusal)
          .hasMessageContaining("answered 404")
          .hasMessageContaining("database not found: \"nowhere\"")
          .hasMessageContaining("to be tried again when its database exists");
      assertThat(refusal.retryable()).isTrue();
      assertThat(catchThrowableOfType(StoreException.class, () -> store.readings().newestTime()))
          .hasMessageContaining("database not found");
    }
  }

  @Test
  void aDatabaseThatWasDroppedIsMadeAgain() throws Exception {
    try (InfluxServer server = InfluxServer.start(directory);
        InfluxStore store =
            store(server.url(), new InfluxTarget.V1("d", "", true), InfluxCredentials.NONE)) {
      store.readings().write(List.of(reading("p", NOW, 1)));
      admin(server, "DROP DATABASE d");
      assertThat(refusal(store, List.of(reading("p", NOW, 1))).retryable()).isTrue();
      store.readings().write(List.of(reading("p", NOW, 1)));
      assertThat(store.readings().newestTime()).contains(NOW);
    }
  }

  @Test
  void aUserIsSignedInAndAWrongPasswordIsSaid() throws Exception {
    try (InfluxServer server = InfluxServer.start(directory, "auth-enabled = true")) {
      admin(server, "CREATE USER campus WITH PASSWORD 'p:a ss教' WITH ALL PRIVILEGES");
      InfluxTarget.V1 target = new InfluxTarget.V1("d", "", true);
      try (InfluxStore right =
              store(server.url(), target, InfluxCredentials.login("campus", "p:a ss教"));
          InfluxStore wrong =
              store(server.url(), target, InfluxCredentials.login("campus", "secret-guess"))) {
        Reading reading = reading("p", NOW, 1);
        right.readings().write(List.of(reading));
        assertThat(right.readings().lastUsableBefore("p", NOW + 1)).contains(reading);
        StoreException refusal = refusal(wrong, List.of(reading));
        assertThat(refusal)
            .hasMessageContaining("answered 401")
            .hasMessageContaining("when its credentials and rights are put right")
            .hasMessageNotContaining("secret-guess");
        assertThat(refusal.retryable()).isTrue();
      }
    }
  }

  @Test
  void aServerThatIsDownOrHangsIsSaidInTime() throws Exception {
    try (InfluxServer server = InfluxServer.start(directory);
        InfluxStore store =
            store(server.url(), new InfluxTarget.V1("d", "", true), InfluxCredentials.NONE)) {
      store.ping();
      store.readings().write(List.of(reading("p", NOW, 1)));
      signal(server, "STOP");
      StoreException hung = refusal(store, List.of(reading("p", NOW, 2)));
      signal(server, "CONT");
      assertThat(hung).hasMessageContaining("cannot be reached").hasMessageContaining("time");
      assertThat(hung.retryable()).isTrue();
      server.kill();
      StoreException down = refusal(store, List.of(reading("p", NOW, 2)));
      assertThat(down)
          .hasMessageContaining("InfluxDB at " + server.url() + " cannot be reached")
          .hasMessageContaining("to be tried again");
      assertThat(down.retryable()).isTrue();
      assertThat(catchThrowableOfType(StoreException.class, store::ping))
          .hasMessageContaining("cannot be reached");
      server.start();
      store.readings().write(List.of(reading("p", NOW, 2)));
      assertThat(store.readings().lastUsableBefore("p", NOW + 1)).contains(reading("p", NOW, 2));
    }
  }

  private static void signal(InfluxServer server, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
    if (name.equals("STOP")) {
      // The signal is sent; a thread that is running may still answer until it is delivered.
      Await.until("all threads stopped", Duration.ofSeconds(5), () -> stopped(server.pid()));
    }
  }

  private static boolean stopped(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.allMatch(InfluxRefusalIT::threadStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean threadStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.startsWith("T", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return true; // it has ended
    }
  }
}
