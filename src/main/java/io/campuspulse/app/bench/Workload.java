package io.campuspulse.app.bench;

import io.campuspulse.mqtt.bench.Publication;
import io.campuspulse.simulator.world.SimulatedMessage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Messages to publish, in a file, so that making them costs nothing while something is measured.
 *
 * @param file a count, then topic and payload of each message with their lengths
 * @param messages how many
 * @param bytes their payloads together
 * @param spanMillis event time from the first to the last
 */
record Workload(Path file, int messages, long bytes, long spanMillis) {
  private static final int BUFFER = 1 << 16;

  /**
   * Writes the first telemetry messages of a stream.
   *
   * @throws BenchFailure when the stream has too few
   */
  static Workload write(Path file, Iterator<SimulatedMessage> stream, int messages)
      throws IOException {
    long bytes = 0;
    long first = 0;
    long last = 0;
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      out.writeInt(messages);
      for (int n = 0; n < messages; ) {
        if (!stream.hasNext()) {
          throw new BenchFailure(
              "The virtual campus has sent " + n + " messages up to now, not " + messages + ".");
        }
        SimulatedMessage m = stream.next();
        if (m.retained() || m.replayed() || !m.topic().endsWith("/telemetry")) {
          continue;
        }
        byte[] topic = m.topic().getBytes(StandardCharsets.UTF_8);
        out.writeShort(topic.length);
        out.write(topic);
        out.writeInt(m.payload().length);
        out.write(m.payload());
        bytes += m.payload().length;
        first = n == 0 ? m.sendTimeMillis() : first;
        last = m.sendTimeMillis();
        n++;
      }
    }
    return new Workload(file, messages, bytes, last - first);
  }

  /** Reads all messages of such a file. */
  static List<Publication> read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      int count = in.readInt();
      List<Publication> messages = new ArrayList<>(count);
      for (int n = 0; n < count; n++) {
        String topic = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
        messages.add(new Publication(topic.intern(), in.readNBytes(in.readInt())));
      }
      return messages;
    }
  }
}
