package io.campuspulse.simulator.scenario;

import io.campuspulse.simulator.scenario.AcademicCalendar.Kind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A calendar written out for a range of dates, both included: its terms, and every day in term that
 * is not what its weekday says.
 *
 * @param calendar the calendar
 * @param first first day
 * @param last last day
 */
public record CalendarDays(AcademicCalendar calendar, LocalDate first, LocalDate last) {
  private static final int LONGEST_TERM = 400;
  private static final int SEARCH = 120;

  /** A run of days, both included. */
  public record Run(LocalDate first, LocalDate last) {
    /** Its days. */
    public List<LocalDate> dates() {
      return first.datesUntil(last.plusDays(1)).toList();
    }
  }

  /** Terms, each at most 400 days long. */
  public List<Run> terms() {
    List<Run> terms = new ArrayList<>();
    for (Run run : runs(calendar::inTerm)) {
      LocalDate from = run.first();
      while (from.plusDays(LONGEST_TERM).isBefore(run.last())) {
        terms.add(new Run(from, from.plusDays(LONGEST_TERM - 1)));
        from = from.plusDays(LONGEST_TERM);
      }
      terms.add(new Run(from, run.last()));
    }
    return terms;
  }

  /** Days in term without lessons. */
  public List<Run> holidays() {
    return runs(d -> calendar.inTerm(d) && calendar.kind(d) == Kind.HOLIDAY);
  }

  /** Days with exams alone. */
  public List<Run> exams() {
    return runs(d -> calendar.kind(d) == Kind.EXAM);
  }

  /**
   * Make-up days, each with the date that it follows: the nearest day in term of the weekday, most
   * often the holiday that it makes up for.
   */
  public Map<LocalDate, LocalDate> makeups() {
    Map<LocalDate, LocalDate> makeups = new TreeMap<>();
    for (LocalDate d : dates()) {
      var follows = calendar.timetableOf(d);
      if (calendar.kind(d) == Kind.TEACHING && follows.filter(d.getDayOfWeek()::equals).isEmpty()) {
        makeups.put(d, nearest(d, follows.orElseThrow()));
      }
    }
    return makeups;
  }

  private LocalDate nearest(LocalDate date, DayOfWeek weekday) {
    for (int away = 1; away < SEARCH; away++) {
      for (LocalDate d : List.of(date.plusDays(away), date.minusDays(away))) {
        boolean ordinary = calendar.timetableOf(d).map(w -> w == d.getDayOfWeek()).orElse(true);
        if (d.getDayOfWeek() == weekday && calendar.inTerm(d) && ordinary) {
          return d;
        }
      }
    }
    throw new IllegalStateException("no " + weekday + " in term is near " + date);
  }

  private List<LocalDate> dates() {
    return first.datesUntil(last.plusDays(1)).toList();
  }

  private List<Run> runs(Predicate<LocalDate> holds) {
    List<Run> runs = new ArrayList<>();
    LocalDate from = null;
    for (LocalDate d : dates()) {
      if (holds.test(d)) {
        from = from == null ? d : from;
      } else if (from != null) {
        runs.add(new Run(from, d.minusDays(1)));
        from = null;
      }
    }
    if (from != null) {
      runs.add(new Run(from, last));
    }
    return runs;
  }
}
