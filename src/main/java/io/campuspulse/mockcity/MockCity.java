package io.campuspulse.mockcity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A city's platform on loopback. It takes pushes at {@code /batches} or {@code
 * /ngsi-ld/v1/entityOperations/upsert}, answers {@code /reconciliation?day=} (signed) and {@code
 * /state}, and fails as {@code POST /switchboard?mode=} says. {@link #start} and {@link #close} are
 * called once each.
 */
public final class MockCity implements AutoCloseable {
  private static final int MAX_BODY = 4 << 20;

  private final Settings settings;
  private final Ledger ledger;
  private final Inbox inbox;
  private final Door door;
  private final Switchboard switchboard = new Switchboard();
  private final Map<String, AtomicLong> refusals = new LinkedHashMap<>();
  private final AtomicLong repeats = new AtomicLong();
  private final ExecutorService workers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "mock-city");
            thread.setDaemon(true);
            return thread;
          });
  private HttpServer server;

  /**
   * What it is.
   *
   * @param profile what it speaks
   * @param port to listen on at 127.0.0.1; 0 for any
   * @param accessKey name of the key that signs
   * @param secret of that key
   * @param data folder in which it remembers; empty to forget at the end
   * @param clock epoch milliseconds
   */
  public record Settings(
      Profile profile,
      int port,
      String accessKey,
      String secret,
      Optional<Path> data,
      LongSupplier clock) {}

  public MockCity(Settings settings) {
    this.settings = settings;
    this.ledger = new Ledger(settings.data());
    this.inbox =
        settings.profile() == Profile.NGSI_LD ? new NgsiInbox(ledger) : new IrsInbox(ledger);
    this.door = new Door(settings.accessKey(), settings.secret());
    for (String reason : new String[] {"signature", "digest", "order", "content"}) {
      refusals.put(reason, new AtomicLong());
    }
  }

  /**
   * Starts to listen.
   *
   * @return its base address
   * @throws IOException when the port is taken
   */
  public URI start() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 64);
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The failures to switch on and off. */
  public Switchboard switchboard() {
    return switchboard;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/switchboard") || path.equals("/state") || path.equals("/")) {
      byte[] ignored = exchange.getRequestBody().readNBytes(MAX_BODY);
      send(exchange, path.equals("/switchboard") ? switched(exchange, ignored) : state());
      return;
    }
    Switchboard.Setting setting = switchboard.take();
    switch (setting.mode()) {
      case OUTAGE -> throw cut();
      case ERROR -> {
        exchange.getRequestBody().readNBytes(MAX_BODY);
        send(exchange, Answer.refused(500, "switched to fail"));
      }
      case TIMEOUT -> exchange.getRequestBody().readNBytes(MAX_BODY); // and no answer, ever
      case DROP -> {
        answer(exchange, setting);
        throw cut();
      }
      case SLOW -> {
        Answer answer = answer(exchange, setting);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(setting.millis()));
        send(exchange, answer);
      }
      default -> send(exchange, answer(exchange, setting));
    }
  }

  /** To the server this ends the connection, and it forgets it; a plain close leaks it. */
  private static IOException cut() {
    return new IOException("switched to cut the connection");
  }

  private Answer answer(HttpExchange exchange, Switchboard.Setting setting) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      return Answer.refused(413, "a body has at most " + MAX_BODY + " bytes");
    }
    long skew = setting.mode() == Mode.SKEW ? setting.millis() : 0;
    Optional<String> refusal =
        setting.mode() == Mode.REJECT_SIGNATURE
            ? Optional.of("Invalid signature")
            : door.refusal(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                Instant.ofEpochMilli(settings.clock().getAsLong() + skew));
    if (refusal.isPresent()) {
      count("signature");
      return Answer.refused(401, refusal.get());
    }
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.equals("/reconciliation") && method.equals("GET")) {
      return reconciliation(exchange.getRequestURI());
    }
    if (!path.equals(inbox.path()) || !method.equals("POST")) {
      return Answer.refused(404, "nothing here; " + inbox.path() + " takes pushes");
    }
    if (!Door.digest(body).equals(exchange.getRequestHeaders().getFirst("Digest"))) {
      count("digest");
      return Answer.refused(400, "Digest does not fit the body");
    }
    return counted(inbox.take(exchange.getRequestHeaders(), body, setting.mode() == Mode.PARTIAL));
  }

  private Answer counted(Answer answer) {
    if (answer.status() == 409) {
      count("order");
    } else if (answer.status() >= 400 || answer.status() == 207) {
      count("content");
    } else if (answer.body().contains("\"duplicate\":true")) {
      repeats.incrementAndGet();
    }
    return answer;
  }

  private void count(String reason) {
    refusals.get(reason).incrementAndGet();
  }

  private Answer reconciliation(URI uri) {
    String day = parameters(uri).getOrDefault("day", "");
    Ledger.Day known = ledger.day(day);
    return new Answer(
        200,
        "{\"day\":%s,\"records\":%d,\"digest\":\"%s\"}%n"
            .formatted(Answer.quoted(day), known.records(), known.hex()));
  }

  private Answer switched(HttpExchange exchange, byte[] ignored) {
    Map<String, String> asked = parameters(exchange.getRequestURI());
    if (ignored.length == 0 && asked.containsKey("mode")) {
      Optional<Mode> mode = Mode.byWord(asked.get("mode"));
      String times = asked.getOrDefault("times", "");
      String millis = asked.getOrDefault("millis", "120000");
      if (mode.isEmpty() || !(times + millis).matches("[0-9]{1,15}")) {
        return Answer.refused(
            400,
            "mode is one of ok, error, timeout, drop, slow,"
                + " reject-signature, skew, outage, partial; times and millis are whole numbers");
      }
      switchboard.set(
          new Switchboard.Setting(
              mode.get(),
              times.isEmpty() ? Switchboard.ALWAYS : Long.parseLong(times),
              Long.parseLong(millis)));
    }
    Switchboard.Setting now = switchboard.now();
    return new Answer(200, "{\"mode\":\"%s\"}%n".formatted(now.mode().word()));
  }

  private static Map<String, String> parameters(URI uri) {
    Map<String, String> parameters = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], parts.length < 2 ? "" : parts[1]);
      }
    }
    return parameters;
  }

  /** What it has, for people and tests. */
  public Summary summary() {
    long[] counts = ledger.counts();
    Map<String, Long> refused = new LinkedHashMap<>();
    refusals.forEach((reason, count) -> refused.put(reason, count.get()));
    Map<String, Long> entities = inbox instanceof NgsiInbox ngsi ? ngsi.counts() : Map.of();
    return new Summary(counts[0], counts[1], counts[2], repeats.get(), refused, entities);
  }

  /**
   * What it has.
   *
   * @param first number of the first batch, 0 before it
   * @param last number of the last one
   * @param records figures received, each revision once
   * @param repeats batches that came again and were not counted again
   * @param refused requests by reason
   * @param entities known NGSI-LD entities by type
   */
  public record Summary(
      long first,
      long last,
      long records,
      long repeats,
      Map<String, Long> refused,
      Map<String, Long> entities) {}

  /** The value of a figure as received, empty for null. */
  public Optional<String> value(String id) {
    return ledger.newest(id).map(Item::value);
  }

  /** The revision of a figure as received, 0 when it was not. */
  public long revision(String id) {
    return ledger.newest(id).map(Item::revision).orElse(0L);
  }

  private Answer state() {
    Summary now = summary();
    StringBuilder days = new StringBuilder();
    ledger
        .days()
        .forEach(
            (day, tally) ->
                days.append(days.length() == 0 ? "" : ",")
                    .append(Answer.quoted(day))
                    .append(":{\"records\":" + tally.records() + ",\"digest\":\"")
                    .append(tally.hex())
                    .append("\"}"));
    return new Answer(
        200,
        "{\"profile\":\"%s\",\"first\":%d,\"last\":%d,\"records\":%d,\"repeats\":%d,\"refused\":%s,\"entities\":%s,\"days\":{%s}}%n"
            .formatted(
                settings.profile().word(),
                now.first(),
                now.last(),
                now.records(),
                now.repeats(),
                json(now.refused()),
                json(now.entities()),
                days));
  }

  private static String json(Map<String, Long> counts) {
    StringBuilder text = new StringBuilder("{");
    counts.forEach(
        (name, count) ->
            text.append(text.length() == 1 ? "" : ",").append("\"" + name + "\":" + count));
    return text.append('}').toString();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    workers.shutdownNow();
  }
}
