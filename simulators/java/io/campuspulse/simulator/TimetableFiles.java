package io.campuspulse.simulator;

import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.AcademicCalendar.Kind;
import io.campuspulse.simulator.world.Booking;
import io.campuspulse.simulator.world.PlannedUse;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Writes what a world has planned in a form that a service can load: bookings as CSV, the academic
 * calendar as YAML.
 */
public final class TimetableFiles {
  /** First line of the bookings. */
  public static final String HEADER =
      "id,space,from,to,purpose,class,enrolment,external,practical,status";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

  private TimetableFiles() {}

  /**
   * Writes bookings, one line each: local times without offset, purposes by their ids of the metric
   * specification (empty for an ordinary lesson), status {@code confirmed} or {@code cancelled}. No
   * field holds a comma or a quote.
   *
   * @param zone zone of the times
   */
  public static void csv(Collection<PlannedUse> bookings, ZoneId zone, Appendable out)
      throws IOException {
    out.append(HEADER).append('\n');
    for (PlannedUse use : bookings) {
      Booking b = use.booking();
      out.append(use.id()).append(',').append(b.space()).append(',');
      out.append(local(use.time().start(), zone)).append(',');
      out.append(local(use.time().end(), zone)).append(',');
      out.append(b.purpose().orElse("")).append(',').append(use.group()).append(',');
      out.append(String.valueOf(b.enrolled())).append(',');
      out.append(String.valueOf(b.external())).append(',');
      out.append(String.valueOf(b.practical())).append(',');
      out.append(use.cancelled() ? "cancelled" : "confirmed").append('\n');
    }
  }

  private static String local(long millis, ZoneId zone) {
    return LOCAL.format(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone));
  }

  /**
   * Writes the calendar of a range of dates, both included: terms, bell periods, and every day in
   * term that is not what its weekday says.
   */
  public static void calendar(
      AcademicCalendar calendar, LocalDate first, LocalDate last, Appendable out)
      throws IOException {
    Days days = new Days(first, last);
    out.append("calendar:\n");
    spans(out, "terms", days.runs(calendar::inTerm));
    spans(out, "holidays", days.runs(d -> calendar.inTerm(d) && calendar.kind(d) == Kind.HOLIDAY));
    spans(out, "exams", days.runs(d -> calendar.kind(d) == Kind.EXAM));
    makeups(calendar, days, out);
    out.append("  periods:\n");
    for (AcademicCalendar.Period p : calendar.periods()) {
      out.append("    - \"" + clock(p.fromMinute()) + "-" + clock(p.toMinute()) + "\"\n");
    }
  }

  private static void spans(Appendable out, String key, List<LocalDate[]> runs) throws IOException {
    if (!runs.isEmpty()) {
      out.append("  " + key + ":\n");
      for (LocalDate[] run : runs) {
        out.append("    - {from: " + run[0] + ", to: " + run[1] + "}\n");
      }
    }
  }

  private static void makeups(AcademicCalendar calendar, Days days, Appendable out)
      throws IOException {
    boolean any = false;
    for (LocalDate d : days.all()) {
      var follows = calendar.timetableOf(d);
      if (calendar.kind(d) == Kind.TEACHING && follows.filter(d.getDayOfWeek()::equals).isEmpty()) {
        out.append(any ? "" : "  makeups:\n");
        String weekday = follows.map(DayOfWeek::name).orElseThrow().toLowerCase(Locale.ROOT);
        out.append("    - {date: " + d + ", follows: " + weekday + "}\n");
        any = true;
      }
    }
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  /** A range of dates, both included. */
  private record Days(LocalDate first, LocalDate last) {
    List<LocalDate> all() {
      return first.datesUntil(last.plusDays(1)).toList();
    }

    /** Runs of days of which something holds, each as first and last. */
    List<LocalDate[]> runs(Predicate<LocalDate> holds) {
      List<LocalDate[]> runs = new ArrayList<>();
      LocalDate[] open = null;
      for (LocalDate d : all()) {
        if (!holds.test(d)) {
          open = null;
        } else if (open == null) {
          open = new LocalDate[] {d, d};
          runs.add(open);
        } else {
          open[1] = d;
        }
      }
      return runs;
    }
  }
}
