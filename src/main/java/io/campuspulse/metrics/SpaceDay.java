package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Space;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Closure;
import io.campuspulse.registry.Purpose;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * What is planned for one space on one local day, cut into segments within which nothing changes.
 * Immutable.
 */
public final class SpaceDay {
  /** Use this close to a booking still counts as booked (P). */
  static final long GRACE_MILLIS = 600_000;

  /**
   * What bookings say of a segment.
   *
   * @param booked whether any booking covers it
   * @param graced whether one does within its grace
   * @param external whether one of people from outside does
   * @param persons people enrolled, overlapping bookings added; -1 when one has no number
   * @param purpose ordinal of the purpose of the first booking that has the instant, or -1
   */
  record Plan(boolean booked, boolean graced, boolean external, int persons, int purpose) {
    static final Plan NONE = new Plan(false, false, false, 0, -1);
  }

  /**
   * A span in which nothing changes.
   *
   * @param teaching whether it belongs to the basis {@code teaching}
   * @param open whether it belongs to the basis {@code open}
   * @param slot the ledger's record that it belongs to, or null
   */
  record Segment(Interval time, boolean teaching, boolean open, Plan plan, LessonSlot slot) {}

  private final Interval day;
  private final LocalDate date;
  private final List<Closure> closures;
  private final List<Booking> bookings;
  private final AcademicCalendar.Day calendarDay;
  private final List<LessonSlot> slots;
  private final List<Segment> segments;

  /** The day of a space in a school with these plans. */
  public SpaceDay(Space space, Academics plans, LocalDate date, ZoneId zone) {
    this.date = date;
    this.day =
        new Interval(
            date.atStartOfDay(zone).toInstant().toEpochMilli(),
            date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli());
    this.calendarDay = plans.calendar().on(date);
    this.closures = plans.closures(space.id(), day);
    this.bookings =
        plans.bookings(
            space.id(), new Interval(day.start() - GRACE_MILLIS, day.end() + GRACE_MILLIS));
    List<Interval> closed = Spans.union(closures.stream().map(Closure::time).toList());
    List<Interval> periods = new ArrayList<>();
    calendarDay.periods().forEach(p -> periods.add(time(date, p, zone)));
    this.slots = slots(periods, closed);
    this.segments = segments(OpenSpans.within(day, space.hours(), zone), periods, closed);
  }

  private static Interval time(LocalDate date, AcademicCalendar.Period p, ZoneId zone) {
    return new Interval(
        OpenSpans.at(date, p.fromMinute(), zone), OpenSpans.at(date, p.toMinute(), zone));
  }

  private List<LessonSlot> slots(List<Interval> periods, List<Interval> closed) {
    List<LessonSlot> found = new ArrayList<>();
    List<Interval> taken = new ArrayList<>(closed);
    for (int i = 0; i < periods.size(); i++) {
      int number = calendarDay.periods().get(i).number();
      for (Interval part : Spans.without(periods.get(i), closed)) {
        found.add(slot(part, number));
      }
      taken.add(periods.get(i));
    }
    for (Booking b : bookings) {
      for (Interval part : Spans.without(b.time().intersect(day), Spans.union(taken))) {
        found.add(slot(part, 0));
      }
      taken.add(b.time());
    }
    found.sort(Comparator.comparingLong(s -> s.time().start()));
    return List.copyOf(found);
  }

  private LessonSlot slot(Interval time, int period) {
    List<Booking> own = bookings.stream().filter(b -> !b.time().intersect(time).isEmpty()).toList();
    long covered = Spans.covered(time, Spans.union(own.stream().map(Booking::time).toList()));
    int persons = 0;
    for (Booking b : own) {
      int then = personsAt(own, Math.max(time.start(), b.time().start()));
      persons = then < 0 || persons < 0 ? Booking.UNKNOWN_PERSONS : Math.max(persons, then);
    }
    return new LessonSlot(time, period, covered > 0 && 2 * covered >= time.length(), own, persons);
  }

