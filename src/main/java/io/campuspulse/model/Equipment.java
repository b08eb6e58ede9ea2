package io.campuspulse.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A machine or another piece of equipment in a space.
 *
 * @param id unique in the city
 * @param space id of its space
 * @param name display name
 * @param kind free word such as {@code cnc}, {@code welder}, {@code vr_headset}
 * @param ratedPowerW rated power in W, when registered
 * @param traits what is registered of its use
 */
public record Equipment(
    String id,
    String space,
    Name name,
    String kind,
    Optional<BigDecimal> ratedPowerW,
    Traits traits) {

  /** Equipment of which only the kind says how it is used. */
  public Equipment(
      String id, String space, Name name, String kind, Optional<BigDecimal> ratedPowerW) {
    this(id, space, name, kind, ratedPowerW, Traits.NONE);
  }

  /**
   * What is registered of its use.
   *
   * @param signature power levels of its states, else those of its kind
   * @param ratedHours hours of use that a school year should bring, else those of its kind
   * @param maintenance planned maintenance: time in which nobody plans to use it
   */
  public record Traits(
      Optional<PowerSignature> signature,
      Optional<Integer> ratedHours,
      List<Interval> maintenance) {
    /** Nothing. */
    public static final Traits NONE = new Traits(Optional.empty(), Optional.empty(), List.of());

    public Traits {
      maintenance = List.copyOf(maintenance);
    }
  }
}
