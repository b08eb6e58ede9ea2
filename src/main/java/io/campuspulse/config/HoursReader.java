package io.campuspulse.config;

import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.OpeningHours.Span;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads opening hours: {@code always}, {@code closed}, or days with spans such as {@code mon-fri:
 * 07:30-12:00, 13:30-21:30}. Days that are not named are closed.
 */
final class HoursReader {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern SPAN =
      Pattern.compile("([0-9]{1,2}):([0-9]{2})\\s*-\\s*([0-9]{1,2}):([0-9]{2})");
  private static final String DAYS_RULE =
      "must name days: mon tue wed thu fri sat sun, a range such as mon-fri, several with commas,"
          + " or daily";
  private static final String SPANS_RULE =
      "must be 'closed' or spans such as 07:30-12:00, 13:30-21:30";

  private final Map<DayOfWeek, List<Span>> days = new EnumMap<>(DayOfWeek.class);

  private HoursReader() {}

  /** The hours that a node describes; its problems are reported. */
  static OpeningHours read(Node node) {
    HoursReader reader = new HoursReader();
    if (node instanceof Section section) {
      section.entries().forEach(reader::readDays);
    } else if (node instanceof Scalar word && word.raw().equals("always")) {
      for (DayOfWeek day : DayOfWeek.values()) {
        reader.days.put(day, List.of(new Span(0, 1440)));
      }
    } else if (!(node instanceof Scalar word && word.raw().equals("closed"))) {
      node.problem("must be 'always', 'closed', or days with spans such as mon-fri: 07:30-21:30");
    }
    return OpeningHours.of(reader.days);
  }

  /** The spans of a value such as {@code 08:00-08:45, 08:55-09:40}, in the order given. */
  static List<Span> spansOf(Node value) {
    if (value instanceof Scalar scalar) {
      return spans(scalar);
    }
    value.problem(SPANS_RULE);
    return List.of();
  }

  private void readDays(String key, Node value) {
    List<Span> spans = new ArrayList<>();
    if (value instanceof Listing listing) {
      listing.scalars().forEach(item -> spans.addAll(spans(item)));
    } else if (value instanceof Scalar scalar) {
      spans.addAll(spans(scalar));
    } else {
      value.problem(SPANS_RULE);
    }
    if (overlap(spans)) {
      value.problem("spans of a day must not overlap");
      spans.clear();
    }
    for (DayOfWeek day : daysOf(key, value)) {
      if (days.putIfAbsent(day, spans) != null) {
        value.problem(key, word(day) + " is already given");
      }
    }
  }

  private static boolean overlap(List<Span> spans) {
    spans.sort((a, b) -> Integer.compare(a.fromMinute(), b.fromMinute()));
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).fromMinute() < spans.get(i - 1).toMinute()) {
        return true;
      }
    }
    return false;
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** The weekdays that a text names; those it names wrongly are reported. */
  static List<DayOfWeek> daysOf(String key, Node value) {
    List<DayOfWeek> list = new ArrayList<>();
    for (String part : COMMA.split(key.strip(), -1)) {
      int dash = part.indexOf('-');
      DayOfWeek first = day(dash < 0 ? part : part.substring(0, dash));
      DayOfWeek last = dash < 0 ? first : day(part.substring(dash + 1));
      if (part.equals("daily")) {
        Collections.addAll(list, DayOfWeek.values());
      } else if (first == null || last == null) {
        value.problem(key, DAYS_RULE);
      } else {
        list.add(first);
        for (DayOfWeek day = first; day != last; ) {
          day = day.plus(1);
          list.add(day);
        }
      }
    }
    return list;
  }

  /** The day, or null when the word names none. */
  private static DayOfWeek day(String word) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (word(day).equals(word.strip())) {
        return day;
      }
    }
    return null;
  }

  private static List<Span> spans(Scalar scalar) {
    List<Span> spans = new ArrayList<>();
    if (scalar.raw().equals("closed")) {
      return spans;
    }
    for (String part : COMMA.split(scalar.raw().strip(), -1)) {
      Matcher matcher = SPAN.matcher(part);
      if (!matcher.matches()) {
        scalar.problem(SPANS_RULE);
        return List.of();
      }
      int from = minute(matcher.group(1), matcher.group(2));
      int to = minute(matcher.group(3), matcher.group(4));
      if (from < 0 || to < 0 || from >= to) {
        scalar.problem(
            "a span runs from an earlier to a later time, 24:00 at the latest; what lies after"
                + " midnight belongs to the next day");
        return List.of();
      }
      spans.add(new Span(from, to));
    }
    return spans;
  }

  /** Minute of the day, or -1 when there is no such time. */
  private static int minute(String hours, String minutes) {
    int minute = Integer.parseInt(minutes);
    int total = Integer.parseInt(hours) * 60 + minute;
    return minute < 60 && total <= 1440 ? total : -1;
  }
}
