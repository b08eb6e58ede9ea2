package io.campuspulse.metrics;

import java.util.Arrays;

/**
 * A step function over a span of time: what one source says, instant by instant. Not thread-safe
 * while being built.
 */
final class Track {
  /** The source says nothing. */
  static final long UNKNOWN = Long.MIN_VALUE;

  private long[] starts = new long[16];
  private long[] values = new long[16];
  private int size;
  private final long from;
  private final long to;

  /** A track that is unknown all over {@code [from, to)}. */
  Track(long from, long to) {
    this.from = from;
    this.to = to;
    append(from, UNKNOWN);
  }

  /**
   * Sets the value of a span that starts no earlier than all spans set before. What follows it is
   * unknown until set. Parts outside the track are cut off.
   */
  void set(long start, long end, long value) {
    long s = Math.max(start, from);
    long e = Math.min(end, to);
    if (e <= s) {
      return;
    }
    while (size > 0 && starts[size - 1] >= s) {
      size--;
    }
    append(s, value);
    if (e < to) {
      append(e, UNKNOWN);
    }
  }

  private void append(long start, long value) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    starts[size] = start;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  long start(int i) {
    return starts[i];
  }

  long end(int i) {
    return i + 1 < size ? starts[i + 1] : to;
  }

  long value(int i) {
    return values[i];
  }

  /** The value at an instant of the track. */
  long at(long millis) {
    int i = Arrays.binarySearch(starts, 0, size, millis);
    return values[i >= 0 ? i : -i - 2];
  }
}
