package io.campuspulse.simulator.world;

import io.campuspulse.model.Interval;
import java.util.Optional;

/** Receives what is really so, as spans of time; no span reaches over a local midnight. */
public interface TruthSink {
  /**
   * A span in which a space did not change. Spans are whole minutes, without gap or overlap.
   *
   * @param space registry id
   * @param time the span
   * @param people people present
   * @param lamps whether lamps burn
   * @param hvac whether the air conditioner runs
   * @param booking what is planned meanwhile
   */
  record SpaceSpan(
      String space,
      Interval time,
      int people,
      boolean lamps,
      boolean hvac,
      Optional<Booking> booking) {}

  /**
   * A span in which a machine was in one state.
   *
   * @param equipment registry id
   * @param time the span
   * @param state 0 off, 1 idle, 2 working, 3 fault
   */
  record MachineSpan(String equipment, Interval time, int state) {}

  /**
   * What flowed through a meter in a quarter of an hour.
   *
   * @param point registry id of the register's point
   * @param time the base interval, cut to the range
   * @param amount mWh of energy or mL of water
   */
  record MeterSpan(String point, Interval time, long amount) {}

  void space(SpaceSpan span);

  void machine(MachineSpan span);

  void meter(MeterSpan span);
}
