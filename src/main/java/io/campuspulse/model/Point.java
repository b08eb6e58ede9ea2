package io.campuspulse.model;

import java.util.List;
import java.util.Optional;

/**
 * One measured thing of one device.
 *
 * @param id unique in the city
 * @param device id of its device
 * @param metric native metric path in the device's convention
 * @param quantity what it measures
 * @param subject the scope that it measures: a space, an equipment, a building or a school
 * @param role what metrics may take it for
 * @param traits further properties
 */
public record Point(
    String id,
    String device,
    String metric,
    Quantity quantity,
    Scope subject,
    Role role,
    Traits traits) {

  /** What metrics may take a point for. */
  public enum Role {
    /** An ordinary sensor or a sub-meter of its subject. */
    NORMAL,
    /** The main meter of its subject: what flows through it is the subject's whole use. */
    MAIN,
    /** Shown and stored, used by no metric. */
    INFO;

    /** The lower-case word of registry files. */
    public String word() {
      return switch (this) {
        case NORMAL -> "normal";
        case MAIN -> "main";
        case INFO -> "info";
      };
    }
  }

  /**
   * Further properties of a point.
   *
   * @param unit unit of the device's values where the message names none; else the convention's or
   *     the canonical one
   * @param modulus value at which a register rolls over to 0, fixed point
   * @param ratedPowerMilliwatt most that a meter's load can draw, mW
   * @param ownHoldMillis how long a motion sensor itself keeps saying "motion" after the last one
   * @param nominalMillis expected time between samples, the device's unless overridden
   * @param stuckMillis how long equal samples are believed; 0 for ever
   * @param register what is registered of a cumulative register
   */
  public record Traits(
      Optional<Unit> unit,
      Optional<Long> modulus,
      Optional<Long> ratedPowerMilliwatt,
      long ownHoldMillis,
      long nominalMillis,
      long stuckMillis,
      Register register) {

    /** Traits of a point whose samples are believed however long they stay equal. */
    public Traits(
        Optional<Unit> unit,
        Optional<Long> modulus,
        Optional<Long> ratedPowerMilliwatt,
        long ownHoldMillis,
        long nominalMillis) {
      this(unit, modulus, ratedPowerMilliwatt, ownHoldMillis, nominalMillis, 0);
    }

    /** Traits of a point that is no special register. */
    public Traits(
        Optional<Unit> unit,
        Optional<Long> modulus,
        Optional<Long> ratedPowerMilliwatt,
        long ownHoldMillis,
        long nominalMillis,
        long stuckMillis) {
      this(
          unit,
          modulus,
          ratedPowerMilliwatt,
          ownHoldMillis,
          nominalMillis,
          stuckMillis,
          Register.NONE);
    }

    /** Whether the metered circuit is meant to run round the clock: never waste. */
    public boolean alwaysOn() {
      return register.alwaysOn();
    }

    /** When the register was exchanged, ascending. */
    public List<Replacement> replacements() {
      return register.replacements();
    }

    /** Nothing but a nominal interval. */
    public static Traits nominal(long nominalMillis) {
      return new Traits(Optional.empty(), Optional.empty(), Optional.empty(), 0, nominalMillis);
    }
  }

  /**
   * What is registered of a cumulative register.
   *
   * @param alwaysOn whether the metered circuit is meant to run round the clock
   * @param replacements when the register was exchanged, ascending
   */
  public record Register(boolean alwaysOn, List<Replacement> replacements) {
    /** An ordinary circuit whose register was never exchanged. */
    public static final Register NONE = new Register(false, List.of());

    public Register {
      replacements = List.copyOf(replacements);
    }
  }

  /**
   * An exchange of a cumulative register.
   *
   * @param atMillis event time from which the new register counts
   * @param oldEnd last level of the old register, fixed point, when somebody read it
   * @param newStart first level of the new register, fixed point
   */
  public record Replacement(long atMillis, Optional<Long> oldEnd, long newStart) {}
}
