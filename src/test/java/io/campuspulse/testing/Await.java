package io.campuspulse.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions instead of sleeping. */
public final class Await {
  private static final long POLL_NANOS = 5_000_000;

  private Await() {}

  /**
   * Waits until a condition holds.
   *
   * @throws AssertionError when it does not hold in time
   */
  public static void until(String what, Duration atMost, BooleanSupplier condition) {
    until(() -> what, atMost, condition);
  }

  /** Same, with a description that is made only on failure, to show the state reached. */
  public static void until(Supplier<String> what, Duration atMost, BooleanSupplier condition) {
    if (!holdsWithin(atMost, condition)) {
      throw new AssertionError("not within " + atMost + ": " + what.get());
    }
  }

  /** Whether a condition becomes true in time. */
  public static boolean holdsWithin(Duration atMost, BooleanSupplier condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return condition.getAsBoolean();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return true;
  }
}