  private static int personsAt(List<Booking> bookings, long t) {
    int persons = 0;
    for (Booking b : bookings) {
      if (b.time().contains(t)) {
        if (b.use().persons() < 0) {
          return Booking.UNKNOWN_PERSONS;
        }
        persons += b.use().persons();
      }
    }
    return persons;
  }

  private List<Segment> segments(
      List<Interval> open, List<Interval> periods, List<Interval> closed) {
    TreeSet<Long> cuts = new TreeSet<>(List.of(day.start(), day.end()));
    List<Interval> edges = new ArrayList<>(open);
    edges.addAll(periods);
    edges.addAll(closed);
    slots.forEach(s -> edges.add(s.time()));
    for (Booking b : bookings) {
      edges.add(b.time());
      edges.add(new Interval(b.time().start() - GRACE_MILLIS, b.time().end() + GRACE_MILLIS));
    }
    for (Interval e : edges) {
      cuts.add(Math.max(day.start(), Math.min(day.end(), e.start())));
      cuts.add(Math.max(day.start(), Math.min(day.end(), e.end())));
    }
    List<Segment> found = new ArrayList<>();
    Long from = null;
    for (long to : cuts) {
      if (from != null && !Spans.contain(closed, from)) {
        boolean taught = Spans.contain(periods, from);
        found.add(
            new Segment(
                new Interval(from, to),
                taught,
                Spans.contain(open, from),
                planAt(from),
                slotAt(from)));
      }
      from = to;
    }
    found.removeIf(s -> !s.teaching() && !s.open() && s.plan().equals(Plan.NONE));
    return List.copyOf(found);
  }

  private LessonSlot slotAt(long t) {
    for (LessonSlot s : slots) {
      if (s.time().contains(t)) {
        return s;
      }
    }
    return null;
  }

  private Plan planAt(long t) {
    Booking first = null;
    boolean graced = false;
    boolean external = false;
    for (Booking b : bookings) {
      graced |= t >= b.time().start() - GRACE_MILLIS && t < b.time().end() + GRACE_MILLIS;
      if (b.time().contains(t)) {
        first = first == null ? b : first;
        external |= b.use().external();
      }
    }
    if (!graced) {
      return Plan.NONE;
    }
    Purpose purpose = first == null ? null : first.use().purpose();
    return new Plan(
        first != null,
        true,
        external,
        personsAt(bookings, t),
        purpose == null ? -1 : purpose.ordinal());
  }

  LocalDate date() {
    return date;
  }

  /** The local day. */
  public Interval day() {
    return day;
  }

  /** The ledger's records of the day, ascending. */
  public List<LessonSlot> slots() {
    return slots;
  }

  /** Time of the day for which anything is booked and the space is not closed for repair. */
  List<Interval> booked() {
    List<Interval> closed = Spans.union(closures.stream().map(Closure::time).toList());
    List<Interval> booked = new ArrayList<>();
    for (Interval b : Spans.union(bookings.stream().map(Booking::time).toList())) {
      booked.addAll(Spans.without(b.intersect(day), closed));
    }
    booked.removeIf(Interval::isEmpty);
    return booked;
  }

  /** The repair closures that touch the day. */
  public List<Closure> closures() {
    return closures;
  }

  /** Open, taught or booked segments, ascending; the rest of the day is nobody's business. */
  List<Segment> segments() {
    return segments;
  }

  /** Index of the first segment that ends after an instant. */
  int firstAfter(long millis) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (segments.get(mid).time().end() <= millis) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Everything planned, as a canonical text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder().append(date).append(' ').append(calendarDay);
    bookings.forEach(b -> out.append('\n').append(b));
    closures.forEach(c -> out.append('\n').append(c));
    segments.forEach(s -> out.append('\n').append(s.time()).append(s.teaching()).append(s.open()));
    return out.toString();
  }
}
