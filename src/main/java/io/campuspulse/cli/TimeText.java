package io.campuspulse.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;

/** Reads times and zones of options. */
final class TimeText {
  private TimeText() {}

  /** Epoch milliseconds of an RFC 3339 time, or of a date's local midnight. */
  static long instant(
      String option, String text, ZoneId zone, Function<String, RuntimeException> misuse) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli()
          : OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw misuse.apply(
          option
              + " must be an RFC 3339 time with offset, such as 2026-03-02T08:00:00+08:00, or a"
              + " date, not '"
              + text
              + "'");
    }
  }

  /** A time zone. */
  static ZoneId zone(String text, Function<String, RuntimeException> misuse) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw misuse.apply("--tz must be a time zone such as Asia/Shanghai, not '" + text + "'");
    }
  }
}
