package io.campuspulse.config;

import biweekly.io.ParseWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the properties of each event of an iCalendar text stand, so that errors can say so. */
final class IcsLines {
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern ZONE = Pattern.compile(";TZID=\"?([^\":;]+)");

  private final String file;
  private final Map<String, Integer> zones = new HashMap<>();
  private final Problems problems;
  private final List<Place> events = new ArrayList<>();
  private int next;

  IcsLines(String file, String text, Problems problems) {
    this.file = file;
    this.problems = problems;
    Place current = null;
    int depth = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher zone = ZONE.matcher(line);
      if (zone.find()) {
        zones.putIfAbsent(zone.group(1), number);
      }
      String upper = line.toUpperCase(Locale.ROOT);
      if (upper.startsWith("BEGIN:VEVENT")) {
        current = new Place(number);
        events.add(current);
        depth = 0;
      } else if (upper.startsWith("END:VEVENT")) {
        current = null;
      } else if (current != null && upper.startsWith("BEGIN:")) {
        depth++;
      } else if (current != null && upper.startsWith("END:")) {
        depth--;
      } else if (current != null && depth == 0 && !line.isEmpty() && line.charAt(0) > ' ') {
        int end = upper.indexOf(':');
        int semicolon = upper.indexOf(';');
        int cut = semicolon >= 0 && semicolon < end ? semicolon : end;
        current.lines.putIfAbsent(cut < 0 ? upper : upper.substring(0, cut), number);
      }
    }
  }

  /** The place of the next event in file order. */
  Place nextEvent() {
    return next < events.size() ? events.get(next++) : new Place(0);
  }

  /** Reports what the parser could not understand. */
  void problem(ParseWarning warning) {
    String property = warning.getPropertyName() == null ? "" : warning.getPropertyName();
    Matcher quoted = QUOTED.matcher(warning.getMessage());
    if (warning.getLineNumber() != null) {
      problem(warning.getLineNumber(), property, "", warning.getMessage());
    } else if (quoted.find()) { // a zone that is not known: the parser does not say where
      String zone = quoted.group(1);
      int line = zones.getOrDefault(zone, 0);
      problem(line, "TZID", zone, "is no time zone, neither of a VTIMEZONE nor by its IANA name");
    } else {
      problem(0, property, "", warning.getMessage());
    }
  }

  void problem(int line, String property, String value, String rule) {
    problems.add(new Problem(file, line, property, value, rule));
  }

  /** Where one event stands. */
  final class Place {
    private final int begin;
    private final Map<String, Integer> lines = new HashMap<>();

    private Place(int begin) {
      this.begin = begin;
    }

    /** Reports that a property breaks a rule, at its line or else at the event's. */
    void problem(String property, String value, String rule) {
      IcsLines.this.problem(lines.getOrDefault(property, begin), property, value, rule);
    }
  }
}
