package io.campuspulse.simulator.scenario;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong.
 *
 * @param faults each fault with its dose
 */
public record FaultRules(List<Fault> faults) {

  /** Kinds of faults. */
  public enum Kind {
    /** Nothing is sent. */
    DROPOUT,
    /** Online and offline alternate every minute. */
    FLAPPING,
    /** Messages are sent twice. */
    DUPLICATES,
    /** Messages are delayed by up to two minutes, so that they overtake each other. */
    OUT_OF_ORDER,
    /** Messages are kept and sent at the end. */
    BACKLOG,
    /** The device's clock is off by up to two hours. */
    CLOCK_SKEW,
    /** The device has no clock: its time is missing or that of 1970. */
    NO_CLOCK,
    /** Epoch seconds stand where milliseconds belong. */
    SECONDS_FOR_MILLIS,
    /** Gauges repeat the value at the start. */
    STUCK,
    /** Single gauge values are far off. */
    SPIKE,
    /** Gauges send a code for "not available". */
    SENTINEL,
    /** Numbers are sent as a bare nan. */
    NAN,
    /** Payloads are cut. */
    TRUNCATED,
    /** Temperatures are sent in °F without saying so. */
    FAHRENHEIT,
    /** Registers restart from zero. */
    COUNTER_RESET,
    /** Another device takes the place, with another register. */
    REPLACED,
    /** The gateway dies: its will says offline, all its devices are silent. */
    GATEWAY_DEATH,
    /** After a reconnect, stored copies are delivered again. */
    RETAINED_REPLAY,
    /** Everything is sent many times as often. */
    STORM
  }

  /**
   * A fault with its dose.
   *
   * @param kind what goes wrong
   * @param devices share of devices that it can hit, 0 to 1
   * @param perDay probability that it hits such a device on a day, 0 to 1
   * @param at local time at which it starts; at any time of the day when absent
   * @param lasting how long it lasts; cut at local midnight
   * @param rate share of the messages concerned meanwhile, 0 to 1
   */
  public record Fault(
      Kind kind,
      double devices,
      double perDay,
      Optional<LocalTime> at,
      Duration lasting,
      double rate) {}

  public FaultRules {
    faults = List.copyOf(faults);
  }

  /** Nothing goes wrong. */
  public static FaultRules none() {
    return new FaultRules(List.of());
  }
}
