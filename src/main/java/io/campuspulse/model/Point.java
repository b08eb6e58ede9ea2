package io.campuspulse.model;

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
   */
  public record Traits(
      Optional<Unit> unit,
      Optional<Long> modulus,
      Optional<Long> ratedPowerMilliwatt,
      long ownHoldMillis,
      long nominalMillis,
      long stuckMillis) {
    /** Traits of a point whose samples are believed however long they stay equal. */
    public Traits(
        Optional<Unit> unit,
        Optional<Long> modulus,
        Optional<Long> ratedPowerMilliwatt,
        long ownHoldMillis,
        long nominalMillis) {
      this(unit, modulus, ratedPowerMilliwatt, ownHoldMillis, nominalMillis, 0);
    }

    /** Nothing but a nominal interval. */
    public static Traits nominal(long nominalMillis) {
      return new Traits(Optional.empty(), Optional.empty(), Optional.empty(), 0, nominalMillis);
    }
  }
}
