package io.campuspulse.simulator.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the protocol buffers wire format: varints, fixed 64-bit values and length-delimited. */
final class ProtoBytes {
  private byte[] buffer = new byte[256];
  private int length;

  ProtoBytes clear() {
    length = 0;
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }

  private void put(int b) {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, length * 2);
    }
    buffer[length++] = (byte) b;
  }

  private void raw(long value) {
    long v = value;
    while ((v & ~0x7FL) != 0) {
      put((int) (v & 0x7F) | 0x80);
      v >>>= 7;
    }
    put((int) v);
  }

  ProtoBytes varint(int field, long value) {
    raw((long) field << 3);
    raw(value);
    return this;
  }

  ProtoBytes fixed64(int field, long bits) {
    raw((long) field << 3 | 1);
    for (int i = 0; i < 8; i++) {
      put((int) (bits >>> (8 * i)) & 0xFF);
    }
    return this;
  }

  ProtoBytes bytes(int field, byte[] value) {
    raw((long) field << 3 | 2);
    raw(value.length);
    for (byte b : value) {
      put(b);
    }
    return this;
  }

  ProtoBytes string(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }
}
