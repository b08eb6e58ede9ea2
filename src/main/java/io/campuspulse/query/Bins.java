package io.campuspulse.query;

import io.campuspulse.model.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** Cuts a range into the bins of a resolution; days and longer begin at local midnight. */
final class Bins {
  private static final long HOUR = 3_600_000;

  private Bins() {}

  /** The bins that overlap a range, ascending, the first and last cut to the range. */
  static List<Interval> of(Interval range, Resolution resolution, ZoneId zone) {
    List<Interval> bins = new ArrayList<>();
    long start = range.start();
    while (start < range.end()) {
      long end = Math.min(range.end(), nextBoundary(start, resolution, zone, range.end()));
      bins.add(new Interval(start, end));
      start = end;
    }
    return bins;
  }

  /** The whole bin that holds an instant; a total has none. */
  static Interval at(long millis, Resolution resolution, ZoneId zone) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    long start =
        switch (resolution) {
          case PT15M -> Interval.baseStart(millis);
          case PT1H -> nextHour(millis, zone) - HOUR;
          case P1D -> midnight(date, zone);
          case P1W -> midnight(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), zone);
          case P1M -> midnight(date.withDayOfMonth(1), zone);
          case P1Y -> midnight(date.withDayOfYear(1), zone);
          case TERM, TOTAL ->
              throw new IllegalArgumentException(resolution.text() + " has no bin of its own");
        };
    return new Interval(start, nextBoundary(start, resolution, zone, Long.MAX_VALUE));
  }

  private static long nextBoundary(long millis, Resolution resolution, ZoneId zone, long end) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    return switch (resolution) {
      case PT15M -> Interval.baseStart(millis) + Interval.BASE_MILLIS;
      case PT1H -> nextHour(millis, zone);
      case P1D -> midnight(date.plusDays(1), zone);
      case P1W -> midnight(date.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone);
      case P1M -> midnight(date.withDayOfMonth(1).plusMonths(1), zone);
      case P1Y -> midnight(date.withDayOfYear(1).plusYears(1), zone);
      case TERM -> throw new IllegalArgumentException("terms are cut by their calendar");
      case TOTAL -> end;
    };
  }

  private static long nextHour(long millis, ZoneId zone) {
    long offset = zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
    return Math.floorDiv(millis + offset, HOUR) * HOUR + HOUR - offset;
  }

  private static long midnight(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The start of the local day of an instant. */
  static long dayStart(long millis, ZoneId zone) {
    return midnight(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone), zone);
  }

  /** The start of the next local day. */
  static long nextDay(long millis, ZoneId zone) {
    return midnight(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone).plusDays(1), zone);
  }
}
