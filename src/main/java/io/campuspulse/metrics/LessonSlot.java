package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.registry.Booking;
import java.util.List;

/**
 * The place of one record of the lesson ledger (METRICS §6): a bell period of a teaching day, or a
 * part of a booking outside of the grid.
 *
 * @param time event time, within one local day
 * @param period number of the bell period, or 0 outside of the grid
 * @param booked whether bookings cover at least half of it
 * @param bookings those that overlap it, in their order
 * @param persons people enrolled at one time at most, or {@link Booking#UNKNOWN_PERSONS}
 */
public record LessonSlot(
    Interval time, int period, boolean booked, List<Booking> bookings, int persons) {
  public LessonSlot {
    bookings = List.copyOf(bookings);
  }

  /** Whether it is a practical lesson of the plan. */
  public boolean practical() {
    return booked && bookings.stream().anyMatch(b -> b.use().practical());
  }

  /** The label of its facts: its start in epoch seconds. */
  public String label() {
    return "[" + time.start() / 1000 + "]";
  }
}
