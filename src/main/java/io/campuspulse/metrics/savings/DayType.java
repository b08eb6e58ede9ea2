package io.campuspulse.metrics.savings;

import java.util.Locale;

/** The kinds of days of a school calendar; exams and make-up days are teaching days here. */
public enum DayType {
  TEACHING,
  WEEKEND,
  HOLIDAY;

  /** The word in files and answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
