package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Local days as bins. */
final class Days {
  private Days() {}

  static LocalDate of(long millis, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  static long midnight(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The whole days of {@code [from, to)}. */
  static List<Interval> whole(LocalDate from, LocalDate to, ZoneId zone) {
    List<Interval> days = new ArrayList<>();
    for (LocalDate d = from; d.isBefore(to); d = d.plusDays(1)) {
      days.add(new Interval(midnight(d, zone), midnight(d.plusDays(1), zone)));
    }
    return days;
  }

  /** The days that an interval touches, each cut to it. */
  static List<Interval> within(Interval interval, ZoneId zone) {
    LocalDate last = of(interval.end() - 1, zone);
    return whole(of(interval.start(), zone), last.plusDays(1), zone).stream()
        .map(interval::intersect)
        .toList();
  }
}
