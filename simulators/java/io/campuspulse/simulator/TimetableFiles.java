package io.campuspulse.simulator;

import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.CalendarDays;
import io.campuspulse.simulator.world.Booking;
import io.campuspulse.simulator.world.PlannedUse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes what a world has planned in a form that a service can load: bookings as CSV, the academic
 * calendar as YAML of its registry.
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
   * Writes the calendar, and the name of the file with bookings, as a part of a school's registry.
   *
   * @param days the calendar for some range of dates
   * @param bookings name of the file with bookings, beside this one
   */
  public static void calendar(CalendarDays days, String bookings, Appendable out)
      throws IOException {
    out.append("calendar:\n  terms:\n");
    int n = 0;
    for (CalendarDays.Run t : days.terms()) {
      n++;
      out.append("    - {id: t" + n + ", first: " + t.first() + ", last: " + t.last() + "}\n");
    }
    out.append("  bells:\n    - from: " + days.first() + "\n");
    bells(days.calendar().periods(), out);
    named(out, "holidays", days.holidays());
    named(out, "exams", days.exams());
    var makeups = days.makeups();
    out.append(makeups.isEmpty() ? "" : "  makeups:\n");
    for (Map.Entry<LocalDate, LocalDate> m : makeups.entrySet()) {
      out.append("    - {date: " + m.getKey() + ", follows: " + m.getValue() + "}\n");
    }
    out.append("bookings: [" + bookings + "]\n");
  }

  private static void bells(List<AcademicCalendar.Period> periods, Appendable out)
      throws IOException {
    String[] parts = {"morning", "afternoon", "evening"};
    int[] ends = {720, 1_080, 1_441};
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      List<String> spans = new ArrayList<>();
      for (AcademicCalendar.Period p : periods) {
        if (p.fromMinute() >= from && p.fromMinute() < ends[i]) {
          spans.add(clock(p.fromMinute()) + "-" + clock(p.toMinute()));
        }
      }
      if (!spans.isEmpty()) {
        out.append("      " + parts[i] + ": \"" + String.join(", ", spans) + "\"\n");
      }
      from = ends[i];
    }
  }

  private static void named(Appendable out, String key, List<CalendarDays.Run> runs)
      throws IOException {
    List<String> spans = new ArrayList<>();
    for (CalendarDays.Run r : runs) {
      spans.add(r.first().equals(r.last()) ? "" + r.first() : r.first() + ".." + r.last());
    }
    out.append(spans.isEmpty() ? "" : "  " + key + ": [" + String.join(", ", spans) + "]\n");
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }
}
