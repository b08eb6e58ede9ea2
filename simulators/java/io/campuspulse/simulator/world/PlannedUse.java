package io.campuspulse.simulator.world;

import io.campuspulse.model.Interval;
import java.time.LocalDate;

/**
 * A line of the timetable: what a school has planned on a date, whether or not somebody comes.
 *
 * @param id unique and stable: space, date and start
 * @param school registry id of the school
 * @param date local date
 * @param time from start to end
 * @param booking what is planned
 * @param cancelled whether it was cancelled beforehand, so that the space counts as not booked
 */
public record PlannedUse(
    String id, String school, LocalDate date, Interval time, Booking booking, boolean cancelled) {

  /** The class's name within the school, such as {@code c07}; empty for people from outside. */
  public String group() {
    return booking.external() ? "" : String.format("c%02d", booking.group() + 1);
  }
}
