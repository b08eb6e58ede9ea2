package io.campuspulse.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a wait is uniform between nothing and a bound that doubles
 * with each attempt (Brooker, "Exponential Backoff and Jitter", 2015). Not thread-safe.
 */
final class Backoff {
  private final long firstMillis;
  private final long maxMillis;
  private final RandomGenerator random;
  private int attempts;

  Backoff(Duration first, Duration max, RandomGenerator random) {
    this.firstMillis = first.toMillis();
    this.maxMillis = max.toMillis();
    this.random = random;
  }

  /** The next wait in milliseconds. */
  long next() {
    long bound = Math.min(maxMillis, firstMillis << Math.min(attempts, 20));
    attempts++;
    return random.nextLong(bound + 1);
  }

  /** A wait in the upper half of the greatest bound, for when hurry makes things worse. */
  long longest() {
    attempts++;
    return maxMillis - random.nextLong(maxMillis / 2 + 1);
  }

  /** Starts again at the first bound. */
  void reset() {
    attempts = 0;
  }
}
