package io.campuspulse.codec.rules;

import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.json.JsonTree;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;

/**
 * One candidate for an event time, and whether a time was given that is no use.
 *
 * @param time the time, or NONE
 * @param useless whether a time was given that is unset (before 2000) or unreadable
 */
public record Stamp(NativeTime time, boolean useless) {
  /** No time was given. */
  public static final Stamp NONE = new Stamp(NativeTime.NONE, false);

  /** A time was given that says nothing. */
  public static final Stamp USELESS = new Stamp(NativeTime.NONE, true);

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final LocalDateTime FIRST_LOCAL = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final BigDecimal LAST_SECOND = new BigDecimal("253402300799.999999999");
  private static final BigDecimal MILLIS_FROM = new BigDecimal("100000000000");
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

  /** An instant; useless before the year 2000. */
  public static Stamp of(Instant instant) {
    return instant.isBefore(FIRST) ? USELESS : new Stamp(new NativeTime.At(instant), false);
  }

  /** Wall time; useless before the year 2000. */
  public static Stamp of(LocalDateTime local) {
    return local.isBefore(FIRST_LOCAL) ? USELESS : new Stamp(new NativeTime.Local(local), false);
  }

  /** Epoch seconds with any fraction; digits beyond nanoseconds are cut. */
  public static Stamp seconds(BigDecimal seconds) {
    if (seconds.signum() <= 0 || seconds.compareTo(LAST_SECOND) > 0) {
      return USELESS;
    }
    BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
    BigDecimal nanos = seconds.subtract(whole).multiply(BILLION).setScale(0, RoundingMode.FLOOR);
    return of(Instant.ofEpochSecond(whole.longValue(), nanos.longValue()));
  }

  /** Epoch milliseconds with any fraction. */
  public static Stamp millis(BigDecimal millis) {
    return seconds(millis.movePointLeft(3));
  }

  /** Epoch seconds, or milliseconds from 10¹¹ on. */
  public static Stamp secondsOrMillis(BigDecimal number) {
    return number.compareTo(MILLIS_FROM) >= 0 ? millis(number) : seconds(number);
  }

  /** An ISO-like text; wall time when it has no offset, useless when it cannot be read. */
  public static Stamp text(String text) {
    Times.Parsed parsed = Times.parse(text);
    if (parsed == null) {
      return USELESS;
    }
    return parsed.offset() == null ? of(parsed.local()) : of(parsed.instant());
  }

  /** A text, or a number of seconds or milliseconds; null and absence give no time. */
  public static Stamp any(JsonTree value) {
    if (value == null || value == JsonTree.Null.NULL) {
      return NONE;
    }
    if (value instanceof JsonTree.Num number) {
      return secondsOrMillis(number.value());
    }
    if (value instanceof JsonTree.Str text) {
      BigDecimal number = Times.digits(text.value());
      return number == null ? text(text.value()) : secondsOrMillis(number);
    }
    return USELESS;
  }

  /** This, or the next candidate when this has no time; useless when none has and one was. */
  public Stamp or(Stamp next) {
    if (time != NativeTime.NONE) {
      return this;
    }
    return next.time == NativeTime.NONE && useless ? this : next;
  }
}
