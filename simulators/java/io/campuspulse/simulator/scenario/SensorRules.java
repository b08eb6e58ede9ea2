package io.campuspulse.simulator.scenario;

/**
 * How good sensors and meters are.
 *
 * @param noise factor on every gauge's own noise; 1 is ordinary, 0 none
 * @param motionMiss share of minutes with motion that a motion sensor misses, 0 to 1
 * @param counterError share of minutes in which a people counter is one off, 0 to 1
 * @param jitterMillis most that a sample's time strays from its schedule, ms
 * @param latencyMillis most time between a sample and its sending, ms
 * @param registers how cumulative registers count
 */
public record SensorRules(
    double noise,
    double motionMiss,
    double counterError,
    int jitterMillis,
    int latencyMillis,
    Registers registers) {
  /**
   * How cumulative registers count.
   *
   * @param energyStepMilliwattHours resolution of energy registers, mWh
   * @param waterStepMillilitres resolution of water registers, mL
   * @param nearRollover share of registers with a rollover that start close below it, 0 to 1
   */
  public record Registers(
      long energyStepMilliwattHours, long waterStepMillilitres, double nearRollover) {}

  /** Good sensors: ordinary noise, exact counters, registers in 0.01 kWh and 1 L. */
  public static SensorRules good() {
    return new SensorRules(1, 0.1, 0, 400, 900, new Registers(10_000, 1_000, 0));
  }
}
