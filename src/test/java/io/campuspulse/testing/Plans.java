package io.campuspulse.testing;

import io.campuspulse.model.Interval;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.AcademicCalendar.Bells;
import io.campuspulse.registry.AcademicCalendar.Kind;
import io.campuspulse.registry.AcademicCalendar.Named;
import io.campuspulse.registry.AcademicCalendar.Part;
import io.campuspulse.registry.AcademicCalendar.Period;
import io.campuspulse.registry.AcademicCalendar.Term;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.registry.Closure;
import io.campuspulse.registry.Purpose;
import io.campuspulse.registry.Weeks;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is planned in the school of {@link SmallCampus}: one spring term from Monday 2 March 2026.
 */
public final class Plans {
  /** First Monday of the term. */
  public static final LocalDate FIRST = LocalDate.parse("2026-03-02");

  private final List<Period> periods = new ArrayList<>();
  private final Map<LocalDate, Named> days = new TreeMap<>();
  private final List<Closure> closures = new ArrayList<>();
  private final BookingRules.Builder bookings = new BookingRules.Builder();
  private LocalDate last = LocalDate.parse("2026-07-03");

  /** The next bell period, as minutes of the day. */
  public Plans period(int from, int to) {
    periods.add(new Period(periods.size() + 1, Part.MORNING, from, to));
    return this;
  }

  /** Back to back periods of 45 minutes from an hour on. */
  public Plans periods(int count, int fromHour) {
    for (int i = 0; i < count; i++) {
      period(fromHour * 60 + 45 * i, fromHour * 60 + 45 * (i + 1));
    }
    return this;
  }

  public Plans lastDay(String date) {
    last = LocalDate.parse(date);
    return this;
  }

  public Plans day(String date, Kind kind) {
    days.put(LocalDate.parse(date), Named.of(kind));
    return this;
  }

  public Plans makeup(String date, String follows) {
    LocalDate followed = LocalDate.parse(follows);
    days.put(LocalDate.parse(date), new Named(Kind.MAKEUP, Optional.of(followed)));
    return this;
  }

  public Plans closed(String space, String from, String to) {
    closures.add(new Closure(space, span(from, to), "repair"));
    return this;
  }

  /** A booking of people from here, without a purpose. */
  public Plans book(String id, String space, String from, String to, int persons) {
    return book(id, space, from, to, new Booking.Use(null, "", persons, false, false));
  }

  public Plans book(String id, String space, String from, String to, Purpose purpose) {
    return book(id, space, from, to, new Booking.Use(purpose, "", 10, false, false));
  }

  public Plans book(String id, String space, String from, String to, Booking.Use use) {
    bookings.add(new Booking(id, space, span(from, to), use));
    return this;
  }

  public Plans cancel(String id, String space, String from, String to) {
    bookings.cancel(new Booking(id, space, span(from, to), Booking.Use.ORDINARY));
    return this;
  }

  /** A weekly lesson. */
  public Plans weekly(String id, String space, DayOfWeek day, int first, int last, String weeks) {
    BookingRules.Slot slot =
        new BookingRules.Slot(day, first, last, Weeks.parse(weeks).orElseThrow());
    bookings.add(
        new BookingRules.Weekly(
            id, space, "spring", slot, new Booking.Use(null, "", 40, false, false)));
    return this;
  }

  /** Without a calendar: only bookings. */
  public Academics bookingsOnly() {
    return new Academics(AcademicCalendar.NONE, bookings.build(), closures, SmallCampus.ZONE);
  }

  public Academics build() {
    Bells bells = new Bells(FIRST, EnumSet.allOf(DayOfWeek.class), periods);
    AcademicCalendar calendar =
        new AcademicCalendar(List.of(new Term("spring", FIRST, last)), List.of(bells), days);
    return new Academics(calendar, bookings.build(), closures, SmallCampus.ZONE);
  }

  /** A span of local times such as {@code 2026-03-02T08:00}. */
  public static Interval span(String from, String to) {
    return new Interval(millis(from), millis(to));
  }

  private static long millis(String text) {
    return LocalDateTime.parse(text).atZone(SmallCampus.ZONE).toInstant().toEpochMilli();
  }
}
