package io.campuspulse.codec.convention;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes Sparkplug payloads for tests, with none of the decoder's code. */
public final class SparkplugBytes {
  /** Writes some fields. */
  @FunctionalInterface
  public interface Fields {
    /** Writes them. */
    void write(CodedOutputStream out) throws IOException;
  }

  private SparkplugBytes() {}

  /** A message of fields. */
  public static byte[] fields(Fields... parts) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      for (Fields part : parts) {
        part.write(out);
      }
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A payload: time, sequence (left out when negative), metrics. */
  public static byte[] payload(long millis, int sequence, Fields... metrics) {
    return fields(
        out -> out.writeUInt64(1, millis),
        out -> {
          for (Fields metric : metrics) {
            out.writeByteArray(2, fields(metric));
          }
        },
        out -> {
          if (sequence >= 0) {
            out.writeUInt64(3, sequence);
          }
        });
  }

  /** A metric with a name, an alias, a data type and a value. */
  public static Fields born(String name, long alias, int type, Fields value) {
    return out -> {
      out.writeString(1, name);
      out.writeUInt64(2, alias);
      out.writeUInt32(4, type);
      value.write(out);
    };
  }

  /** A metric by name and data type. */
  public static Fields named(String name, int type, Fields value) {
    return out -> {
      out.writeString(1, name);
      out.writeUInt32(4, type);
      value.write(out);
    };
  }

  /** A metric by alias alone. */
  public static Fields alias(long alias, Fields value) {
    return out -> {
      out.writeUInt64(2, alias);
      value.write(out);
    };
  }

  public static Fields intValue(int bits) {
    return out -> out.writeUInt32(10, bits);
  }

  public static Fields longValue(long bits) {
    return out -> out.writeUInt64(11, bits);
  }

  public static Fields floatValue(float value) {
    return out -> out.writeFloat(12, value);
  }

  public static Fields doubleValue(double value) {
    return out -> out.writeDouble(13, value);
  }

  public static Fields bytesValue(byte... value) {
    return out -> out.writeByteArray(16, value);
  }

  /** The birth sequence metric. */
  public static Fields bdSeq(long value) {
    return named("bdSeq", 8, longValue(value));
  }
}
