package io.campuspulse.store;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import java.time.Instant;
import java.util.List;

/**
 * What every store can hold, and the code that stands for a quality in all of them: stores accept
 * and refuse the same things, so that data can move from one to another.
 */
public final class Storable {
  /** The span of event time that a store holds: 1970 up to, not including, 2200. */
  public static final Interval TIMES =
      new Interval(0, Instant.parse("2200-01-01T00:00:00Z").toEpochMilli());

  /** Longest id, in UTF-16 units. */
  public static final int MAX_ID_LENGTH = 200;

  /** Longest text of facts or carry, in UTF-16 units. */
  public static final int MAX_TEXT_LENGTH = 16_000;

  /** Qualities by their code. */
  private static final Quality[] QUALITIES = {
    Quality.GOOD, Quality.NO_CLOCK, Quality.SUSPECT, Quality.BAD
  };

  /** The greatest code of a usable quality. */
  public static final int LAST_USABLE = 1;

  private Storable() {}

  /** The stored code of a quality; codes rise as trust falls. */
  public static int code(Quality quality) {
    return switch (quality) {
      case GOOD -> 0;
      case NO_CLOCK -> 1;
      case SUSPECT -> 2;
      case BAD -> 3;
    };
  }

  /**
   * The quality of a stored code.
   *
   * @throws StoreException when there is no such code
   */
  public static Quality quality(long code) {
    if (code < 0 || code >= QUALITIES.length) {
      throw StoreException.refused("the store holds a quality code that does not exist: " + code);
    }
    return QUALITIES[(int) code];
  }

  /**
   * Lets a reading pass that every store can hold.
   *
   * @throws StoreException naming the reading and the rule it breaks
   */
  public static void check(Reading reading) {
    String problem = idProblem(reading.point());
    if (problem == null) {
      problem = timeProblem(reading.timeMillis());
    }
    if (problem != null) {
      throw StoreException.refused(
          "a reading of point " + quote(reading.point()) + " cannot be stored: " + problem,
          List.of(reading));
    }
  }

  /**
   * Lets a row of facts pass that every store can hold.
   *
   * @return its facts, encoded
   * @throws StoreException naming the leaf and the rule it breaks
   */
  public static String check(FactRow row) {
    String facts = row.facts().encode();
    String problem = idProblem(row.leaf().id());
    if (problem == null) {
      problem = timeProblem(row.intervalStart());
    }
    if (problem == null) {
      problem = textProblem("carry", row.carry());
    }
    if (problem == null) {
      problem = textProblem("facts", facts);
    }
    if (problem == null) {
      return facts;
    }
    throw StoreException.refused(
        "the facts of " + quote(row.leaf().key()) + " cannot be stored: " + problem);
  }

  /** Whether anything can be stored under an id. */
  public static boolean isId(String id) {
    return idProblem(id) == null;
  }

  /** The part of an interval that a store can hold anything in. */
  public static Interval clamp(Interval interval) {
    return interval.intersect(TIMES);
  }

  private static String timeProblem(long millis) {
    return TIMES.contains(millis) ? null : "its time of " + millis + " ms is not within " + TIMES;
  }

  private static String idProblem(String id) {
    if (id.isBlank()) {
      return "its id is blank";
    }
    if (id.length() > MAX_ID_LENGTH) {
      return "its id is longer than " + MAX_ID_LENGTH + " characters";
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        return String.format(
            "its id holds the control character U+%04X at position %d", (int) c, i);
      }
    }
    return wellFormed(id) ? null : "its id is not well-formed Unicode";
  }

  private static String textProblem(String what, String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      return "its " + what + " is longer than " + MAX_TEXT_LENGTH + " characters";
    }
    return wellFormed(text) ? null : "its " + what + " is not well-formed Unicode";
  }

  private static boolean wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /** An id as it may stand in a one-line message. */
  public static String quote(String id) {
    StringBuilder out = new StringBuilder("\"");
    String shown = id.length() > 80 ? id.substring(0, 80) + "…" : id;
    shown
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || (c >= 0xD800 && c <= 0xDFFF)) {
                out.append(String.format("\\u%04X", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append('"').toString();
  }
}
