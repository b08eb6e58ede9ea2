package io.campuspulse.config;

import io.campuspulse.model.Interval;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads bookings at single times: CSV with the columns of {@link #COLUMNS}. Times are local ({@code
 * 2026-03-02T08:00}) or carry an offset. A row whose status is {@code cancelled} calls off what has
 * its id at its time, in this file or in a timetable.
 */
final class BookingCsv {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "space",
          "from",
          "to",
          "purpose",
          "class",
          "enrolment",
          "external",
          "practical",
          "status");

  private static final long MOST_MILLIS = BookingRules.MOST_DAYS * 86_400_000L;

  private final BookingFields fields;
  private final ZoneId zone;
  private final BookingRules.Builder into;
  private final Map<String, Integer> lines = new HashMap<>();

  BookingCsv(BookingFields fields, ZoneId zone, BookingRules.Builder into) {
    this.fields = fields;
    this.zone = zone;
    this.into = into;
  }

  /** Adds the bookings of a file; any problem means that the whole configuration is refused. */
  void read(Path file, Problems problems) {
    lines.clear();
    CsvTable.read(file, COLUMNS, problems).ifPresent(table -> table.rows().forEach(this::row));
  }

  private void row(CsvTable.Row row) {
    Optional<String> space = fields.placed(row);
    Booking.Use use = fields.use(row);
    OptionalLong from = time(row, "from");
    OptionalLong to = time(row, "to");
    boolean cancelled = cancelled(row);
    if (space.isEmpty() || from.isEmpty() || to.isEmpty() || !span(row, from, to)) {
      return;
    }
    Integer before = lines.putIfAbsent(row.get("id") + "\n" + from.getAsLong(), row.line());
    if (before != null) {
      row.problem("id", "is already given for this time in line " + before);
      return;
    }
    Interval time = new Interval(from.getAsLong(), to.getAsLong());
    Booking booking = new Booking(row.get("id"), space.get(), time, use);
    if (cancelled) {
      into.cancel(booking);
    } else {
      into.add(booking);
    }
  }

  private static boolean span(CsvTable.Row row, OptionalLong from, OptionalLong to) {
    long length = to.getAsLong() - from.getAsLong();
    if (length <= 0) {
      row.problem("to", "must lie after from");
    } else if (length > MOST_MILLIS) {
      row.problem("to", "a booking is at most " + BookingRules.MOST_DAYS + " days long");
    }
    return length > 0 && length <= MOST_MILLIS;
  }

  private static boolean cancelled(CsvTable.Row row) {
    return switch (row.get("status")) {
      case "cancelled" -> true;
      case "", "confirmed" -> false;
      default -> {
        row.problem("status", "must be confirmed, cancelled or empty");
        yield false;
      }
    };
  }

  private OptionalLong time(CsvTable.Row row, String column) {
    OptionalLong time = time(row.get(column), zone);
    if (time.isEmpty()) {
      row.problem(column, "must be a time such as 2026-03-02T08:00 or 2026-03-02T08:00:00+08:00");
    }
    return time;
  }

  /** Reads a local time or one with an offset, to epoch milliseconds. */
  static OptionalLong time(String text, ZoneId zone) {
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
    try {
      boolean local = iso.length() <= 19 && !iso.endsWith("Z") && iso.lastIndexOf('+') < 11;
      Instant instant =
          local
              ? LocalDateTime.parse(iso).atZone(zone).toInstant()
              : OffsetDateTime.parse(iso).toInstant();
      return OptionalLong.of(instant.toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }
}
