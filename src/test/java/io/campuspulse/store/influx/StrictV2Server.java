package io.campuspulse.store.influx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A server that knows the wire form of InfluxDB 2.x and nothing else: an unexpected path, method,
 * parameter or header gets 418 and is remembered.
 */
final class StrictV2Server implements AutoCloseable {
  static final String ORG = "vocational school & co";
  static final String BUCKET = "campus/raw";
  static final String TOKEN = "t0ken==";

  private final HttpServer server;
  private final List<String> surprises = Collections.synchronizedList(new ArrayList<>());
  private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
  private volatile Function<String, Answer> onWrite = body -> new Answer(204, "");
  private volatile String queryAnswer = "{\"results\":[{\"statement_id\":0}]}";

  /** An answer to a write. */
  record Answer(int status, String body) {}

  StrictV2Server() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  InfluxSettings settings() {
    return InfluxSettings.of(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        new InfluxTarget.V2(ORG, BUCKET),
        InfluxCredentials.token(TOKEN));
  }

  void onWrite(Function<String, Answer> answer) {
    onWrite = answer;
  }

  void queryAnswer(String json) {
    queryAnswer = json;
  }

  List<String> surprises() {
    return List.copyOf(surprises);
  }

  List<byte[]> bodies() {
    return List.copyOf(bodies);
  }

  List<String> statements() {
    return List.copyOf(statements);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    expect("Authorization", "Token " + TOKEN, header(exchange, "Authorization"));
    expect("method", "POST", exchange.getRequestMethod());
    switch (exchange.getRequestURI().getRawPath()) {
      case "/api/v2/write" -> write(exchange, body);
      case "/query" -> query(exchange, body);
      default -> {
        surprises.add("path " + exchange.getRequestURI());
        answer(exchange, new Answer(418, ""), null);
      }
    }
  }

  private void write(HttpExchange exchange, byte[] body) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    expected.put("org", ORG);
    expected.put("bucket", BUCKET);
    expected.put("precision", "ns");
    expect("write parameters", expected, parameters(exchange.getRequestURI().getRawQuery()));
    expect("Content-Encoding", "null", header(exchange, "Content-Encoding"));
    expect("Content-Type", "text/plain; charset=utf-8", header(exchange, "Content-Type"));
    bodies.add(body);
    answer(exchange, onWrite.apply(new String(body, StandardCharsets.UTF_8)), null);
  }

  private void query(HttpExchange exchange, byte[] body) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    expected.put("org", ORG);
    expected.put("db", BUCKET);
    expected.put("epoch", "ns");
    expected.put("chunked", "true");
    expected.put("chunk_size", "5000");
    expect("query parameters", expected, parameters(exchange.getRequestURI().getRawQuery()));
    expect("Content-Type", "application/x-www-form-urlencoded", header(exchange, "Content-Type"));
    Map<String, String> form = parameters(new String(body, StandardCharsets.UTF_8));
    expect("form", List.of("q"), List.copyOf(form.keySet()));
    statements.add(form.get("q"));
    answer(exchange, new Answer(200, queryAnswer), "application/json");
  }

  private static void answer(HttpExchange exchange, Answer answer, String type) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type == null ? "application/json" : type);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void expect(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      surprises.add(what + ": expected " + expected + " but was " + actual);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  private static Map<String, String> parameters(String raw) {
    Map<String, String> map = new TreeMap<>();
    for (String pair : String.valueOf(raw).split("&", -1)) {
      int equals = pair.indexOf('=');
      map.put(
          URLDecoder.decode(pair.substring(0, Math.max(0, equals)), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return map;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
