package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Space;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** When time counts: the spans of a day for each basis. */
final class Bases {
  static final String OPEN = "open";
  static final String TEACHING = "teaching";
  static final String ALL = "all";

  /** All bases, in the order of their indices. */
  static final List<String> NAMES = List.of(OPEN, TEACHING, ALL);

  private static final long MINUTE = 60_000;
  private final AcademicCalendar calendar;
  private final ZoneId zone;

  Bases(AcademicCalendar calendar, ZoneId zone) {
    this.calendar = calendar;
    this.zone = zone;
  }

  LocalDate dateOf(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }

  long midnight(LocalDate date) {
    return date.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The spans of a date for a basis, ascending. */
  List<Interval> spans(String basis, Space space, LocalDate date) {
    long midnight = midnight(date);
    List<Interval> list = new ArrayList<>();
    switch (basis) {
      case OPEN -> {
        for (OpeningHours.Span s : space.hours().on(date.getDayOfWeek())) {
          list.add(minutes(midnight, s.fromMinute(), s.toMinute()));
        }
      }
      case TEACHING -> list.addAll(periods(date));
      default -> list.add(new Interval(midnight, midnight(date.plusDays(1))));
    }
    return list;
  }

  /** The bell periods of a date; none unless it is a teaching or make-up day. */
  List<Interval> periods(LocalDate date) {
    List<Interval> list = new ArrayList<>();
    if (calendar.kind(date) == AcademicCalendar.Kind.TEACHING) {
      long midnight = midnight(date);
      for (AcademicCalendar.Period p : calendar.periods()) {
        list.add(minutes(midnight, p.fromMinute(), p.toMinute()));
      }
    }
    return list;
  }

  private static Interval minutes(long midnight, int from, int to) {
    return new Interval(midnight + from * MINUTE, midnight + to * MINUTE);
  }
}
