package io.campuspulse.model;

import java.time.Instant;

/**
 * A half-open span of event time {@code [start, end)} in epoch milliseconds.
 *
 * @param start first millisecond inside
 * @param end first millisecond after
 */
public record Interval(long start, long end) {
  /** The base interval of all facts, 15 minutes, aligned to the UTC quarter hour. */
  public static final long BASE_MILLIS = 900_000;

  public Interval {
    if (end < start) {
      throw new IllegalArgumentException("interval ends before it starts: " + start + ".." + end);
    }
  }

  /** The base interval that contains an instant. */
  public static Interval baseAt(long millis) {
    long start = baseStart(millis);
    return new Interval(start, start + BASE_MILLIS);
  }

  /** The start of the base interval that contains an instant. */
  public static long baseStart(long millis) {
    return Math.floorDiv(millis, BASE_MILLIS) * BASE_MILLIS;
  }

  /** Length in milliseconds. */
  public long length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  /** Whether an instant lies inside. */
  public boolean contains(long millis) {
    return millis >= start && millis < end;
  }

  /** The common part, or an empty interval at this one's start when there is none. */
  public Interval intersect(Interval other) {
    long s = Math.max(start, other.start);
    long e = Math.min(end, other.end);
    return e <= s ? new Interval(start, start) : new Interval(s, e);
  }

  /** ISO-8601 in UTC, {@code start/end}. */
  @Override
  public String toString() {
    return Instant.ofEpochMilli(start) + "/" + Instant.ofEpochMilli(end);
  }
}
