package io.campuspulse.config;

import io.campuspulse.model.Interval;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.registry.Closure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what is planned in a school: {@code calendar}, {@code closures}, {@code timetables} and
 * {@code bookings}, with the CSV and iCalendar files that they name.
 */
final class AcademicsReader {
  private final List<Section> files;
  private final Map<String, String> spaces;
  private final ZoneId zone;

  /**
   * A reader.
   *
   * @param files the YAML files of the school
   * @param spaces ids of its spaces by id and unique name
   * @param zone zone of its days
   */
  AcademicsReader(List<Section> files, Map<String, String> spaces, ZoneId zone) {
    this.files = files;
    this.spaces = spaces;
    this.zone = zone;
  }

  /** The plans; empty when the files name none. */
  Optional<Academics> read() {
    AcademicCalendar calendar = calendar();
    BookingFields fields = new BookingFields(spaces);
    BookingRules.Builder bookings = new BookingRules.Builder();
    TimetableCsv timetable = new TimetableCsv(fields, calendar, bookings);
    RegistryEntries.all(files, "timetables")
        .forEach(entry -> timetable(entry, calendar, timetable));
    BookingCsv csv = new BookingCsv(fields, zone, bookings);
    BookingIcs ics = new BookingIcs(fields, zone, calendar, bookings);
    boolean booked = false;
    for (Section file : files) {
      for (Scalar name : file.list("bookings")) {
        booked = true;
        bookings(name, csv, ics);
      }
    }
    List<Closure> closures = closures();
    BookingRules rules = bookings.build();
    boolean nothing = calendar.terms().isEmpty() && !booked && closures.isEmpty();
    return nothing ? Optional.empty() : Optional.of(new Academics(calendar, rules, closures, zone));
  }

  private AcademicCalendar calendar() {
    List<Section> all =
        files.stream().flatMap(file -> file.optionalSection("calendar").stream()).toList();
    for (Section second : all.subList(Math.min(1, all.size()), all.size())) {
      second.problem("", "the calendar is already given in " + all.get(0).file());
    }
    return all.isEmpty() ? AcademicCalendar.NONE : CalendarReader.read(all.get(0));
  }

  private static void timetable(Section entry, AcademicCalendar calendar, TimetableCsv reader) {
    Path file = entry.file("file");
    String id = entry.text("term");
    Optional<AcademicCalendar.Term> term = calendar.term(id);
    if (term.isPresent()) {
      reader.read(file, term.get(), entry.source.problems());
    } else if (!id.isEmpty()) {
      List<String> known = calendar.terms().stream().map(AcademicCalendar.Term::id).toList();
      entry.problemAt("term", "is no term of this school's calendar" + Spelling.hint(id, known));
    }
  }

  private static void bookings(Scalar name, BookingCsv csv, BookingIcs ics) {
    Path file;
    try {
      file = name.source.folder().resolve(name.raw()).normalize();
    } catch (InvalidPathException e) {
      name.problem("is not a path");
      return;
    }
    if (name.raw().endsWith(".csv")) {
      csv.read(file, name.source.problems());
    } else if (name.raw().endsWith(".ics")) {
      ics.read(file, name.source.problems());
    } else {
      name.problem("must be a .csv or .ics file");
    }
  }

  private List<Closure> closures() {
    List<Closure> closures = new ArrayList<>();
    for (Section s : RegistryEntries.all(files, "closures")) {
      String space = s.text("space");
      OptionalLong from = time(s, "from");
      OptionalLong to = time(s, "to");
      String reason = s.text("reason");
      if (!space.isEmpty() && !space.equals(spaces.get(space))) {
        s.problemAt("space", "is no space of this school" + Spelling.hint(space, spaces.keySet()));
      } else if (from.isPresent() && to.isPresent()) {
        if (to.getAsLong() <= from.getAsLong()) {
          s.problemAt("to", "must lie after from");
          continue;
        }
        Interval time = new Interval(from.getAsLong(), to.getAsLong());
        closures.add(new Closure(space, time, reason));
      }
    }
    return closures;
  }

  private OptionalLong time(Section s, String key) {
    String text = s.text(key);
    OptionalLong time = BookingCsv.time(text, zone);
    if (time.isEmpty() && !text.isEmpty()) {
      s.problemAt(key, "must be a time such as 2026-03-02T08:00 or 2026-03-02T08:00:00+08:00");
    }
    return time;
  }
}
