package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Heads from entries minus exits (METRICS §4 "Counter"): never below 0, back to 0 every night at
 * 04:00 local time, so that what a door misses does not add up. Known while every counter of the
 * space was heard within its cap. Carries the running count and each counter's level from interval
 * to interval.
 */
final class FootCount {
  private static final LocalTime RESET = LocalTime.of(4, 0);

  /** Doors count 95 to 98 of a hundred people (U). */
  private static final long MISSED_PER_MILLE = 30;

  private final List<Point> points;
  private final ZoneId zone;

  FootCount(List<Point> inputs, ZoneId zone) {
    this.points =
        inputs.stream()
            .filter(p -> p.quantity() == Quantity.PEOPLE_IN || p.quantity() == Quantity.PEOPLE_OUT)
            .toList();
    this.zone = zone;
  }

  /**
   * What one interval yields.
   *
   * @param heads a code of {@link #heads} and {@link #isWithinDrift}, or unknown, over the whole
   *     base interval
   */
  record Outcome(Track heads, String carry) {}

  /** Heads × 1000 of a track's value. */
  static long heads(long value) {
    return value >> 1;
  }

  /**
   * Whether that many heads may be what the doors missed since the night: within two standard
   * deviations of a count that misses three of a hundred.
   */
  static boolean isWithinDrift(long value) {
    return (value & 1) != 0;
  }

  Outcome fold(Interval interval, String carry, Function<Point, PointBuffer> readings) {
    Track heads = new Track(interval.start(), interval.end());
    if (points.isEmpty()) {
      return new Outcome(heads, "");
    }
    State state = State.restore(carry, points.size());
    List<PointBuffer> buffers = points.stream().map(readings).toList();
    long t = interval.start();
    while (t < interval.end()) {
      long next = Math.min(interval.end(), nextSample(buffers, t));
      if (nextReset(state.at()) <= t) {
        state = state.reset(t);
      }
      state = take(state, buffers, t);
      if (state.at() != Long.MIN_VALUE) {
        next = Math.min(next, nextReset(t));
        long known = Math.min(next, heardUntil(state));
        if (known > t && state.complete()) {
          heads.set(t, known, state.code());
        }
      }
      t = next;
    }
    return new Outcome(heads, state.anyStarted() ? state.save() : "");
  }

  private long nextReset(long millis) {
    if (millis == Long.MIN_VALUE) {
      return Long.MAX_VALUE;
    }
    ZonedDateTime at = Instant.ofEpochMilli(millis).atZone(zone);
    ZonedDateTime reset = at.with(RESET);
    return (reset.isAfter(at) ? reset : reset.plusDays(1)).toInstant().toEpochMilli();
  }

  private static long nextSample(List<PointBuffer> buffers, long t) {
    long next = Long.MAX_VALUE;
    for (PointBuffer b : buffers) {
      int i = b.firstUsableFrom(t + 1);
      if (i < b.size()) {
        next = Math.min(next, b.time(i));
      }
    }
    return next;
  }

  /** Takes the samples at exactly one instant. */
  private State take(State state, List<PointBuffer> buffers, long t) {
    State result = state;
    for (int p = 0; p < points.size(); p++) {
      PointBuffer b = buffers.get(p);
      int i = b.firstUsableFrom(t);
      if (i < b.size() && b.time(i) == t) {
        boolean in = points.get(p).quantity() == Quantity.PEOPLE_IN;
        result = result.step(p, t, b.value(i), in);
      }
    }
    return result;
  }

  private long heardUntil(State state) {
    long until = Long.MAX_VALUE;
    for (int p = 0; p < points.size(); p++) {
      until = Math.min(until, state.levels().get(p).timeMillis() + Holds.cap(points.get(p)));
    }
    return until;
  }

  /**
   * The running count: time of its last change, heads, all who passed since the last reset in
   * either direction, and the level of each counter.
   */
  private record State(long at, long headsMilli, long passedMilli, List<CounterRule> levels) {
    /** Two standard deviations squared of a head count, per thousandth who passed. */
    private static final long DRIFT = 4 * MISSED_PER_MILLE;

    long code() {
      boolean within = headsMilli <= Math.sqrt((double) DRIFT * passedMilli);
      return headsMilli << 1 | (within ? 1 : 0);
    }

    State step(int p, long t, long value, boolean in) {
      Optional<CounterRule.Step> step = levels.get(p).step(t, value, CounterRule.Limits.NONE);
      List<CounterRule> changed = new ArrayList<>(levels);
      changed.set(p, step.orElseThrow().next());
      long delta = step.orElseThrow().delta();
      long heads = Math.max(0, headsMilli + (in ? delta : -delta));
      return new State(t, heads, passedMilli + delta, changed);
    }

    State reset(long t) {
      return new State(t, 0, 0, levels);
    }

    boolean complete() {
      return levels.stream().allMatch(CounterRule::started);
    }

    boolean anyStarted() {
      return levels.stream().anyMatch(CounterRule::started);
    }

    String save() {
      StringBuilder out = new StringBuilder().append(at).append(';').append(headsMilli);
      out.append(';').append(passedMilli);
      levels.forEach(l -> out.append(';').append(l.started() ? l.save() : ""));
      return out.toString();
    }

    static State restore(String saved, int size) {
      List<CounterRule> levels = new ArrayList<>();
      if (saved.isEmpty()) {
        for (int i = 0; i < size; i++) {
          levels.add(CounterRule.START);
        }
        return new State(Long.MIN_VALUE, 0, 0, levels);
      }
      String[] parts = saved.split(";", -1);
      for (int i = 3; i < parts.length; i++) {
        levels.add(CounterRule.restore(parts[i]));
      }
      return new State(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]), levels);
    }
  }
}
