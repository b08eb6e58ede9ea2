package io.campuspulse.registry;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The academic calendar of a school (METRICS §2): which days are taught, by which bells, as which
 * weekday of which week. A day inside a term is teaching from Monday to Friday and weekend
 * otherwise, unless it is named; a day outside of all terms is a holiday.
 */
public final class AcademicCalendar {
  /** No terms: nothing is ever taught. */
  public static final AcademicCalendar NONE =
      new AcademicCalendar(List.of(), List.of(), new TreeMap<>());

  /** What a date is. */
  public enum Kind {
    TEACHING,
    EXAM,
    WEEKEND,
    HOLIDAY,
    /** A make-up day (调休): it runs the bells and bookings of the date that it follows. */
    MAKEUP
  }

  /** Part of the day that a bell period belongs to. */
  public enum Part {
    MORNING,
    AFTERNOON,
    EVENING
  }

  /**
   * A term.
   *
   * @param first first day; its week is week 1
   * @param last last day
   */
  public record Term(String id, LocalDate first, LocalDate last) {
    boolean contains(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }

    /** The week of the term in which a date lies, from 1; weeks begin on Monday. */
    public int week(LocalDate date) {
      return (int) (ChronoUnit.DAYS.between(monday(first), monday(date)) / 7) + 1;
    }

    /** The date of a weekday of a week of this term; it may lie outside of the term. */
    public LocalDate date(int week, DayOfWeek weekday) {
      return monday(first).plusWeeks(week - 1L).with(weekday);
    }

    private static LocalDate monday(LocalDate date) {
      return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
  }

  /**
   * A bell period (节次).
   *
   * @param number from 1 in the order of the day
   * @param fromMinute minute of the day at which it starts
   * @param toMinute minute of the day at which it ends
   */
  public record Period(int number, Part part, int fromMinute, int toMinute) {}

  /**
   * Bell times, such as those of summer or winter.
   *
   * @param from date from which they are rung; the earliest ones also before
   * @param weekdays weekdays on which they are rung
   * @param periods ascending, disjoint
   */
  public record Bells(LocalDate from, Set<DayOfWeek> weekdays, List<Period> periods) {
    public Bells {
      weekdays = Set.copyOf(weekdays);
      periods = List.copyOf(periods);
    }
  }

  /**
   * A day that is named in the calendar.
   *
   * @param follows the date that a make-up day follows
   */
  public record Named(Kind kind, Optional<LocalDate> follows) {
    /** A day of a kind that follows none. */
    public static Named of(Kind kind) {
      return new Named(kind, Optional.empty());
    }
  }

  /**
   * What a date is.
   *
   * @param pattern the date whose weekday and week its timetable follows; empty when it is not
   *     taught
   * @param term the term of the pattern, or of the date
   * @param named whether the calendar names the date
   * @param periods its bell periods, none when it is not taught
   */
  public record Day(
      LocalDate date,
      Kind kind,
      Optional<LocalDate> pattern,
      Optional<Term> term,
      boolean named,
      List<Period> periods) {

    /** The week of the term that is taught, from 1; 0 when none is. */
    public int week() {
      return pattern.isEmpty() || term.isEmpty() ? 0 : term.get().week(pattern.get());
    }
  }

  private final List<Term> terms;
  private final List<Bells> bells;
  private final Map<LocalDate, Named> days;

  /**
   * A calendar.
   *
   * @param terms ascending, disjoint
   * @param bells bell times, in any order
   * @param days the named days; a make-up day follows a day inside a term that is no make-up day
   */
  public AcademicCalendar(List<Term> terms, List<Bells> bells, Map<LocalDate, Named> days) {
    this.terms = List.copyOf(terms);
    this.bells = bells.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList();
    this.days = new TreeMap<>(days);
  }

  /** The terms, ascending. */
  public List<Term> terms() {
    return terms;
  }

  /** The term that contains a date. */
  public Optional<Term> termOf(LocalDate date) {
    return terms.stream().filter(t -> t.contains(date)).findFirst();
  }

  /** The term of an id. */
  public Optional<Term> term(String id) {
    return terms.stream().filter(t -> t.id().equals(id)).findFirst();
  }

  /** What a date is. */
  public Day on(LocalDate date) {
    Named named = days.get(date);
    Kind kind = named == null ? ordinary(date) : named.kind();
    Optional<LocalDate> pattern =
        switch (kind) {
          case TEACHING -> Optional.of(date);
          case MAKEUP -> named.follows();
          case EXAM, WEEKEND, HOLIDAY -> Optional.empty();
        };
    return new Day(
        date,
        kind,
        pattern,
        termOf(pattern.orElse(date)),
        named != null,
        pattern.map(p -> periods(date, p.getDayOfWeek())).orElse(List.of()));
  }

  /** The bell periods of a date's own weekday, whether it is taught or not. */
  public List<Period> ringing(LocalDate date) {
    return periods(date, date.getDayOfWeek());
  }

  private Kind ordinary(LocalDate date) {
    if (termOf(date).isEmpty()) {
      return Kind.HOLIDAY;
    }
    return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0 ? Kind.WEEKEND : Kind.TEACHING;
  }

  /** The periods of a weekday as they are rung on a date. */
  private List<Period> periods(LocalDate date, DayOfWeek weekday) {
    List<Period> found = null;
    for (Bells b : bells) {
      boolean applies = b.weekdays().contains(weekday);
      if (applies && (found == null || !b.from().isAfter(date))) {
        found = b.periods();
      }
    }
    return found == null ? List.of() : found;
  }

  /** Everything that is in it: equal texts, equal calendars. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder().append(terms);
    for (Bells b : bells) {
      out.append("\nbells ").append(b.from()).append(' ');
      b.weekdays().stream().sorted().forEach(d -> out.append(d).append(' '));
      out.append(b.periods());
    }
    return out.append('\n').append(days).toString();
  }
}
