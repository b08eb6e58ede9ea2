package io.campuspulse.registry;

import io.campuspulse.model.Interval;
import java.util.Comparator;

/**
 * A planned use of a space at a time.
 *
 * @param id unique among the bookings of a space at one time
 * @param space id of the space
 * @param time event time, half-open
 */
public record Booking(String id, String space, Interval time, Use use) {
  /** Earliest start first, then lowest id: the order that decides whose purpose an instant has. */
  public static final Comparator<Booking> ORDER =
      Comparator.comparingLong((Booking b) -> b.time().start()).thenComparing(Booking::id);

  /** {@link Use#persons} when the number is not known. */
  public static final int UNKNOWN_PERSONS = -1;

  /**
   * What a space is booked for.
   *
   * @param purpose one of the eight purposes, or null
   * @param group the class (班级) or group, possibly empty
   * @param persons people enrolled, or {@link #UNKNOWN_PERSONS}
   * @param external whether people from outside of the school use it
   * @param practical whether it is a practical (实训) lesson of the plan
   */
  public record Use(
      Purpose purpose, String group, int persons, boolean external, boolean practical) {
    /** An ordinary use of an unknown number of people. */
    public static final Use ORDINARY = new Use(null, "", UNKNOWN_PERSONS, false, false);
  }
}
