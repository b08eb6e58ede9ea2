package io.campuspulse.app.bench;

import io.campuspulse.mqtt.bench.BlastPublisher;
import io.campuspulse.mqtt.bench.Publication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Publishes a workload from a process of its own, so that its cost is not counted as the
 * subscriber's. Each line on standard input is a number of messages to publish; it answers with a
 * line, {@code ready} at first, then {@code done}. It ends when its input does.
 */
public final class PublisherProcess implements AutoCloseable {
  private static final String READY = "ready";
  private static final String DONE = "done";
  private static final int IN_FLIGHT = 20_000;

  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter orders;

  /** Starts the process and waits until it has read the workload. */
  PublisherProcess(InetSocketAddress broker, int connections, Workload workload)
      throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    process =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PublisherProcess.class.getName(),
                broker.getHostString(),
                Integer.toString(broker.getPort()),
                Integer.toString(connections),
                workload.file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    expect(READY);
  }

  /** Lets it publish the first messages of the workload; returns at once. */
  void publish(int messages) {
    orders.println(messages);
  }

  /** Waits until the broker has acknowledged all of them. */
  void awaitDone() throws IOException {
    expect(DONE);
  }

  private void expect(String word) throws IOException {
    String answer = answers.readLine();
    if (!word.equals(answer)) {
      throw new BenchFailure(
          "The publisher " + (answer == null ? "ended." : "failed: " + answer + "."));
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    orders.close();
    process.destroy();
  }

  /** The process: host, port, connections and file of the workload. */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintWriter out =
        new PrintWriter(
            new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    List<Publication> messages = Workload.read(Path.of(args[3]));
    BlastPublisher publisher =
        new BlastPublisher(
            Broker.resolve(args[0], Integer.parseInt(args[1])),
            Integer.parseInt(args[2]),
            IN_FLIGHT);
    out.println(READY);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        publisher.publish(Long.parseLong(line), n -> messages.get((int) n));
        out.println(DONE);
      } catch (IOException e) {
        out.println(e.getMessage());
      }
    }
  }
}
