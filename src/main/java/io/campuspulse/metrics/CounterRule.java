package io.campuspulse.metrics;

import java.util.Optional;

/**
 * The increase of a cumulative register from sample to sample (METRICS §4 "Counters", after Home
 * Assistant's rules): a fall of less than 10 % is noise and counts nothing until the old high is
 * passed; a larger fall is a rollover when a modulus is registered and fits, else a reset.
 *
 * @param timeMillis event time of the last accepted sample, or {@code Long.MIN_VALUE} before any
 * @param high the level from which the next increase counts, fixed point
 */
record CounterRule(long timeMillis, long high) {
  /** Before the first sample. */
  static final CounterRule START = new CounterRule(Long.MIN_VALUE, 0);

  /** What a sample means after another one. */
  record Step(CounterRule next, long delta) {}

  /** What is registered of a register: its rollover and the most its load can draw. */
  record Limits(Optional<Long> modulus, Optional<Long> ratedPowerMilliwatt) {
    static final Limits NONE = new Limits(Optional.empty(), Optional.empty());
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
      return Optional.of(new Step(new CounterRule(time, value), 0));
    }
    long delta = delta(value, limits);
    if (exceeds(limits, time - timeMillis, delta)) {
      return Optional.empty();
    }
    boolean noise = value < high && delta == 0;
    return Optional.of(new Step(new CounterRule(time, noise ? high : value), delta));
  }

  private long delta(long value, Limits limits) {
    if (value >= high) {
      return Math.subtractExact(value, high);
    }
    if (high - value < high / 10.0) {
      return 0;
    }
    if (limits.modulus().isPresent()) {
      long m = limits.modulus().get();
      if (high >= 0.9 * m && value <= 0.1 * m) {
        return value + m - high;
      }
    }
    return value;
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
