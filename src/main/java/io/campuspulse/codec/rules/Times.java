package io.campuspulse.codec.rules;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Reads date-times as devices write them: ISO 8601 extended and basic, blanks or dots as
 * separators, any number of fraction digits (nine are kept), offset or none.
 */
public final class Times {
  /**
   * What a text said.
   *
   * @param local wall time
   * @param offset its offset, or null when it had none
   * @param iso whether it was written as ISO 8601 says
   */
  public record Parsed(LocalDateTime local, ZoneOffset offset, boolean iso) {
    /** The instant; only with an offset. */
    public Instant instant() {
      return local.toInstant(offset);
    }
  }

  private static final int LONGEST = 64;

  private final String text;
  private int at;
  private boolean bad;

  private Times(String text) {
    this.text = text;
  }

  /** Reads a date-time, or returns null when the text is none. */
  public static Parsed parse(String text) {
    if (text.length() < 13 || text.length() > LONGEST) {
      return null;
    }
    try {
      return new Times(text).read();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A text of 9 to 16 digits, perhaps with a fraction, as a number; null for anything else. */
  public static BigDecimal digits(String text) {
    int point = text.indexOf('.');
    int whole = point < 0 ? text.length() : point;
    if (whole < 9 || whole > 16 || text.length() > 32 || point == text.length() - 1) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (i != point && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return null;
      }
    }
    return new BigDecimal(text);
  }

  private Parsed read() {
    int year = number(4);
    char dateSeparator = separator("-./");
    int month = number(2);
    if (dateSeparator != separator("-./")) {
      return null;
    }
    int day = number(2);
    char middle = separator("Tt ");
    int hour = number(2);
    boolean colon = separator(":") == ':';
    int minute = number(2);
    int second = 0;
    int nano = 0;
    if (colon ? separator(":") == ':' : isDigit(peek())) {
      second = number(2);
      char point = separator(".,");
      nano = point == '\0' ? 0 : fraction();
    }
    if (bad || middle == '\0') {
      return null;
    }
    ZoneOffset offset = at == text.length() ? null : offset();
    if (bad || at != text.length()) {
      return null;
    }
    boolean iso = middle != ' ' && (colon ? dateSeparator == '-' : dateSeparator == '\0');
    return new Parsed(LocalDateTime.of(year, month, day, hour, minute, second, nano), offset, iso);
  }

  private int number(int width) {
    int value = 0;
    for (int i = 0; i < width; i++) {
      char c = peek();
      if (!isDigit(c)) {
        bad = true;
        return 0;
      }
      value = value * 10 + (c - '0');
      at++;
    }
    return value;
  }

  private int fraction() {
    int value = 0;
    int kept = 0;
    bad |= !isDigit(peek());
    for (; isDigit(peek()); at++) {
      if (kept < 9) {
        value = value * 10 + (peek() - '0');
        kept++;
      }
    }
    for (; kept < 9; kept++) {
      value *= 10;
    }
    return value;
  }

  private ZoneOffset offset() {
    char sign = separator("Zz+-");
    if (sign == 'Z' || sign == 'z') {
      return ZoneOffset.UTC;
    }
    if (sign == '\0') {
      bad = true;
      return null;
    }
    int hours = number(2);
    int minutes = 0;
    if (separator(":") == ':' || isDigit(peek())) {
      minutes = number(2);
    }
    int seconds = (hours * 60 + minutes) * 60;
    bad |= minutes > 59;
    return bad ? null : ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
  }

  private char separator(String allowed) {
    char c = peek();
    if (c != '\0' && allowed.indexOf(c) >= 0) {
      at++;
      return c;
    }
    return '\0';
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
