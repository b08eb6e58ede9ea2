package io.campuspulse.config;

import io.campuspulse.model.OpeningHours.Span;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.AcademicCalendar.Bells;
import io.campuspulse.registry.AcademicCalendar.Kind;
import io.campuspulse.registry.AcademicCalendar.Named;
import io.campuspulse.registry.AcademicCalendar.Part;
import io.campuspulse.registry.AcademicCalendar.Period;
import io.campuspulse.registry.AcademicCalendar.Term;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads a school's {@code calendar}: terms, bells and named days. */
final class CalendarReader {
  private static final int MOST_WEEKS = 60;
  private static final int MOST_DAYS = 366;

  private final Section entry;
  private final Map<LocalDate, Named> days = new TreeMap<>();

  private CalendarReader(Section entry) {
    this.entry = entry;
  }

  /** The calendar that a section describes; its problems are reported. */
  static AcademicCalendar read(Section entry) {
    return new CalendarReader(entry).read();
  }

  private AcademicCalendar read() {
    List<Term> terms = terms();
    List<Bells> bells = entry.sections("bells").stream().map(CalendarReader::bells).toList();
    if (bells.isEmpty()) {
      entry.problem("", "'bells' is missing; without bell periods nothing is taught");
    }
    name("holidays", Kind.HOLIDAY);
    name("exams", Kind.EXAM);
    name("weekends", Kind.WEEKEND);
    name("teaching", Kind.TEACHING);
    makeups(new AcademicCalendar(terms, bells, Map.of()));
    return new AcademicCalendar(terms, bells, days);
  }

  private List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section s : entry.sections("terms")) {
      Term term = new Term(RegistryEntries.id(s), s.date("first"), s.date("last"));
      if (term.last().isBefore(term.first())) {
        s.problemAt("last", "must not lie before first");
      } else if (term.week(term.last()) > MOST_WEEKS) {
        s.problemAt("last", "a term has at most " + MOST_WEEKS + " weeks");
      } else if (!ids.add(term.id())) {
        s.problemAt("id", "this term id is already used");
      } else if (!terms.isEmpty() && !term.first().isAfter(terms.get(terms.size() - 1).last())) {
        s.problemAt("first", "must lie after the term before; terms are listed in their order");
      } else {
        terms.add(term);
      }
    }
    if (terms.isEmpty()) {
      entry.problem("", "'terms' is missing; a calendar has at least one");
    }
    return terms;
  }

  private static Bells bells(Section s) {
    LocalDate from = s.date("from");
    Set<DayOfWeek> weekdays = EnumSet.allOf(DayOfWeek.class);
    Optional<Node> named = s.node("weekdays");
    if (named.isPresent()) {
      String text = named.get() instanceof Scalar scalar ? scalar.raw() : "";
      List<DayOfWeek> list = HoursReader.daysOf(text, named.get());
      weekdays = list.isEmpty() ? weekdays : EnumSet.copyOf(list);
    }
    List<Period> periods = new ArrayList<>();
    for (Part part : Part.values()) {
      String key = part.name().toLowerCase(Locale.ROOT);
      for (Span span : s.node(key).map(HoursReader::spansOf).orElse(List.of())) {
        if (!periods.isEmpty() && periods.get(periods.size() - 1).toMinute() > span.fromMinute()) {
          s.problemAt(key, "periods must ascend and not overlap");
          return new Bells(from, weekdays, List.of());
        }
        periods.add(new Period(periods.size() + 1, part, span.fromMinute(), span.toMinute()));
      }
    }
    if (periods.isEmpty()) {
      s.problem("", "needs periods in morning, afternoon or evening, such as 08:00-08:45");
    }
    return new Bells(from, weekdays, periods);
  }

  /** Names days, each a date or a span such as {@code 2025-10-01..2025-10-08}. */
  private void name(String key, Kind kind) {
    for (Scalar scalar : entry.list(key)) {
      String text = scalar.raw();
      int dots = text.indexOf("..");
      Optional<LocalDate> first = date(dots < 0 ? text : text.substring(0, dots));
      Optional<LocalDate> last = dots < 0 ? first : date(text.substring(dots + 2));
      if (first.isEmpty() || last.isEmpty() || last.get().isBefore(first.get())) {
        scalar.problem("must be a date or a span of dates such as 2025-10-01..2025-10-08");
        continue;
      }
      if (first.get().plusDays(MOST_DAYS).isBefore(last.get())) {
        scalar.problem("a span is at most " + MOST_DAYS + " days long");
        continue;
      }
      for (LocalDate d = first.get(); !d.isAfter(last.get()); d = d.plusDays(1)) {
        put(d, Named.of(kind), scalar);
      }
    }
  }

  private void put(LocalDate date, Named named, Node at) {
    Named before = days.putIfAbsent(date, named);
    if (before != null) {
      at.problem(
          date.toString(), "is already named as " + before.kind().name().toLowerCase(Locale.ROOT));
    }
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void makeups(AcademicCalendar ordinary) {
    for (Section s : entry.sections("makeups")) {
      LocalDate date = s.date("date");
      LocalDate follows = s.date("follows");
      if (ordinary.termOf(follows).isEmpty()) {
        s.problemAt("follows", "must be a date inside a term");
      } else if (ordinary.ringing(follows).isEmpty()) {
        s.problemAt("follows", "must be a day on which bells ring");
      } else if (follows.equals(date)) {
        s.problemAt("follows", "must be another date");
      }
      put(date, new Named(Kind.MAKEUP, Optional.of(follows)), s);
    }
    for (Section s : entry.sections("makeups")) {
      Named followed = days.get(s.date("follows"));
      if (followed != null && followed.kind() == Kind.MAKEUP) {
        s.problemAt("follows", "must not itself be a make-up day");
      }
    }
  }
}
