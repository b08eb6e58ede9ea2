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
   * @param toolDown whether a tool is in the work-piece, or a headset shows a lesson to its wearer:
   *     the productive part of working
   */
  record MachineSpan(String equipment, Interval time, int state, boolean toolDown) {}

  /**
   * What flowed through a meter in a quarter of an hour. The array is not changed by anybody.
   *
   * @param point registry id of the register's point
   * @param time the base interval, cut to the range
   * @param amount mWh of energy or mL of water
   * @param flows mean power in mW, or mL of water, of each minute that begins in the span
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record MeterSpan(String point, Interval time, long amount, long[] flows) {}

  /**
   * The air of a space in a quarter of an hour, minute by minute. The arrays are not changed by
   * anybody.
   *
   * @param space registry id
   * @param time the base interval, cut to the range
   * @param co2 thousandths of ppm
   * @param temperature thousandths of °C
   * @param humidity thousandths of % relative humidity
   * @param light thousandths of lx on the desks
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record AirSpan(
      String space, Interval time, int[] co2, int[] temperature, int[] humidity, int[] light) {}

  /** What is planned on a day; comes before everything else of that day and school. */
  default void planned(PlannedUse use) {}

  void space(SpaceSpan span);

  void machine(MachineSpan span);

  /** Comes after the spaces and machines of its day and school. */
  void meter(MeterSpan span);

  /** Comes after the spaces of its day and school. */
  default void air(AirSpan span) {}
}
