package io.campuspulse.app.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server program of this machine, started on loopback, a free port and a folder of its own. */
final class LocalServer implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = 20_000_000L;
  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/sbin");

  private final Process process;
  private final int port;

  private LocalServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Mosquitto for throughput: a window that a disk's latency does not close, unlimited queues,
   * nothing saved.
   */
  static LocalServer mosquitto(Path folder) throws IOException {
    int port = freePort();
    String text =
        """
        user %s
        listener %d 127.0.0.1
        allow_anonymous true
        persistence false
        max_inflight_messages 1000
        max_queued_messages 0
        set_tcp_nodelay true
        log_type error
        """
            .formatted(System.getProperty("user.name"), port);
    Path file = write(folder, "mosquitto.conf", text);
    return start("mosquitto", folder, port, "-c", file.toString());
  }

  /** InfluxDB 1.x. */
  static LocalServer influx(Path folder) throws IOException {
    int port = freePort();
    String text =
        """
        reporting-enabled = false
        bind-address = "127.0.0.1:%d"
        [meta]
          dir = "%s/meta"
        [data]
          dir = "%s/data"
          wal-dir = "%s/wal"
          query-log-enabled = false
        [monitor]
          store-enabled = false
        [logging]
          level = "warn"
        [http]
          bind-address = "127.0.0.1:%d"
          log-enabled = false
        """
            .formatted(freePort(), folder, folder, folder, port);
    Path file = write(folder, "influxdb.conf", text);
    return start("influxd", folder, port, "-config", file.toString());
  }

  private static Path write(Path folder, String name, String text) throws IOException {
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name), text);
  }

  private static LocalServer start(String name, Path folder, int port, String... arguments)
      throws IOException {
    String[] command = new String[arguments.length + 1];
    command[0] = program(name);
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    LocalServer server = new LocalServer(process, port);
    long start = System.nanoTime();
    while (!server.accepts()) {
      if (!process.isAlive() || System.nanoTime() - start > START_NANOS) {
        server.close();
        throw new BenchFailure(name + " does not start; it says: " + Files.readString(log).strip());
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return server;
  }

  private static String program(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return Path.of(folder, name).toString();
      }
    }
    for (String folder : FOLDERS) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return Path.of(folder, name).toString();
      }
    }
    throw new BenchFailure("This needs the program " + name + "; install it or name a server.");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
