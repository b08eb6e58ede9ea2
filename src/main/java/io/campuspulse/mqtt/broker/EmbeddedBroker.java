package io.campuspulse.mqtt.broker;

import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Properties;

/**
 * Moquette on 127.0.0.1, anonymous, with everything in memory: a convenience without durability, a
 * restart forgets sessions and retained messages. It reports nothing to anybody.
 *
 * <p>Limits that cannot be set: at most 10 messages per subscriber are unacknowledged, so a
 * connection gets no more than 10 per journal commit; what waits for a slow subscriber waits on the
 * heap, without bound; and a publisher with more than some 600 messages in flight loses
 * acknowledgements, so keep it at 200. It knows no shared subscriptions.
 *
 * <p>Started by the constructor; {@link #close} may be called by any thread, once or more, and
 * takes 2 s (a fixed quiet period).
 */
public final class EmbeddedBroker implements AutoCloseable {
  /**
   * No limit, on purpose: Netty 4.2.13's decoder compares a limit with the {@code readableBytes()}
   * of a replaying buffer, which is near {@link Integer#MAX_VALUE}, whenever a header is split
   * between two reads; any lower limit then closes the publisher's connection as "too long".
   */
  private static final int MAX_MESSAGE_BYTES = Integer.MAX_VALUE;

  /** Commands that may wait in the broker; when they do not fit, publishers get no answer. */
  private static final int COMMAND_QUEUE = 100_000;

  private final Server server = new Server();
  private final int port;
  private boolean closed;

  /**
   * Starts a broker.
   *
   * @param port TCP port, or 0 for a free one
   * @throws UncheckedIOException when the port cannot be used
   */
  public EmbeddedBroker(int port) {
    this.port = port == 0 ? freePort() : port;
    Properties properties = new Properties();
    properties.setProperty(IConfig.HOST_PROPERTY_NAME, "127.0.0.1");
    properties.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(this.port));
    properties.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
    properties.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
    properties.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
    properties.setProperty(
        IConfig.NETTY_MAX_BYTES_PROPERTY_NAME, Integer.toString(MAX_MESSAGE_BYTES));
    properties.setProperty(IConfig.SESSION_QUEUE_SIZE, Integer.toString(COMMAND_QUEUE));
    properties.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "immediate");
    try {
      server.startServer(new MemoryConfig(properties));
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded broker cannot use port " + this.port, e);
    } catch (RuntimeException e) {
      server.stopServer(); // it has started threads before it found the port taken
      throw new UncheckedIOException(
          "the embedded broker cannot use port " + this.port, new IOException(e));
    }
  }

  /**
   * A port that nobody uses now. Moquette could choose one itself, but tells it by a map that two
   * of its threads change at once.
   */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  public int port() {
    return port;
  }

  /** The address for clients. */
  public URI url() {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.stopServer();
    }
  }
}
