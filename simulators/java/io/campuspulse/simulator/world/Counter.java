package io.campuspulse.simulator.world;

/** A cumulative register: what flowed since the scenario's epoch, on top of what it began with. */
final class Counter {
  /** Key of the device to which it belongs. */
  final long device;

  private final Flow flow;
  private final long divisor;
  private final long step;
  private final long modulus;
  private long initial;
  private long total;

  /**
   * How a register counts.
   *
   * @param divisor flow per minute and fixed-point unit: 60 turns mW into mWh, 1 keeps mL
   * @param step resolution, in the quantity's fixed point
   * @param modulus value at which it rolls over, fixed point
   */
  record Scale(long divisor, long step, long modulus) {}

  /**
   * A register.
   *
   * @param initial value at the epoch, fixed point
   */
  Counter(long device, Flow flow, Scale scale, long initial) {
    this.device = device;
    this.flow = flow;
    this.divisor = scale.divisor();
    this.step = scale.step();
    this.initial = initial;
    this.modulus = scale.modulus();
  }

  /** What is needed to go on from here. */
  long[] state() {
    return new long[] {total, initial};
  }

  /** Goes to a state. */
  void restore(long[] state) {
    total = state[0];
    initial = state[1];
  }

  /** Lets the register start again from a value, in the quantity's fixed point. */
  void restart(long value) {
    initial = value - total / divisor;
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
