package io.campuspulse.endtoend;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sits between the service and its broker, reads every MQTT packet and passes it on: what the
 * service has acknowledged is seen here, whatever happens to it or to the broker a moment later.
 *
 * <p>Messages are known by the number in their payload, which begins with <code>{"id":7,</code>.
 */
final class BrokerTap implements Closeable {
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final String PREFIX = "{\"id\":";

  private final ServerSocket listener;
  private final int brokerPort;
  private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Integer> deliveries = new ConcurrentHashMap<>();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicLong strayAcks = new AtomicLong();
  private volatile boolean closed;

  /** Starts to listen; the broker may be away. */
  BrokerTap(int brokerPort) {
    this.brokerPort = brokerPort;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  String url() {
    return "tcp://127.0.0.1:" + listener.getLocalPort();
  }

  /** The ids of all messages that the service has acknowledged. */
  Set<Integer> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  boolean acknowledged(int id) {
    return acknowledged.contains(id);
  }

  /** How often a message was passed on to the service. */
  int deliveries(int id) {
    return deliveries.getOrDefault(id, 0);
  }

  /** How many messages the service has acknowledged, each counted once. */
  int acknowledgedMessages() {
    return acknowledged.size();
  }

  /** Acknowledgements of packets that had not been delivered on the same connection. */
  long strayAcks() {
    return strayAcks.get();
  }

  /** Messages that were delivered and wait for their acknowledgement. */
  int outstanding() {
    return lines.stream().mapToInt(line -> line.outstanding.size()).sum();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket service = listener.accept();
        try {
          Line line = new Line(service, new Socket(InetAddress.getLoopbackAddress(), brokerPort));
          lines.add(line);
          daemon(() -> line.pump(true));
          daemon(() -> line.pump(false));
        } catch (IOException brokerIsAway) {
          service.close();
        }
      } catch (IOException e) {
        // closed, or the service was gone before we could hang up
      }
    }
  }

  /** One connection of the service. */
  private final class Line {
    private final Socket service;
    private final Socket broker;
    private final Map<Integer, Integer> outstanding = new ConcurrentHashMap<>();
    private final AtomicInteger ends = new AtomicInteger();

    Line(Socket service, Socket broker) throws IOException {
      this.service = service;
      this.broker = broker;
      service.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
    }

    void pump(boolean toService) {
      Socket from = toService ? broker : service;
      Socket to = toService ? service : broker;
      try (from;
          to) {
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
        OutputStream out = new BufferedOutputStream(to.getOutputStream(), 1 << 16);
        for (int type = in.read(); type >= 0; type = in.read()) {
          pass(type, in, out, toService);
          if (in.available() == 0) {
            out.flush();
          }
        }
      } catch (IOException e) {
        // one side is gone, and with it the other
      } finally {
        if (ends.incrementAndGet() == 2) {
          lines.remove(this);
        }
      }
    }

    private void pass(int type, DataInputStream in, OutputStream out, boolean toService)
        throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream(5);
      head.write(type);
      int length = 0;
      int digit;
      int shift = 0;
      do {
        digit = in.readUnsignedByte();
        head.write(digit);
        length |= (digit & 0x7F) << shift;
        shift += 7;
      } while ((digit & 0x80) != 0);
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new IOException("cut off inside a packet");
      }
      if (toService && type >> 4 == PUBLISH) {
        delivered(type, ByteBuffer.wrap(body));
      } else if (!toService && type >> 4 == PUBACK) {
        acked(ByteBuffer.wrap(body).getShort() & 0xFFFF);
      }
      head.writeTo(out);
      out.write(body);
    }

    private void delivered(int type, ByteBuffer body) {
      body.position(body.position() + 2 + (body.getShort(0) & 0xFFFF));
      boolean wantsAck = (type & 0x06) != 0;
      int packet = wantsAck ? body.getShort() & 0xFFFF : 0;
      int id = idOf(StandardCharsets.UTF_8.decode(body).toString());
      deliveries.merge(id, 1, Integer::sum);
      if (wantsAck) {
        outstanding.put(packet, id);
      }
    }

    private void acked(int packet) {
      Integer id = outstanding.remove(packet);
      if (id == null) {
        strayAcks.incrementAndGet();
      } else {
        acknowledged.add(id);
      }
    }
  }

  private static int idOf(String payload) {
    int comma = payload.indexOf(',');
    return payload.startsWith(PREFIX) && comma > 0
        ? Integer.parseInt(payload, PREFIX.length(), comma, 10)
        : -1;
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "broker-tap");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    for (Line line : lines) {
      line.service.close();
      line.broker.close();
    }
  }
}
