package io.campuspulse.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * How the use of a space is told from its sensors, where the defaults do not fit.
 *
 * @param volumeM3 room volume in m³; without it floor area × 3.3 m
 * @param airflowM3h supply air in m³/h: of a fully open damper where the space has a damper point,
 *     else always
 * @param usedMinHeads fewer people than this make a space sparsely used
 * @param light whether lamps or illuminance decide where nothing better is live
 * @param timetable whether bookings decide where nothing better is live
 */
public record Sensing(
    Optional<BigDecimal> volumeM3,
    Optional<BigDecimal> airflowM3h,
    int usedMinHeads,
    boolean light,
    boolean timetable) {
  /** What holds for a space that says nothing else. */
  public static final Sensing DEFAULT =
      new Sensing(Optional.empty(), Optional.empty(), 1, false, false);
}
