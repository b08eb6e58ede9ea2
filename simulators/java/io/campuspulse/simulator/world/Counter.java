package io.campuspulse.simulator.world;

/** A cumulative register: what flowed since the scenario's epoch, on top of what it began with. */
final class Counter {
  private final Flow flow;
  private final long divisor;
  private final long step;
  private final long initial;
  private final long modulus;
  private long total;

  /**
   * A register.
   *
   * @param divisor flow per minute and fixed-point unit: 60 turns mW into mWh, 1 keeps mL
   * @param step resolution, in the quantity's fixed point
   * @param initial value at the epoch, fixed point
   * @param modulus value at which it rolls over, fixed point
   */
  Counter(Flow flow, long divisor, long step, long initial, long modulus) {
    this.flow = flow;
    this.divisor = divisor;
    this.step = step;
    this.initial = initial;
    this.modulus = modulus;
  }

  long total() {
    return total;
  }

  /** Goes to what had flowed since the epoch at some moment. */
  void restore(long flowed) {
    total = flowed;
  }

  /** Lets the minute pass. */
  void advance(Moment now) {
    total += flow.perMinute(now);
  }

  /** The register's value at a time within the minute, rounded down to its resolution. */
  long value(Moment now, long timeMillis) {
    long part = flow.perMinute(now) * (timeMillis - now.startMillis()) / 60_000;
    long exact = initial + (total + part) / divisor;
    return exact % modulus / step * step;
  }
}
