package io.campuspulse.metrics.savings;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;

/** The kinds of days of a school calendar; exams and make-up days are teaching days here. */
public enum DayType {
  TEACHING,
  WEEKEND,
  HOLIDAY;

  /** What a date is where no calendar says: Monday to Friday teach. */
  public static DayType ofWeekday(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? WEEKEND : TEACHING;
  }

  /** The word in files and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
