package io.campuspulse.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium with one page, driven over its DevTools protocol. Collects what a user's
 * console would show as errors, refused scripts and styles included.
 */
public final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final String session;

  /** Starts the browser that is installed as {@code chromium}. */
  public Chromium() {
    try {
      profile = Files.createTempDirectory("campus-chromium");
      process = start(profile);
      Path port = profile.resolve("DevToolsActivePort");
      Await.until("chromium listens", PATIENCE, () -> lines(port).size() >= 2);
      List<String> address = lines(port);
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + address.get(0) + address.get(1)), new Listener())
              .join();
    } catch (IOException e) {
      throw new UncheckedIOException("chromium cannot be started: is it installed?", e);
    }
    String target =
        call(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId").asText();
    session =
        call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    List.of("Page.enable", "Runtime.enable", "Log.enable", "Network.enable")
        .forEach(method -> call(session, method, Map.of()));
  }

  private static Process start(Path profile) throws IOException {
    return new ProcessBuilder(
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
            "--user-data-dir=" + profile,
            "about:blank")
        .redirectErrorStream(true)
        .redirectOutput(profile.resolve("chromium.log").toFile())
        .start();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode call(String inSession, String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (inSession != null) {
      message.put("sessionId", inSession);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode reply = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (reply.has("error")) {
      throw new IllegalStateException(method + ": " + reply.get("error"));
    }
    return reply.get("result");
  }

  /** Sets language and size of the screen, then opens an address. */
  public void open(String url, String language, int width, int height) {
    call(
        session,
        "Emulation.setUserAgentOverride",
        Map.of("userAgent", "campus-test", "acceptLanguage", language));
    call(
        session,
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    call(session, "Page.navigate", Map.of("url", url));
  }

  /** Lets the clock of pages that are opened from now on start at an instant. */
  public void clock(Instant start) {
    String script =
        "{ const shift = %d - Date.now(); const now = Date.now; Date.now = () => now() + shift; }"
            .formatted(start.toEpochMilli());
    call(session, "Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  /** Shows the page as to a reader who prefers {@code light} or {@code dark}. */
  public void prefer(String scheme) {
    call(
        session,
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The value of an expression in the page. */
  public JsonNode eval(String expression) {
    JsonNode result =
        call(
            session,
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits until an expression in the page is true. */
  public void until(String expression) {
    Await.until(
        () -> expression + "; the page says: " + eval("document.body.innerText"),
        PATIENCE,
        () -> eval("Boolean(" + expression + ")").asBoolean());
  }

  /** The page as a picture, as far as it goes down. */
  public void screenshot(Path file) {
    String data =
        call(
                session,
                "Page.captureScreenshot",
                Map.of("format", "png", "captureBeyondViewport", true))
            .get("data")
            .asText();
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the console shows as errors. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      profile.toFile().deleteOnExit();
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void received(String message) {
      try {
        JsonNode node = JSON.readTree(message);
        if (node.has("id")) {
          waiting.remove(node.get("id").asInt()).complete(node);
          return;
        }
        JsonNode params = node.path("params");
        switch (node.path("method").asText()) {
          case "Runtime.exceptionThrown" -> errors.add(params.get("exceptionDetails").toString());
          case "Log.entryAdded" -> {
            if (params.at("/entry/level").asText().equals("error")) {
              errors.add(params.get("entry").toString());
            }
          }
          default -> {}
        }
      } catch (IOException e) {
        errors.add("unreadable message: " + message);
      }
    }
  }
}
