package io.campuspulse.mqtt.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;

/** One publishing connection: one thread sends, another counts acknowledgements. */
final class Pipeline implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH_QOS1 = 0x32;
  private static final int PUBACK = 0x40;
  private static final int DISCONNECT = 0xE0;
  private static final int CLEAN_SESSION = 0x02;

  /** Room in the window is claimed in steps, to keep the semaphore out of the hot path. */
  private final int step;

  private final Semaphore room;
  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final DataOutputStream out;

  /** Connects; the window must leave no packet id in flight twice. */
  Pipeline(InetSocketAddress broker, String clientId, int window) throws IOException {
    step = Math.max(1, Math.min(100, window / 4));
    room = new Semaphore(window);
    socket.connect(broker, 10_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
    byte[] id = clientId.getBytes(StandardCharsets.UTF_8);
    out.write(CONNECT);
    writeLength(10 + 2 + id.length);
    out.writeUTF("MQTT");
    out.write(4);
    out.write(CLEAN_SESSION);
    out.writeShort(0);
    out.writeShort(id.length);
    out.write(id);
    out.flush();
    int type = in.readUnsignedByte();
    int rest = (in.readUnsignedByte() << 16) | in.readUnsignedShort(); // length 2, flags, code
    if (type != CONNACK || (rest & 0xFF) != 0) {
      throw new IOException("the broker refuses the connection, code " + (rest & 0xFF));
    }
  }

  /** Sends all messages; returns 0, for sending proves nothing. */
  long send(long count, LongFunction<Publication> source) throws IOException, InterruptedException {
    for (long n = 0; n < count; n++) {
      if (n % step == 0 && !room.tryAcquire(step)) {
        out.flush();
        room.acquire(step);
      }
      write(source.apply(n), (int) (n % 65_535) + 1);
    }
    out.flush();
    return 0;
  }

  private void write(Publication message, int packetId) throws IOException {
    byte[] topic = message.topic().getBytes(StandardCharsets.UTF_8);
    out.write(PUBLISH_QOS1);
    writeLength(2 + topic.length + 2 + message.payload().length);
    out.writeShort(topic.length);
    out.write(topic);
    out.writeShort(packetId);
    out.write(message.payload());
  }

  private void writeLength(int length) throws IOException {
    int left = length;
    do {
      int digit = left & 0x7F;
      left >>>= 7;
      out.write(left > 0 ? digit | 0x80 : digit);
    } while (left > 0);
  }

  /** Reads until all messages are acknowledged, then says goodbye; returns their number. */
  long countAcks(long count) throws IOException {
    for (long n = 0; n < count; n++) {
      int type = in.read();
      if (type < 0) {
        throw new EOFException("the broker closed the connection after " + n + " of " + count);
      }
      if (type != PUBACK || in.readUnsignedByte() != 2) {
        throw new IOException("unexpected packet of type " + (type >> 4));
      }
      in.readUnsignedShort();
      if (n % step == step - 1) {
        room.release(step);
      }
    }
    out.write(new byte[] {(byte) DISCONNECT, 0});
    out.flush();
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
