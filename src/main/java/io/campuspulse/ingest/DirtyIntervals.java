package io.campuspulse.ingest;

import io.campuspulse.model.Interval;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of base intervals as runs of neighbours: a leaf's marked intervals are few runs, however
 * many readings mark them. Not thread-safe.
 */
final class DirtyIntervals {
  /** Starts of the first and the last interval of each run, ascending, runs never touch. */
  private long[] firsts = new long[4];

  private long[] lasts = new long[4];
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  /** The start of the earliest interval. */
  long first() {
    if (size == 0) {
      throw new IllegalStateException("no interval is marked");
    }
    return firsts[0];
  }

  /** Adds all base intervals from one to another, both given by their starts. */
  void add(long first, long last) {
    int from = size;
    while (from > 0 && lasts[from - 1] >= first - Interval.BASE_MILLIS) {
      from--;
    }
    int to = from;
    long low = first;
    long high = last;
    while (to < size && firsts[to] <= last + Interval.BASE_MILLIS) {
      low = Math.min(low, firsts[to]);
      high = Math.max(high, lasts[to]);
      to++;
    }
    replace(from, to, low, high);
  }

  /** Puts one run in the place of the runs {@code [from, to)}. */
  private void replace(int from, int to, long low, long high) {
    if (size == firsts.length && to == from) {
      firsts = Arrays.copyOf(firsts, size * 2);
      lasts = Arrays.copyOf(lasts, size * 2);
    }
    if (to != from + 1) {
      System.arraycopy(firsts, to, firsts, from + 1, size - to);
      System.arraycopy(lasts, to, lasts, from + 1, size - to);
      size += 1 - (to - from);
    }
    firsts[from] = low;
    lasts[from] = high;
  }

  /** Removes the earliest interval. */
  void removeFirst() {
    if (first() < lasts[0]) {
      firsts[0] += Interval.BASE_MILLIS;
      return;
    }
    size--;
    System.arraycopy(firsts, 1, firsts, 0, size);
    System.arraycopy(lasts, 1, lasts, 0, size);
  }

  void forEach(LongConsumer sink) {
    for (int i = 0; i < size; i++) {
      for (long s = firsts[i]; s <= lasts[i]; s += Interval.BASE_MILLIS) {
        sink.accept(s);
      }
    }
  }

  void clear() {
    size = 0;
  }
}
