package io.campuspulse.codec.convention;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The command by which a host asks an edge node for its births: {@code Node Control/Rebirth} true
 * on {@code spBv1.0/<group>/NCMD/<node>} (Sparkplug 3.0, 6.4.19).
 */
public final class SparkplugRebirth {
  private static final int BOOLEAN = 11;
  private static final String METRIC = "Node Control/Rebirth";

  private SparkplugRebirth() {}

  /** Where it is published, with QoS 0 and not retained. */
  public static String topic(String group, String node) {
    return "spBv1.0/" + group + "/NCMD/" + node;
  }

  /** The payload, with its time in epoch milliseconds. */
  public static byte[] payload(long millis) {
    try {
      byte[] metric =
          fields(
              out -> {
                out.writeString(1, METRIC);
                out.writeUInt64(3, millis);
                out.writeUInt32(4, BOOLEAN);
                out.writeBool(14, true);
              });
      return fields(
          out -> {
            out.writeUInt64(1, millis);
            out.writeByteArray(2, metric);
          });
    } catch (IOException e) {
      throw new IllegalStateException("a byte array refused to be written", e);
    }
  }

  /** Writes protobuf fields. */
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] fields(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }
}
