package io.campuspulse.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.mockcity.MockCity;
import io.campuspulse.mockcity.Mode;
import io.campuspulse.mockcity.Profile;
import io.campuspulse.mockcity.Switchboard;
import io.campuspulse.simulator.Publisher;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.MosquittoServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed when a city has a batch that it has not acknowledged yet. */
class CityCrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String SECRET = "a-secret-for-tests-only";
  private static final long QUARTER = 900_000;
  private static final int KILLS = 3;

  @TempDir Path dir;

  /** Some readings of a day, late enough for its figures to become final with the next one. */
  private static List<SimulatedMessage> day(LocalDate day) {
    List<SimulatedMessage> messages = new ArrayList<>();
    long start = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
    String topic = "campus/v1/" + ServiceFolder.SCHOOL + "/s1-room/telemetry";
    for (long at = start; at < start + 96 * QUARTER; at += QUARTER) {
      String payload = "{\"id\":1,\"ts\":%d,\"values\":{\"people\":%d}}".formatted(at, at % 30);
      messages.add(
          new SimulatedMessage(
              at, topic, payload.getBytes(StandardCharsets.UTF_8), false, false, "s1-room"));
    }
    return messages;
  }

  private static JsonNode reconciliation(Path folder, String port, LocalDate day) {
    try {
      String key = Files.readString(folder.resolve("journal/operator.key")).strip();
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(port + "/api/v1/link/reconciliation?city=wenzhou&day=" + day))
                      .header("X-API-Key", key)
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      return new ObjectMapper().createObjectNode().put("match", false).put("io", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void link(Path folder, URI city, LocalDate since) throws IOException {
    Files.writeString(folder.resolve("city.secret"), SECRET);
    Files.writeString(
        folder.resolve("campus.yaml"),
        """
        cities:
          - id: wenzhou
            since: %s
            push: {profile: irs-signed, url: "%s", access_key: cp, secret_file: city.secret}
        """
            .formatted(since, city),
        StandardOpenOption.APPEND);
  }

  @Test
  void nothingIsMissingAndNothingIsThereTwice() throws Exception {
    LocalDate first = LocalDate.ofInstant(Instant.now(), ZONE).minusDays(KILLS + 2);
    MockCity.Settings settings =
        new MockCity.Settings(
            Profile.IRS_SIGNED, 0, "cp", SECRET, Optional.empty(), System::currentTimeMillis);
    try (MosquittoServer broker = new MosquittoServer(dir.resolve("broker"));
        MockCity city = new MockCity(settings)) {
      Path place = dir.resolve("service");
      ServiceFolder folder = new ServiceFolder(place, broker.url(), "{kind: embedded, dir: store}");
      link(place, city.start(), first);
      Publisher.Target target =
          new Publisher.Target(broker.url(), "devices", 1, 1_000, Publisher.Credentials.ANONYMOUS);
      try (ServiceProcess service = folder.service(ServiceProcess.QUICK);
          Publisher publisher = new Publisher(target)) {
        service.start();
        Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
        for (int kill = 0; kill < KILLS; kill++) {
          city.switchboard().set(new Switchboard.Setting(Mode.SLOW, Switchboard.ALWAYS, 120_000));
          long before = city.summary().last();
          publisher.publishNow(day(first.plusDays(kill)));
          Await.until(
              () -> "the city has another batch; the service says: " + service.log(),
              PATIENCE,
              () -> city.summary().last() > before);
          service.kill();
          city.switchboard().set(Mode.OK);
          service.start();
          Await.until(() -> "ready; it says: " + service.log(), PATIENCE, service::ready);
        }
        publisher.publishNow(day(first.plusDays(KILLS)));
        String api = "http://127.0.0.1:" + folder.port();
        for (int i = 0; i < KILLS; i++) {
          LocalDate day = first.plusDays(i);
          Await.until(
              () -> "both sides agree on " + day + ": " + reconciliation(place, api, day),
              PATIENCE,
              () -> agree(reconciliation(place, api, day)));
        }
        MockCity.Summary received = city.summary();
        assertThat(received.first()).isEqualTo(1);
        assertThat(received.repeats()).isEqualTo(KILLS);
        assertThat(received.refused().values()).containsOnly(0L);
        assertThat(service.terminate()).isZero();
      }
    }
  }

  private static boolean agree(JsonNode sides) {
    return sides.get("match").asBoolean()
        && sides.get("ours").get("records").asInt() >= 24
        && sides.get("ours").equals(sides.get("theirs"))
        && sides.get("waiting").asInt() == 0;
  }
}
