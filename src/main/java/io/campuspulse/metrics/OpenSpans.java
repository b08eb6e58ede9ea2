package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.OpeningHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Opening hours as spans of event time, exact to the minute (METRICS §2 "Partial bins"). */
public final class OpenSpans {
  private OpenSpans() {}

  /** The open parts of an interval, ascending and disjoint. */
  public static List<Interval> within(Interval interval, OpeningHours hours, ZoneId zone) {
    List<Interval> spans = new ArrayList<>(2);
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(interval.start()), zone);
    while (!interval.isEmpty()) {
      long dayStart = date.atStartOfDay(zone).toInstant().toEpochMilli();
      if (dayStart >= interval.end()) {
        break;
      }
      for (OpeningHours.Span span : hours.on(date.getDayOfWeek())) {
        Interval open =
            new Interval(at(date, span.fromMinute(), zone), at(date, span.toMinute(), zone))
                .intersect(interval);
        if (!open.isEmpty()) {
          spans.add(open);
        }
      }
      date = date.plusDays(1);
    }
    return spans;
  }

  /** A minute of a local day, up to 1440, as epoch milliseconds. */
  static long at(LocalDate date, int minute, ZoneId zone) {
    LocalDateTime local =
        minute == 1440 ? date.plusDays(1).atStartOfDay() : date.atTime(minute / 60, minute % 60);
    return local.atZone(zone).toInstant().toEpochMilli();
  }
}
