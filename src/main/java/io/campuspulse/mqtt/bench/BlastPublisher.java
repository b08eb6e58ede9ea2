package io.campuspulse.mqtt.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/**
 * Publishes QoS 1 messages over several connections, many in flight, without waiting for each
 * acknowledgement. It speaks MQTT 3.1.1 on plain sockets so that it costs little beside what it
 * measures. Connections are anonymous and leave no session.
 */
public final class BlastPublisher {
  private final InetSocketAddress broker;
  private final int connections;
  private final int window;

  /**
   * What was done.
   *
   * @param acked messages that the broker acknowledged
   * @param nanos from the first connection to the last acknowledgement
   */
  public record Report(long acked, long nanos) {
    /** Messages per second. */
    public double rate() {
      return acked * 1e9 / nanos;
    }
  }

  /**
   * Prepares publishing.
   *
   * @param connections 1 or more
   * @param window most messages in flight per connection, 1 to 60,000. Mosquitto copes with the
   *     most; Moquette drops acknowledgements beyond some 600
   */
  public BlastPublisher(InetSocketAddress broker, int connections, int window) {
    if (connections < 1) {
      throw new IllegalArgumentException("connections " + connections + ": must be 1 or more");
    }
    if (window < 1 || window > 60_000) {
      throw new IllegalArgumentException("window " + window + ": must be 1 to 60,000");
    }
    this.broker = broker;
    this.connections = connections;
    this.window = window;
  }

  /** Deletes what a broker keeps for a client id: connects with a clean session, and leaves. */
  public static void forgetSession(InetSocketAddress broker, String clientId) throws IOException {
    new Pipeline(broker, clientId, 1).close();
  }

  /**
   * Publishes messages 0 to {@code messages - 1} and returns after all are acknowledged; message i
   * goes over connection {@code i % connections}, in order.
   *
   * @param source makes message i; called by several threads
   * @throws IOException when a connection fails: then it is unknown how many were published
   */
  public Report publish(long messages, LongFunction<Publication> source)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    // taken in the order of completion, so that the first failure ends the other halves too
    CompletionService<Long> parts = new ExecutorCompletionService<>(threads);
    long start = System.nanoTime();
    List<Pipeline> pipelines = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        Pipeline pipeline =
            new Pipeline(broker, "blast-" + ProcessHandle.current().pid() + "-" + i, window);
        pipelines.add(pipeline);
        long first = i;
        long count = (messages - first + connections - 1) / connections;
        parts.submit(() -> pipeline.countAcks(count));
        parts.submit(() -> pipeline.send(count, n -> source.apply(first + n * connections)));
      }
      long acked = 0;
      for (int i = 0; i < 2 * connections; i++) {
        acked += parts.take().get();
      }
      return new Report(acked, System.nanoTime() - start);
    } catch (ExecutionException e) {
      throw new IOException("publishing failed: " + e.getCause().getMessage(), e.getCause());
    } finally {
      for (Pipeline pipeline : pipelines) {
        pipeline.close();
      }
      threads.shutdownNow();
    }
  }
}
