package io.campuspulse.registry;

import io.campuspulse.model.Interval;
import io.campuspulse.registry.AcademicCalendar.Day;
import io.campuspulse.registry.AcademicCalendar.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is planned in a school: its calendar, bookings and repair closures. Immutable, thread-safe.
 *
 * <p>Weekly lessons and recurring bookings follow the calendar: a make-up day runs those of the
 * date that it follows, and a holiday has none. A single booking stands at its time, outside of
 * terms too; a holiday that the calendar names takes it away. Only what people from outside have
 * booked stands on every day.
 */
public final class Academics {
  /** Nothing is planned. */
  public static final Academics NONE =
      new Academics(AcademicCalendar.NONE, BookingRules.NONE, List.of(), ZoneId.of("UTC"));

  private final AcademicCalendar calendar;
  private final BookingRules rules;
  private final List<Closure> closures;
  private final ZoneId zone;

  /**
   * The plans of a school.
   *
   * @param closures repair closures of its spaces
   * @param zone zone of its days
   */
  public Academics(
      AcademicCalendar calendar, BookingRules rules, List<Closure> closures, ZoneId zone) {
    this.calendar = calendar;
    this.rules = rules;
    this.closures = List.copyOf(closures);
    this.zone = zone;
  }

  public AcademicCalendar calendar() {
    return calendar;
  }

  /** Whether the school has a calendar at all. */
  public boolean hasCalendar() {
    return !calendar.terms().isEmpty();
  }

  /** Whether anything is booked in the school, ever. */
  public boolean hasBookings() {
    return rules.count() > 0;
  }

  /** Number of entries of its timetables and bookings. */
  public int bookingEntries() {
    return rules.count();
  }

  /** The repair closures of all spaces. */
  public List<Closure> closures() {
    return closures;
  }

  /** The repair closures of a space that overlap an interval. */
  public List<Closure> closures(String space, Interval interval) {
    return closures.stream()
        .filter(c -> c.space().equals(space) && !c.time().intersect(interval).isEmpty())
        .toList();
  }

  /** The bookings of a space that overlap an interval, in {@link Booking#ORDER}. */
  public List<Booking> bookings(String space, Interval interval) {
    BookingRules.OfSpace of = rules.of(space);
    List<Booking> found = new ArrayList<>();
    LocalDate last = date(Math.max(interval.start(), interval.end() - 1));
    LocalDate first = date(interval.start()).minusDays(of.longestDays());
    for (LocalDate d = first; !d.isAfter(last); d = d.plusDays(1)) {
      for (Booking b : startingOn(of, d)) {
        if (!b.time().intersect(interval).isEmpty()) {
          found.add(b);
        }
      }
    }
    found.sort(Booking.ORDER);
    return found;
  }

  private List<Booking> startingOn(BookingRules.OfSpace of, LocalDate date) {
    Day day = calendar.on(date);
    List<Booking> all = new ArrayList<>();
    weekly(of, day, all);
    recurring(of, day, all);
    List<Booking> off = BookingRules.OfSpace.starting(of.cancelled(), midnights(date));
    all.removeIf(b -> calledOff(b, off));
    for (Booking b : BookingRules.OfSpace.starting(of.single(), midnights(date))) {
      boolean holiday = day.named() && day.kind() == AcademicCalendar.Kind.HOLIDAY;
      if (!holiday || b.use().external()) {
        all.add(b);
      }
    }
    return all;
  }

  private static boolean calledOff(Booking b, List<Booking> off) {
    return off.stream().anyMatch(c -> matches(b, c));
  }

  private static boolean matches(Booking b, Booking cancelled) {
    return b.id().equals(cancelled.id()) && !b.time().intersect(cancelled.time()).isEmpty();
  }

  private void weekly(BookingRules.OfSpace of, Day day, List<Booking> into) {
    if (day.pattern().isEmpty() || day.term().isEmpty()) {
      return;
    }
    for (BookingRules.Weekly lesson : of.weekly()) {
      BookingRules.Slot slot = lesson.slot();
      if (slot.weekday() != day.pattern().get().getDayOfWeek()
          || !lesson.term().equals(day.term().get().id())
          || !slot.weeks().includes(day.week())) {
        continue;
      }
      for (Period p : day.periods()) {
        if (p.number() >= slot.firstPeriod() && p.number() <= slot.lastPeriod()) {
          into.add(new Booking(lesson.id(), lesson.space(), time(day.date(), p), lesson.use()));
        }
      }
    }
  }

  private void recurring(BookingRules.OfSpace of, Day day, List<Booking> into) {
    if (of.recurring().isEmpty()) {
      return;
    }
    boolean onlyExternal = hasCalendar() && day.kind() == AcademicCalendar.Kind.HOLIDAY;
    LocalDate pattern =
        day.kind() == AcademicCalendar.Kind.MAKEUP ? day.pattern().orElseThrow() : day.date();
    Interval span = midnights(pattern);
    long shift = ChronoUnit.DAYS.between(pattern, day.date());
    for (BookingRules.Recurring r : of.recurring()) {
      if (!onlyExternal || r.external()) {
        r.starting(span, start -> into.add(r.at(shifted(start, shift))));
      }
    }
  }

  private long shifted(long millis, long days) {
    return days == 0
        ? millis
        : Instant.ofEpochMilli(millis).atZone(zone).plusDays(days).toInstant().toEpochMilli();
  }

  /** The time of a bell period of a date. */
  public Interval time(LocalDate date, Period period) {
    return new Interval(at(date, period.fromMinute()), at(date, period.toMinute()));
  }

  private long at(LocalDate date, int minute) {
    return date.plusDays(minute / 1440)
        .atTime(minute % 1440 / 60, minute % 60)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  /** A local day. */
  public Interval midnights(LocalDate date) {
    return new Interval(at(date, 0), at(date, 1440));
  }

  private LocalDate date(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  /** The term of an id. */
  public Optional<AcademicCalendar.Term> term(String id) {
    return calendar.term(id);
  }

  /** Digest of the content: equal plans have equal digests. */
  public String digest() {
    return Digests.shortSha256(calendar + "\n" + rules.digest() + "\n" + closures + "\n" + zone);
  }
}
