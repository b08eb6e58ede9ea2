package io.campuspulse.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** How numbers and times of an answer are spelled, in every form it is written in. */
final class AnswerText {
  private AnswerText() {}

  /** A plain decimal without exponent and trailing zeros, or null. */
  static String number(BigDecimal value) {
    if (value == null) {
      return null;
    }
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** ISO-8601 with the zone's offset, such as {@code 2026-03-02T00:00:00+08:00}. */
  static String time(long millis, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** The time at which a figure was recorded, or null when no fact is behind it. */
  static String recordedAt(Figure figure, ZoneId zone) {
    long millis = figure.revised().recordedAtMillis();
    return millis < 0 ? null : time(millis, zone);
  }

  /** Further numbers as {@code name=value}, joined by spaces. */
  static String also(Figure figure) {
    return figure.basis().also().entrySet().stream()
        .map(e -> e.getKey() + "=" + number(e.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** The grouping's word, or null without one. */
  static String by(Answer answer) {
    Grouping by = answer.query().by();
    return by == Grouping.NONE ? null : by.word();
  }
}
