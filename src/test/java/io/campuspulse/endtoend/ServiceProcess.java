package io.campuspulse.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The service in a process of its own: {@code java -jar campus-pulse.jar serve}. It may be started,
 * ended, killed and paused any number of times. Not thread-safe, except for what asks it over HTTP.
 */
final class ServiceProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Quick to start: the tests start it often, and their load is small. */
  static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  /** As the launcher starts it. */
  static final List<String> LAUNCHER =
      List.of("-Xms64m", "-Xmx768m", "-XX:MaxDirectMemorySize=256m");

  private final Setup setup;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  /**
   * How to start it.
   *
   * @param folder working directory, which gets its log
   * @param arguments of the program
   * @param environment variables in addition to ours
   * @param jvmOptions options of the JVM
   */
  record Setup(
      Path folder,
      List<String> arguments,
      Map<String, String> environment,
      List<String> jvmOptions,
      int port,
      int opsPort) {}

  ServiceProcess(Setup setup) {
    this.setup = setup;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  private static Path program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  void start() {
    String jar = System.getProperty("campus.jar");
    if (jar == null || !Files.exists(Path.of(jar))) {
      throw new AssertionError("the jar is not built: " + jar);
    }
    List<String> command = new ArrayList<>(List.of(program("java").toString()));
    command.add("-XX:+UseSerialGC");
    command.addAll(setup.jvmOptions());
    command.addAll(List.of("-jar", jar));
    command.addAll(setup.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).directory(setup.folder().toFile());
    File log = logFile().toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    builder.environment().putAll(setup.environment());
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return setup.folder().resolve("service.log");
  }

  /** Everything that it has ever printed. */
  String log() {
    try {
      return Files.readString(logFile());
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }

  boolean running() {
    return process != null && process.isAlive();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; answers the exit code. */
  int terminate() {
    process.destroy();
    awaitEnd();
    return process.exitValue();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the service does not end; it says: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** SIGSTOP: everything stays open, nothing moves. */
  void pause() {
    run("kill", "-STOP", Long.toString(process.pid()));
  }

  /** SIGCONT. */
  void resume() {
    run("kill", "-CONT", Long.toString(process.pid()));
  }

  /** Runs a command to its end and answers what it printed. */
  static String run(String... command) {
    try {
      Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (child.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed: " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Bytes of the heap that are in use after a full collection. */
  long liveHeapBytes() {
    String pid = Long.toString(process.pid());
    run(program("jcmd").toString(), pid, "GC.run");
    // a full collection leaves what lives in the old generation; the young one fills again at once
    String[] lines = run(program("jstat").toString(), "-gc", pid).split("\n", -1);
    List<String> names = List.of(lines[0].trim().split("\\s+", -1));
    String[] values = lines[1].trim().split("\\s+", -1);
    return (long) (Double.parseDouble(values[names.indexOf("OU")]) * 1024);
  }

  /** An answer over HTTP; code 0 when there was none. */
  record Answer(int code, String body) {}

  /** Asks the API. */
  Answer api(String path) {
    return get(setup.port(), path);
  }

  /** Asks the operations port. */
  Answer ops(String path) {
    return get(setup.opsPort(), path);
  }

  /** Posts JSON to the API with a key. */
  Answer post(String path, String json, String key) {
    return send(
        request(setup.port(), path)
            .header("X-API-Key", key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private Answer get(int port, String path) {
    return send(request(port, path).build());
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20));
  }

  private Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      return new Answer(0, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(0, "interrupted");
    }
  }

  boolean ready() {
    return ops("/readyz").code() == 200;
  }

  /** One of its own metrics, such as {@code campus_messages_pending}; NaN when it does not say. */
  double metric(String name) {
    return metric(ops("/metrics"), name);
  }

  /** A metric in a page of them. */
  static double metric(Answer page, String name) {
    return page.body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  @Override
  public void close() {
    if (running()) {
      process.destroyForcibly();
    }
  }
}
