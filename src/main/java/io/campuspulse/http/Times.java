package io.campuspulse.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times and zones of requests, and writes times of lists. */
final class Times {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern LOST_PLUS = Pattern.compile("(.*[Tt].*) (\\d{2}:\\d{2})");
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private Times() {}

  /**
   * Reads an RFC 3339 time, or a plain date as local midnight. A space before the offset is taken
   * for the plus sign that form decoding turned into it.
   *
   * @return epoch milliseconds
   * @throws ProblemException when the text is neither, or not between 2000 and 2100
   */
  static long instant(String name, String text, ZoneId zone) {
    Instant instant;
    try {
      if (DATE.matcher(text).matches()) {
        instant = LocalDate.parse(text).atStartOfDay(zone).toInstant();
      } else {
        Matcher lost = LOST_PLUS.matcher(text);
        String fixed = lost.matches() ? lost.group(1) + "+" + lost.group(2) : text;
        instant = OffsetDateTime.parse(fixed, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
      }
    } catch (DateTimeException e) {
      throw Problem.parameter(
              name,
              text,
              "必须是带时区偏移的 RFC 3339 时间（如 2026-03-02T08:00:00+08:00）或日期（如 2026-03-02）",
              "must be an RFC 3339 time with offset, such as 2026-03-02T08:00:00+08:00,"
                  + " or a date, such as 2026-03-02")
          .exception();
    }
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw Problem.parameter(
              name, text, "必须在 2000 年至 2100 年之间", "must lie between the years 2000 and 2100")
          .exception();
    }
    return instant.toEpochMilli();
  }

  /**
   * Reads an IANA zone or an offset of whole quarter hours.
   *
   * @throws ProblemException when it is neither
   */
  static ZoneId zone(String name, String text) {
    try {
      ZoneId zone = ZoneId.of(text.replace(' ', '+'));
      if (!(zone instanceof ZoneOffset offset) || offset.getTotalSeconds() % 900 == 0) {
        return zone;
      }
    } catch (DateTimeException e) {
      // falls through to the sentence
    }
    throw Problem.parameter(
            name,
            text,
            "必须是 IANA 时区（如 Asia/Shanghai）或整刻钟的偏移（如 +08:00）",
            "must be an IANA time zone, such as Asia/Shanghai, or an offset of whole quarter"
                + " hours, such as +08:00")
        .exception();
  }

  /** ISO-8601 with the zone's offset. */
  static String text(long millis, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }
}
