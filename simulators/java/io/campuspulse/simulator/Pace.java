package io.campuspulse.simulator;

import java.util.function.LongSupplier;

/**
 * When a message may go. Pacing never changes what is sent.
 *
 * @param clock epoch milliseconds of the real world; unused at full speed
 * @param worldStartMillis the world's time that corresponds to {@code realStartMillis}
 * @param realStartMillis the real time at which pacing starts
 * @param speed world seconds a real second; 0 is as fast as possible
 */
public record Pace(LongSupplier clock, long worldStartMillis, long realStartMillis, double speed) {
  /** As fast as the broker takes it. */
  public static Pace asFastAsPossible() {
    return new Pace(() -> 0, 0, 0, 0);
  }

  /** The world's time is the clock's. */
  public static Pace realTime(LongSupplier clock) {
    return new Pace(clock, 0, 0, 1);
  }

  /** The world starts at a time of its own and runs a number of times as fast as the clock. */
  public static Pace times(double speed, LongSupplier clock, long worldStartMillis) {
    return new Pace(clock, worldStartMillis, clock.getAsLong(), speed);
  }

  /** Milliseconds until a message of the world's time may go; 0 or less means now. */
  long waitMillis(long sendTimeMillis) {
    if (speed == 0) {
      return 0;
    }
    double due = realStartMillis + (sendTimeMillis - worldStartMillis) / speed;
    return (long) Math.ceil(due - clock.getAsLong());
  }
}
