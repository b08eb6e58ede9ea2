package io.campuspulse.testing;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real InfluxDB 1.x on 127.0.0.1 with free ports and a directory of its own. Fails when {@code
 * influxd} is not installed: a test that needs it must not pass without it.
 */
public final class InfluxServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final String executable;
  private final int port;
  private Process process;

  private InfluxServer(Path directory, String httpOptions) throws IOException {
    this.directory = directory;
    this.executable = executable();
    port = FreePort.find();
    int rpcPort = FreePort.find();
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve("influxdb.conf"),
        """
        reporting-enabled = false
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%s/meta"
          logging-enabled = false
        [data]
          dir = "%s/data"
          wal-dir = "%s/wal"
          query-log-enabled = false
        [monitor]
          store-enabled = false
        [subscriber]
          enabled = false
        [continuous_queries]
          enabled = false
        [logging]
          level = "warn"
        [http]
          bind-address = "127.0.0.1:%d"
          log-enabled = false
        %s
        """
            .formatted(rpcPort, directory, directory, directory, port, httpOptions));
  }

  /** Starts a server whose data is in a directory. */
  public static InfluxServer start(Path directory) throws IOException {
    return start(directory, "");
  }

  /**
   * Starts a server whose data is in a directory.
   *
   * @param httpOptions lines for the {@code [http]} section of its configuration
   */
  public static InfluxServer start(Path directory, String httpOptions) throws IOException {
    InfluxServer server = new InfluxServer(directory, httpOptions);
    server.start();
    return server;
  }

  private static String executable() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, "influxd");
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    throw new AssertionError("influxd is not installed: apt-get install influxdb");
  }

  /** Starts it again on the same data and port. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(executable, "-config", directory.resolve("influxdb.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("influxd.log").toFile()))
            .start();
    boolean up = Await.holdsWithin(PATIENCE, () -> answers() || !process.isAlive());
    if (!up || !process.isAlive()) {
      throw new AssertionError(
          "influxd did not start: " + Files.readString(directory.resolve("influxd.log")));
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection ping = (HttpURLConnection) url().resolve("/ping").toURL().openConnection();
      ping.setConnectTimeout(1_000);
      ping.setReadTimeout(1_000);
      return ping.getResponseCode() == 204;
    } catch (IOException e) {
      return false;
    }
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public long pid() {
    return process.pid();
  }

  /** Asks it to stop (SIGTERM) and waits until it has. */
  public void stop() {
    end(false);
  }

  /** Kills it (SIGKILL) and waits until it is gone. */
  public void kill() {
    end(true);
  }

  private void end(boolean forcibly) {
    if (process == null) {
      return;
    }
    if (forcibly) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
