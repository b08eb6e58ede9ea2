package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Stamp;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * How a time is written. Immutable; safe for all threads.
 *
 * @param style what it is
 * @param pattern for {@link Style#PATTERN}, else null
 * @param zone the zone of times without an offset, or null when only the device's configuration
 *     knows it
 */
record TimeFormat(Style style, DateTimeFormatter pattern, ZoneId zone) {
  enum Style {
    /** ISO 8601, or a number that is seconds, or milliseconds from 10¹¹ on. */
    ANY,
    /** Seconds, or milliseconds from 10¹¹ on. */
    EPOCH,
    EPOCH_S,
    EPOCH_MS,
    ISO,
    /** Counts from an unknown start: no time, but no fault either. */
    RELATIVE,
    PATTERN
  }

  private static final int LONGEST = 100;

  /** Compiles a format: a style's word, else a pattern such as {@code MM/dd/yyyy HH:mm:ss}. */
  static TimeFormat parse(String text, ZoneId zone) {
    for (Style style : Style.values()) {
      if (style != Style.PATTERN
          && style.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return new TimeFormat(style, null, zone);
      }
    }
    if (text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-')) {
      throw new MappingSyntaxException(
          "'"
              + text
              + "' is not a time format; known: any, epoch, epoch-s, epoch-ms, iso,"
              + " relative, or a pattern such as yyyy-MM-dd HH:mm:ss");
    }
    try {
      String strict = text.replace("yyyy", "uuuu");
      return new TimeFormat(
          Style.PATTERN,
          DateTimeFormatter.ofPattern(strict, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT),
          zone);
    } catch (IllegalArgumentException e) {
      throw new MappingSyntaxException("'" + text + "' is not a time pattern: " + e.getMessage());
    }
  }

  Stamp read(JsonTree node) {
    if (node == null || node == JsonTree.Null.NULL || style == Style.RELATIVE) {
      return Stamp.NONE;
    }
    Stamp stamp =
        switch (style) {
          case ANY -> Stamp.any(node);
          case EPOCH, EPOCH_S, EPOCH_MS -> epoch(number(node));
          case ISO -> node instanceof JsonTree.Str text ? Stamp.text(text.value()) : Stamp.USELESS;
          case PATTERN -> patterned(Template.scalarText(node));
          case RELATIVE -> Stamp.NONE;
        };
    if (zone != null && stamp.time() instanceof NativeTime.Local local) {
      return Stamp.of(local.time().atZone(zone).toInstant());
    }
    return stamp;
  }

  private Stamp epoch(BigDecimal number) {
    if (number == null) {
      return Stamp.USELESS;
    }
    return switch (style) {
      case EPOCH_S -> Stamp.seconds(number);
      case EPOCH_MS -> Stamp.millis(number);
      default -> Stamp.secondsOrMillis(number);
    };
  }

  private static BigDecimal number(JsonTree node) {
    if (node instanceof JsonTree.Num number) {
      return number.value();
    }
    if (node instanceof JsonTree.Str text) {
      String trimmed = text.value().strip();
      boolean decimal = trimmed.length() <= 40 && Like.DECIMAL.test(trimmed);
      return decimal ? new BigDecimal(trimmed) : null;
    }
    return null;
  }

  private Stamp patterned(String text) {
    if (text == null || text.length() > LONGEST) {
      return Stamp.USELESS;
    }
    try {
      TemporalAccessor read =
          pattern.parseBest(text.strip(), OffsetDateTime::from, LocalDateTime::from, Instant::from);
      if (read instanceof OffsetDateTime offset) {
        return Stamp.of(offset.toInstant());
      }
      return read instanceof LocalDateTime local ? Stamp.of(local) : Stamp.of(Instant.from(read));
    } catch (DateTimeException e) {
      return Stamp.USELESS;
    }
  }
}
