package io.campuspulse.city;

import java.util.function.DoubleSupplier;

/** Growing waits between attempts, with jitter so that cities are not called in step. */
final class Backoff {
  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 300_000;

  private final DoubleSupplier random;
  private int failures;

  /**
   * Starts with the shortest wait.
   *
   * @param random from 0 inclusive to 1 exclusive
   */
  Backoff(DoubleSupplier random) {
    this.random = random;
  }

  void reset() {
    failures = 0;
  }

  /** Attempts that failed since the last success. */
  int failures() {
    return failures;
  }

  /**
   * Notes a failure.
   *
   * @param askedMillis what the other side asked for, 0 when nothing; never waited longer than the
   *     longest wait
   * @return milliseconds to wait
   */
  long next(long askedMillis) {
    long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 20));
    failures = Math.min(failures + 1, Integer.MAX_VALUE - 1);
    long jittered = full / 2 + (long) (random.getAsDouble() * full / 2);
    return Math.max(jittered, Math.min(askedMillis, LONGEST_MILLIS));
  }
}
