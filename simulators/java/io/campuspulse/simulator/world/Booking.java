package io.campuspulse.simulator.world;

import java.util.Optional;

/**
 * A planned use of a space on a day.
 *
 * @param space id of the space
 * @param fromMinute minute of the day at which it starts
 * @param toMinute minute of the day at which it ends
 * @param period bell period, from 1; 0 outside of the bell grid
 * @param purpose id of one of the eight purposes; empty for an ordinary lesson
 * @param group number of the class, or -1 for people from outside
 * @param enrolled people expected
 */
public record Booking(
    String space,
    int fromMinute,
    int toMinute,
    int period,
    Optional<String> purpose,
    int group,
    int enrolled) {
  /** Whether it is a practical lesson of the teaching plan. */
  public boolean practical() {
    return !external() && purpose.filter("internship_training"::equals).isPresent();
  }

  /** Whether people from outside of the school use it. */
  public boolean external() {
    return group < 0;
  }
}
