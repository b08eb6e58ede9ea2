package io.campuspulse.simulator;

import io.campuspulse.simulator.world.SimulatedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * Publishes a world over MQTT with QoS 1, through several connections. All messages of a device
 * take one connection, so that they keep their order. A lost connection is rebuilt, and what was
 * not acknowledged is sent again: a message may arrive twice, none is lost.
 *
 * <p>{@link #publish} is called by one thread; {@link #stop} by any.
 */
public final class Publisher implements AutoCloseable {
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int PROGRESS_MASK = 0x3FF;
  private final List<Link> links = new ArrayList<>();
  private volatile boolean stopped;
  private long sent;

  /**
   * Where and how to connect.
   *
   * @param broker such as {@code tcp://127.0.0.1:1883}
   * @param clientId prefix of the client ids
   * @param connections number of connections, at least 1
   * @param inflight most unacknowledged messages a connection
   * @param user name and password, both or neither empty
   */
  public record Target(
      String broker, String clientId, int connections, int inflight, Credentials user) {}

  /**
   * A user of the broker; an empty name means anonymous.
   *
   * @param name user name
   * @param password password
   */
  public record Credentials(String name, String password) {
    /** Nobody in particular. */
    public static final Credentials ANONYMOUS = new Credentials("", "");

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * Connects all connections.
   *
   * @throws MqttException when the broker refuses or cannot be reached
   */
  public Publisher(Target target) throws MqttException {
    try {
      for (int i = 0; i < Math.max(1, target.connections()); i++) {
        links.add(new Link(target, i));
      }
    } catch (MqttException e) {
      close();
      throw e;
    }
  }

  /** Sends messages at once, such as the births of a world. */
  public void publishNow(Collection<SimulatedMessage> messages) {
    publish(messages.iterator(), Pace.asFastAsPossible(), t -> {});
  }

  /**
   * Publishes until the messages end or {@link #stop} is called, then waits for the
   * acknowledgements.
   *
   * @param progress told the send time of the last message, now and then, on this thread
   * @return number of messages published by this call
   */
  public long publish(Iterator<SimulatedMessage> messages, Pace pace, LongConsumer progress) {
    long count = 0;
    while (!stopped && messages.hasNext()) {
      SimulatedMessage message = messages.next();
      if (!await(pace, message.sendTimeMillis())) {
        break;
      }
      if (!link(message.device()).send(message, () -> stopped)) {
        break;
      }
      sent++;
      if ((++count & PROGRESS_MASK) == 0 || pace.speed() > 0) {
        progress.accept(message.sendTimeMillis());
      }
    }
    for (Link link : links) {
      link.drain(() -> stopped);
    }
    return count;
  }

  private boolean await(Pace pace, long sendTime) {
    long wait = pace.waitMillis(sendTime);
    while (wait > 0 && !stopped && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(Math.min(NAP_NANOS, TimeUnit.MILLISECONDS.toNanos(wait)));
      wait = pace.waitMillis(sendTime);
    }
    return wait <= 0 && !stopped;
  }

  private Link link(String device) {
    return links.get(Math.floorMod(device.hashCode(), links.size()));
  }

  /** Messages handed to the connections so far. */
  public long sent() {
    return sent;
  }

  /** Makes {@link #publish} return soon. */
  public void stop() {
    stopped = true;
  }

  /** Stops and disconnects. */
  @Override
  public void close() {
    stop();
    links.forEach(Link::close);
  }
}
