package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import java.util.List;
import java.util.Optional;

/**
 * The increase of a cumulative register from sample to sample (METRICS §4 "Counters", after Home
 * Assistant's rules): a fall of less than 10 % is noise and counts nothing until the old high is
 * passed; a larger fall is a rollover when a modulus is registered and fits, else a reset. A
 * registered exchange of the register comes before all of it.
 *
 * @param timeMillis event time of the last accepted sample, or {@code Long.MIN_VALUE} before any
 * @param high the level from which the next increase counts, fixed point
 */
record CounterRule(long timeMillis, long high) {
  /** Before the first sample. */
  static final CounterRule START = new CounterRule(Long.MIN_VALUE, 0);

  /** How a sample followed another one. */
  enum Kind {
    FIRST,
    RISE,
    NOISE,
    ROLLOVER,
    RESET,
    REPLACED
  }

  /** What a sample means after another one. */
  record Step(CounterRule next, long delta, Kind kind) {}

  /**
   * What is registered of a register: its rollover, the most its load can draw, its exchanges
   * ascending.
   */
  record Limits(
      Optional<Long> modulus,
      Optional<Long> ratedPowerMilliwatt,
      List<Point.Replacement> replacements) {
    static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), List.of());

    static Limits of(Point.Traits traits) {
      return new Limits(traits.modulus(), traits.ratedPowerMilliwatt(), traits.replacements());
    }
  }

  boolean started() {
    return timeMillis != Long.MIN_VALUE;
  }

  /**
   * Takes the next sample.
   *
   * @return empty when the sample is impossible (a larger increase than rated power × time × 1.2)
   */
  Optional<Step> step(long time, long value, Limits limits) {
    if (!started()) {
      return Optional.of(new Step(new CounterRule(time, value), 0, Kind.FIRST));
    }
    Step step = replaced(time, value, limits).orElseGet(() -> follow(time, value, limits));
    return exceeds(limits, time - timeMillis, step.delta()) ? Optional.empty() : Optional.of(step);
  }

  private Optional<Step> replaced(long time, long value, Limits limits) {
    long level = high;
    long delta = 0;
    boolean any = false;
    for (Point.Replacement r : limits.replacements()) {
      if (r.atMillis() > timeMillis && r.atMillis() <= time) {
        delta += Math.max(0, r.oldEnd().orElse(level) - level);
        level = r.newStart();
        any = true;
      }
    }
    return any
        ? Optional.of(
            new Step(
                new CounterRule(time, value),
                Math.addExact(delta, Math.max(0, value - level)),
                Kind.REPLACED))
        : Optional.empty();
  }

  private Step follow(long time, long value, Limits limits) {
    CounterRule next = new CounterRule(time, value);
    if (value >= high) {
      return new Step(next, Math.subtractExact(value, high), Kind.RISE);
    }
    if (high - value < high / 10.0) {
      return new Step(new CounterRule(time, high), 0, Kind.NOISE);
    }
    if (limits.modulus().isPresent()) {
      long m = limits.modulus().get();
      if (high >= 0.9 * m && value <= 0.1 * m) {
        return new Step(next, value + m - high, Kind.ROLLOVER);
      }
    }
    return new Step(next, value, Kind.RESET);
  }

  private static boolean exceeds(Limits limits, long millis, long delta) {
    if (limits.ratedPowerMilliwatt().isEmpty()) {
      return false;
    }
    double most = limits.ratedPowerMilliwatt().get() * (double) millis / 3_600_000.0 * 1.2;
    return delta > most;
  }

  /** The saved form. */
  String save() {
    return timeMillis + "," + high;
  }

  /** Restores a saved form; the empty text is the start. */
  static CounterRule restore(String saved) {
    if (saved.isEmpty()) {
      return START;
    }
    int comma = saved.indexOf(',');
    return new CounterRule(
        Long.parseLong(saved, 0, comma, 10), Long.parseLong(saved, comma + 1, saved.length(), 10));
  }
}
