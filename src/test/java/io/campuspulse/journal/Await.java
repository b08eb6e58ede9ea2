package io.campuspulse.journal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread or process brings about. */
public final class Await {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE_NANOS) {
        throw new AssertionError("waited 60 s in vain: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
