package io.campuspulse.codec.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes bytes: flips, cuts, inserts, splices; and the fields of protobuf messages. */
final class ByteMutator {
  private static final String[] TOKENS = {
    "nan",
    "NaN",
    "inf",
    "1e999999999",
    "-",
    ",",
    "]",
    "}",
    "{",
    "[",
    "\"",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    ":",
    "\uFEFF",
    "\u0000",
    "{\"a\":1,\"a\":2}",
    "1".repeat(5000),
    "// x\n",
    "'"
  };

  private final SplittableRandom random;

  ByteMutator(SplittableRandom random) {
    this.random = random;
  }

  /** Changes a payload once to three times. */
  byte[] mutate(byte[] payload, byte[] other) {
    byte[] result = payload;
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      result = once(result, other);
    }
    return result;
  }

  private byte[] once(byte[] bytes, byte[] other) {
    int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
    switch (random.nextInt(bytes.length == 0 ? 2 : 8)) {
      case 0 -> {
        return insert(
            bytes,
            at,
            TOKENS[random.nextInt(TOKENS.length)].getBytes(
                java.nio.charset.StandardCharsets.UTF_8));
      }
      case 1 -> {
        byte[] tail =
            other.length == 0
                ? other
                : Arrays.copyOfRange(other, random.nextInt(other.length), other.length);
        return insert(Arrays.copyOf(bytes, at), at, tail);
      }
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        return Arrays.copyOfRange(bytes, at, bytes.length);
      }
      case 4 -> {
        return repeat(bytes);
      }
      default -> {
        byte[] changed = bytes.clone();
        changed[at] =
            random.nextBoolean()
                ? (byte) (changed[at] ^ 1 << random.nextInt(8))
                : (byte) random.nextInt(256);
        return changed;
      }
    }
  }

  /** Doubles a stretch, now and then very often. */
  private byte[] repeat(byte[] bytes) {
    int from = random.nextInt(bytes.length);
    int to = from + 1 + random.nextInt(Math.min(64, bytes.length - from));
    byte[] part = Arrays.copyOfRange(bytes, from, to);
    int times = random.nextInt(2000) == 0 ? 300_000 / part.length : 1 + random.nextInt(3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, to);
    for (int i = 0; i < times; i++) {
      out.writeBytes(part);
    }
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static byte[] insert(byte[] bytes, int at, byte[] part) {
    byte[] result = new byte[bytes.length + part.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(part, 0, result, at, part.length);
    System.arraycopy(bytes, at, result, at + part.length, bytes.length - at);
    return result;
  }

  /** Changes the fields of a protobuf message and keeps its lengths right. */
  byte[] mutateFields(byte[] message) {
    List<byte[]> fields = fields(message);
    if (fields == null || fields.isEmpty()) {
      return once(message, message);
    }
    int at = random.nextInt(fields.size());
    switch (random.nextInt(5)) {
      case 0 -> fields.remove(at);
      case 1 -> fields.add(random.nextInt(fields.size()), fields.get(at));
      case 2 -> fields.set(at, varint(random.nextInt(25) << 3, random.nextLong()));
      default -> fields.set(at, inner(fields.get(at)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(out::writeBytes);
    return out.toByteArray();
  }

  /** Changes what a field holds: a nested message again by its fields, a number to an edge. */
  private byte[] inner(byte[] field) {
    int tag = field[0];
    if ((tag & 7) == 2 && tag > 0 && field.length > 2 && field[1] >= 0) {
      byte[] changed = mutateFields(Arrays.copyOfRange(field, 2, field.length));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(varint(tag, changed.length));
      out.writeBytes(changed);
      return out.toByteArray();
    }
    if ((tag & 7) == 0) {
      long[] edges = {0, 1, -1, 255, 256, Long.MIN_VALUE, Integer.MAX_VALUE, random.nextLong()};
      return varint(tag, edges[random.nextInt(edges.length)]);
    }
    return once(field, field);
  }

  private static byte[] varint(int tag, long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  /** Splits a message whose tags take one byte into its fields; null when it is none. */
  private static List<byte[]> fields(byte[] bytes) {
    List<byte[]> fields = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int start = at;
      int wire = bytes[at] & 7;
      if (bytes[at++] <= 0) {
        return null;
      }
      if (wire == 0) {
        while (at < bytes.length && bytes[at] < 0) {
          at++;
        }
        at++;
      } else if (wire == 1) {
        at += 8;
      } else if (wire == 5) {
        at += 4;
      } else if (wire == 2 && at < bytes.length) {
        int length = bytes[at++] & 0xFF;
        if (length > 127 && at < bytes.length) {
          length = length - 128 + ((bytes[at++] & 0x7F) << 7);
        }
        at += length;
      } else {
        return null;
      }
      if (at > bytes.length) {
        return null;
      }
      fields.add(Arrays.copyOfRange(bytes, start, at));
    }
    return fields;
  }
}
