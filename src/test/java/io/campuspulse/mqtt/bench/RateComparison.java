package io.campuspulse.mqtt.bench;

import com.sun.management.OperatingSystemMXBean;
import io.campuspulse.model.RawMessage;
import io.campuspulse.mqtt.MessageSink;
import io.campuspulse.mqtt.MqttSettings;
import io.campuspulse.mqtt.MqttSource;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.MosquittoServer;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Compares the rate of a bare Paho subscriber with ours, with a sink that only batches, in turns
 * against the same Mosquitto. A program, not a test: {@code RateComparison connections messages}.
 */
public final class RateComparison {
  private static final int ROUNDS = 5;
  private static final byte[] PAYLOAD =
      "{\"ts\":1767225600000,\"values\":{\"temperature\":21.5,\"humidity\":48.0,\"co2\":612}}"
          .getBytes(StandardCharsets.UTF_8);

  private final MosquittoServer broker;
  private final int connections;
  private final long messages;

  private RateComparison(MosquittoServer broker, int connections, long messages) {
    this.broker = broker;
    this.connections = connections;
    this.messages = messages;
  }

  /** Messages per second, and CPU microseconds of this process (publisher included) for each. */
  private record Round(double rate, double cpuMicros) {}

  public static void main(String[] args) throws Exception {
    Path dir = Files.createTempDirectory("rate");
    List<Round> bare = new ArrayList<>();
    List<Round> ours = new ArrayList<>();
    try (MosquittoServer broker =
        new MosquittoServer(dir, Map.of("persistence", "false", "log_type", "error"))) {
      var comparison =
          new RateComparison(broker, Integer.parseInt(args[0]), Long.parseLong(args[1]));
      comparison.bare();
      comparison.ours();
      for (int i = 0; i < ROUNDS; i++) {
        bare.add(comparison.bare());
        ours.add(comparison.ours());
        System.out.println("bare " + bare.get(i) + ", ours " + ours.get(i));
      }
    }
    System.out.printf(
        "connections %s: median bare %.0f/s %.1f us, ours %.0f/s %.1f us, ratio %.2f%n",
        args[0],
        median(bare, Round::rate),
        median(bare, Round::cpuMicros),
        median(ours, Round::rate),
        median(ours, Round::cpuMicros),
        median(ours, Round::rate) / median(bare, Round::rate));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
    return rounds.stream().mapToDouble(value).sorted().toArray()[ROUNDS / 2];
  }

  private Round bare() throws Exception {
    try (BareSubscriber subscriber = new BareSubscriber(broker.url(), connections, "r/#")) {
      return round(subscriber::received);
    }
  }

  private Round ours() throws Exception {
    var subscription =
        new MqttSettings.Subscription(
            List.of("r/#"), connections, connections > 1 ? Optional.of("g") : Optional.empty());
    var settings = MqttSettings.plain(URI.create(broker.url()), "rate", subscription);
    try (BatchingSink sink = new BatchingSink();
        MqttSource source = new MqttSource(settings, sink, System::currentTimeMillis)) {
      source.start();
      Await.until("connected", Duration.ofSeconds(10), () -> source.stats().allConnected());
      return round(() -> source.stats().messages().acked());
    }
  }

  private Round round(LongSupplier received) throws Exception {
    var publisher =
        new BlastPublisher(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), broker.port()), 2, 20_000);
    long start = System.nanoTime();
    long cpu = cpuNanos();
    publisher.publish(messages, n -> new Publication("r/" + n % 1000, PAYLOAD));
    Await.until("received", Duration.ofMinutes(2), () -> received.getAsLong() >= messages);
    return new Round(
        Math.rint(messages * 1e9 / (System.nanoTime() - start)),
        Math.rint((cpuNanos() - cpu) / 100.0 / messages) / 10);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Like the journal without its disk: a thread takes what is there and calls it durable. */
  private static final class BatchingSink implements MessageSink, AutoCloseable {
    private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(20_000);
    private final Thread thread = new Thread(this::drain);

    BatchingSink() {
      thread.start();
    }

    @Override
    public boolean offer(RawMessage message, Runnable onDurable) {
      return queue.offer(onDurable);
    }

    private void drain() {
      List<Runnable> batch = new ArrayList<>();
      try {
        while (true) {
          batch.add(queue.take());
          LockSupport.parkNanos(1_000_000); // a quick fsync
          queue.drainTo(batch);
          batch.forEach(Runnable::run);
          batch.clear();
        }
      } catch (InterruptedException e) {
        // closed
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
