package io.campuspulse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real Mosquitto process on 127.0.0.1 with its own port, configuration, log and persistence
 * directory. It keeps its port and its data over {@link #stop}, {@link #kill} and {@link #start}.
 *
 * <p>Anonymous, persistent, with a wide in-flight window and unlimited queues unless the overrides
 * say otherwise. Not thread-safe. Needs the {@code mosquitto} program; without it, construction
 * fails with a sentence.
 */
public final class MosquittoServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final List<String> PLACES =
      List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/opt/homebrew/sbin/mosquitto");

  private final Path dir;
  private final Path config;
  private final int port;
  private Process process;

  /** Starts a broker with the default settings. */
  public MosquittoServer(Path dir) {
    this(dir, Map.of());
  }

  /**
   * Starts a broker.
   *
   * @param dir directory for configuration, log and persistence; created when missing
   * @param overrides lines of {@code mosquitto.conf} by keyword; an empty value removes a line
   */
  public MosquittoServer(Path dir, Map<String, String> overrides) {
    this.dir = dir;
    this.config = dir.resolve("mosquitto.conf");
    this.port = FreePort.find();
    try {
      Files.createDirectories(dir);
      Files.writeString(config, configuration(overrides));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    start();
  }

  private String configuration(Map<String, String> overrides) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("user", System.getProperty("user.name"));
    lines.put("per_listener_settings", "false");
    lines.put("allow_anonymous", "true");
    lines.put("persistence", "true");
    lines.put("persistence_location", dir.toAbsolutePath() + "/");
    lines.put("max_inflight_messages", "2000");
    lines.put("max_queued_messages", "0");
    lines.put("set_tcp_nodelay", "true");
    lines.put("log_dest", "file " + dir.resolve("mosquitto.log").toAbsolutePath());
    lines.put("listener", port + " 127.0.0.1");
    lines.putAll(overrides);
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            text.append(key).append(' ').append(value).append('\n');
          }
        });
    return text.toString();
  }

  /** Starts the process again and waits until it accepts connections. */
  public void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException("mosquitto runs already");
    }
    try {
      process =
          new ProcessBuilder(program(), "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("mosquitto.out").toFile())
              .start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "this test needs the mosquitto program (Debian: apt-get install mosquitto)", e);
    }
    Await.until(
        () -> "mosquitto accepts connections; it says: " + log(),
        START_LIMIT,
        () -> !process.isAlive() || accepts());
    if (!process.isAlive()) {
      throw new IllegalStateException("mosquitto ended at once; it says: " + log());
    }
  }

  private static String program() {
    return PLACES.stream()
        .filter(p -> Files.isExecutable(Path.of(p)))
        .findFirst()
        .orElse("mosquitto");
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** The address for clients, {@code tcp://127.0.0.1:port}. */
  public String url() {
    return "tcp://127.0.0.1:" + port;
  }

  /** What the process has logged so far. */
  public String log() {
    try {
      Path log = dir.resolve("mosquitto.log");
      return Files.readString(dir.resolve("mosquitto.out"))
          + (Files.exists(log) ? Files.readString(log) : "");
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  /** SIGTERM: ends in order, saves sessions and queues. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /** SIGKILL: whatever was not saved is lost. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Deletes all saved sessions, queues and retained messages; only while the broker is down. */
  public void forgetSessions() {
    if (process.isAlive()) {
      throw new IllegalStateException("stop mosquitto before deleting what it saved");
    }
    try {
      Files.deleteIfExists(dir.resolve("mosquitto.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGSTOP: connections stay open, nothing is answered. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT: goes on after {@link #pause}. */
  public void resume() {
    signal("CONT");
  }

  /** SIGUSR1: saves sessions and queues now. */
  public void save() {
    signal("USR1");
  }

  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("no signal " + name + " to process " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("mosquitto does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void destroy() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    destroy();
    awaitEnd();
  }
}
