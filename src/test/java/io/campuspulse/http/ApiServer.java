package io.campuspulse.http;

import io.campuspulse.journal.Journal;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.ops.Readiness;
import io.campuspulse.query.MetricList;
import io.campuspulse.query.StoredReadings;
import io.campuspulse.query.Views;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.memory.MemoryReadings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The API and the operations port on loopback, and a client that checks every response. */
final class ApiServer implements AutoCloseable {
  /** A Wednesday afternoon in Wenzhou. */
  static final Instant NOW = Instant.parse("2026-03-11T07:20:00Z");

  /** A key of the role operator, where {@link #withOperator} made the server. */
  static final String OPERATOR_KEY = "0123456789abcdef0123456789abcdef";

  final Campus campus = SampleCampus.build();
  final MemoryReadings readings = new MemoryReadings();
  final FakeUpkeep upkeep = new FakeUpkeep();
  final FakeFigures figures = new FakeFigures(campus, NOW.toEpochMilli());
  final FakeDesk desk = new FakeDesk();
  final Readiness readiness = new Readiness();
  final int port;
  final int operationsPort;
  final HttpApi api;
  final Journal journal = openJournal();
  private final Vertx vertx = Vertx.vertx();
  private final OperationsApi operations;
  private final ContractChecker checker = new ContractChecker();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ApiServer(Access access, HttpSettings settings) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Reads reads =
        new Reads(
            () -> campus,
            new MetricList(),
            new Views(
                figures,
                new FakeLessons(campus),
                new StoredReadings(readings),
                new FakeLive(NOW.toEpochMilli())),
            clock,
            new Upkeep(upkeep, upkeep, journal.quarantine(), desk));
    api = new HttpApi(vertx, reads, access, settings, meters);
    operations =
        new OperationsApi(vertx, new OperationsReads(readiness, meters, clock), access, settings);
    port = await(api.start());
    operationsPort = await(operations.start());
  }

  private static Journal openJournal() {
    try {
      Path directory = Files.createTempDirectory("api-server");
      return SqliteJournal.open(directory.resolve("journal.db"), QuarantineBounds.DEFAULT);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ApiServer open() {
    return new ApiServer(Access.anonymousViewer(), HttpSettings.at("127.0.0.1", 0));
  }

  /** A server for anonymous viewers and for operators with a key. */
  static ApiServer withOperator() {
    ApiKeys.Key key = new ApiKeys.Key(new Caller("op", Role.OPERATOR), ApiKeys.hash(OPERATOR_KEY));
    return new ApiServer(
        new ApiKeys(List.of(key), Optional.of(Role.VIEWER)), HttpSettings.at("127.0.0.1", 0));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not done within 10 s", e);
    }
  }

  /** Requests a path with query and headers (name, value, ...), and checks the contract. */
  HttpResponse<String> get(String target, String... headers) {
    return send("GET", port, target, headers);
  }

  HttpResponse<String> operations(String target, String... headers) {
    return send("GET", operationsPort, target, headers);
  }

  /** Posts JSON to a path of the API. */
  HttpResponse<String> post(String target, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return send("POST", port, target, HttpRequest.BodyPublishers.ofString(body), all);
  }

  HttpResponse<String> send(String method, int toPort, String target, String... headers) {
    return send(method, toPort, target, HttpRequest.BodyPublishers.noBody(), headers);
  }

  private HttpResponse<String> send(
      String method, int toPort, String target, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + toPort + target))
            .timeout(Duration.ofSeconds(20))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> raw =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      HttpResponse<String> response = new TextResponse(raw);
      boolean bodyless = Arrays.asList("HEAD", "OPTIONS").contains(method);
      boolean zipped = raw.headers().firstValue("content-encoding").isPresent();
      if (!bodyless && !zipped && isApi(target, toPort)) {
        String path = target.split("\\?", 2)[0];
        checker.check(method, path, raw.statusCode(), raw.headers().map(), response.body());
      }
      return response;
    } catch (IOException e) {
      throw new AssertionError("no response to " + target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private boolean isApi(String target, int toPort) {
    return target.startsWith("/api") || toPort == operationsPort;
  }

  /** Sends bytes as they are and returns everything until the server closes or falls silent. */
  String raw(byte[] request) {
    return Raw.exchange(port, request);
  }

  String raw(String request) {
    return raw(request.getBytes(StandardCharsets.UTF_8));
  }

  ContractChecker checker() {
    return checker;
  }

  @Override
  public void close() {
    await(api.close());
    await(operations.close());
    await(vertx.close());
    journal.close();
  }
}
