package io.campuspulse.config;

import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.registry.Weeks;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a term's weekly timetable: CSV with the columns of {@link #COLUMNS}. {@code periods} is
 * {@code 3} or {@code 1-2}; {@code weeks} is {@code 1-18}, {@code odd}, {@code even}, {@code 1-9
 * odd} or empty for every week of the term.
 */
final class TimetableCsv {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "space",
          "weekday",
          "periods",
          "weeks",
          "purpose",
          "class",
          "enrolment",
          "external",
          "practical");

  private static final Pattern PERIODS = Pattern.compile("([0-9]{1,2})(?:-([0-9]{1,2}))?");

  private final BookingFields fields;
  private final AcademicCalendar calendar;
  private final BookingRules.Builder into;
  private final Map<String, Integer> lines = new HashMap<>();

  TimetableCsv(BookingFields fields, AcademicCalendar calendar, BookingRules.Builder into) {
    this.fields = fields;
    this.calendar = calendar;
    this.into = into;
  }

  /** Adds the lessons of a file; any problem means that the whole configuration is refused. */
  void read(Path file, AcademicCalendar.Term term, Problems problems) {
    lines.clear();
    CsvTable.read(file, COLUMNS, problems)
        .ifPresent(table -> table.rows().forEach(row -> row(row, term)));
  }

  private void row(CsvTable.Row row, AcademicCalendar.Term term) {
    Optional<String> space = fields.placed(row);
    Booking.Use use = fields.use(row);
    Optional<DayOfWeek> weekday = weekday(row);
    Optional<int[]> periods = periods(row);
    Optional<Weeks> weeks = weeks(row, term);
    if (space.isEmpty() || weekday.isEmpty() || periods.isEmpty() || weeks.isEmpty()) {
      return;
    }
    int last = lastPeriod(term, weekday.get());
    if (periods.get()[1] > last) {
      row.problem("periods", "the bells of this weekday ring " + last + " periods");
      return;
    }
    String key = String.join("\n", row.get("id"), row.get("weekday"), row.get("periods"));
    Integer before = lines.putIfAbsent(key + "\n" + weeks.get(), row.line());
    if (before != null) {
      row.problem("id", "is already given for this time in line " + before);
      return;
    }
    into.add(
        new BookingRules.Weekly(
            row.get("id"),
            space.get(),
            term.id(),
            new BookingRules.Slot(weekday.get(), periods.get()[0], periods.get()[1], weeks.get()),
            use));
  }

  /** The last period that rings on a weekday at any time of a term. */
  private int lastPeriod(AcademicCalendar.Term term, DayOfWeek weekday) {
    int last = 0;
    int weeks = term.week(term.last());
    for (int week = 1; week <= weeks; week++) {
      for (AcademicCalendar.Period p : calendar.ringing(term.date(week, weekday))) {
        last = Math.max(last, p.number());
      }
    }
    return last;
  }

  private static Optional<DayOfWeek> weekday(CsvTable.Row row) {
    String text = row.get("weekday");
    for (DayOfWeek day : DayOfWeek.values()) {
      String word = day.name().substring(0, 3).toLowerCase(Locale.ROOT);
      if (word.equals(text) || Integer.toString(day.getValue()).equals(text)) {
        return Optional.of(day);
      }
    }
    row.problem("weekday", "must be mon, tue, wed, thu, fri, sat or sun, or 1 to 7");
    return Optional.empty();
  }

  private static Optional<int[]> periods(CsvTable.Row row) {
    Matcher m = PERIODS.matcher(row.get("periods"));
    if (m.matches()) {
      int first = Integer.parseInt(m.group(1));
      int last = m.group(2) == null ? first : Integer.parseInt(m.group(2));
      if (first >= 1 && last >= first) {
        return Optional.of(new int[] {first, last});
      }
    }
    row.problem("periods", "must be bell periods such as 3 or 1-2");
    return Optional.empty();
  }

  private static Optional<Weeks> weeks(CsvTable.Row row, AcademicCalendar.Term term) {
    Optional<Weeks> weeks = Weeks.parse(row.get("weeks"));
    int last = term.week(term.last());
    if (weeks.isEmpty()) {
      row.problem("weeks", "must be weeks such as 1-18, odd, even, 1-9 odd or 1,3,5-8");
    } else if (weeks.get().lastNamed() > last) {
      row.problem("weeks", "term " + term.id() + " has " + last + " weeks");
      return Optional.empty();
    }
    return weeks;
  }
}
