package io.campuspulse.metrics.savings;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Whole days, half-open.
 *
 * @param from first day
 * @param to the day after the last one, later than from
 */
public record DayRange(LocalDate from, LocalDate to) {
  public DayRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a period must end after it begins: " + from + "/" + to);
    }
  }

  /** How many days it has. */
  public int days() {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  boolean contains(LocalDate date) {
    return !date.isBefore(from) && date.isBefore(to);
  }

  @Override
  public String toString() {
    return from + "/" + to;
  }
}
