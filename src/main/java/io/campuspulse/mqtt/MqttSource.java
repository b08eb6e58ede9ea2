package io.campuspulse.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Receives from one broker over one or more connections and hands every message to a sink.
 *
 * <p>The promise: a message is acknowledged only after the sink has said that it is durable, in the
 * order of arrival, and only on the connection that delivered it. Whatever happens before that, the
 * broker delivers it again. The source survives a broker that is away, restarts, forgets its
 * sessions or hangs, and a sink that is full or fails.
 *
 * <p>{@link #start} and {@link #close} belong to one thread; {@link #stats} and {@link #send} may
 * be called by any.
 */
public final class MqttSource implements AutoCloseable, Sender {
  private final Counters counters = new Counters();
  private final List<MqttConnection> connections = new ArrayList<>();

  /**
   * Prepares a source; {@link #start} connects it.
   *
   * @param receiveClock epoch milliseconds, stamped on each message
   * @throws IllegalArgumentException when a TLS file cannot be used
   */
  public MqttSource(MqttSettings settings, MessageSink sink, LongSupplier receiveClock) {
    var tls =
        settings.secure()
            ? TlsFiles.load(
                settings
                    .tls()
                    .orElse(
                        new MqttSettings.Tls(Optional.empty(), Optional.empty(), Optional.empty())))
            : null;
    var context = new Epoch.Context(settings, tls, sink, receiveClock, counters);
    MqttSettings.Subscription subscription = settings.subscription();
    for (int i = 0; i < subscription.connections(); i++) {
      connections.add(
          new MqttConnection(
              context,
              settings.clientId() + "-" + (i + 1),
              subscription.filtersOf(i),
              new Random()));
    }
  }

  /** Begins to connect, in the background and for as long as it takes. Call once. */
  public void start() {
    connections.forEach(MqttConnection::start);
  }

  /** A snapshot. */
  public MqttStats stats() {
    return new MqttStats(
        connections.size(),
        (int) connections.stream().filter(MqttConnection::connected).count(),
        counters.connects.sum(),
        counters.disconnects.sum(),
        counters.messages(),
        connections.stream().flatMap(c -> c.takeover().stream()).findFirst(),
        Optional.ofNullable(counters.lastError));
  }

  @Override
  public boolean send(String topic, byte[] payload) {
    return connections.stream().anyMatch(c -> c.send(topic, payload));
  }

  /**
   * Stops receiving, acknowledges what becomes durable within the drain time, and disconnects; the
   * broker keeps the sessions. Close the source before the sink.
   */
  @Override
  public void close() {
    connections.forEach(MqttConnection::requestStop);
    try {
      for (MqttConnection connection : connections) {
        connection.awaitStop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
