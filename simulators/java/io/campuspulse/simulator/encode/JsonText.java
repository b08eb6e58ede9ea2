package io.campuspulse.simulator.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes JSON text into a growing buffer; the caller takes care of commas. Not thread-safe. */
public final class JsonText {
  private static final long[] TEN = {
    1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L
  };
  private byte[] buffer = new byte[512];
  private int length;

  /** Forgets everything written. */
  public JsonText clear() {
    length = 0;
    return this;
  }

  /** A copy of what was written. */
  public byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }

  /** Bytes written so far. */
  public int length() {
    return length;
  }

  /** Copies what was written to a stream. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(buffer, 0, length);
  }

  /** Bytes as they stand. */
  public JsonText raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  /** Text as it stands. */
  public JsonText raw(String text) {
    int n = text.length();
    room(n * 3);
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(rest, 0, buffer, length, rest.length);
        length += rest.length;
        return this;
      }
      buffer[length++] = (byte) c;
    }
    return this;
  }

  public JsonText raw(char ascii) {
    room(1);
    buffer[length++] = (byte) ascii;
    return this;
  }

  /** A JSON string. */
  public JsonText string(String text) {
    raw('"');
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = c >= 0x20 && c != '"' && c != '\\';
    }
    if (plain) {
      raw(text);
    } else {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < 0x20) {
          raw(String.format("\\u%04x", (int) c));
        } else {
          raw(c == '"' || c == '\\' ? "\\" + c : String.valueOf(c));
        }
      }
    }
    return raw('"');
  }

  /** A key with its colon. */
  public JsonText key(String key) {
    return string(key).raw(':');
  }

  public JsonText number(long value) {
    if (value == Long.MIN_VALUE) {
      return raw(Long.toString(value));
    }
    room(20);
    long v = value;
    if (v < 0) {
      buffer[length++] = '-';
      v = -v;
    }
    int digits = 1;
    for (long rest = v; rest >= 10; rest /= 10) {
      digits++;
    }
    for (int i = length + digits - 1; i >= length; i--) {
      buffer[i] = (byte) ('0' + v % 10);
      v /= 10;
    }
    length += digits;
    return this;
  }

  /** The number value × 10^-decimals, without trailing zeros; at most 9 decimals. */
  public JsonText fixed(long value, int decimals) {
    long v = value;
    int places = decimals;
    while (places > 0 && v % 10 == 0) {
      v /= 10;
      places--;
    }
    if (v < 0) {
      raw('-');
      v = -v;
    }
    number(v / TEN[places]);
    if (places > 0) {
      raw('.');
      long rest = v % TEN[places];
      for (int p = places - 1; p >= 0; p--) {
        raw((char) ('0' + rest / TEN[p] % 10));
      }
    }
    return this;
  }
}
