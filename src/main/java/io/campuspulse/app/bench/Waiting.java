package io.campuspulse.app.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that happens elsewhere. */
final class Waiting {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  static final long POLL_NANOS = 10_000_000L;

  private Waiting() {}

  /**
   * Waits up to a minute.
   *
   * @throws BenchFailure when it does not happen
   */
  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new BenchFailure("Waited a minute in vain until " + what + ".");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
