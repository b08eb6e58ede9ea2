package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Lesson;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Purpose;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The fields of a lesson record, the same in JSON and CSV. */
final class LessonColumns {
  private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000);

  private final Campus campus;
  private final ZoneId zone;

  LessonColumns(Campus campus, ZoneId zone) {
    this.campus = campus;
    this.zone = zone;
  }

  /** The fields in order; values are texts, numbers, booleans or null. */
  Map<String, Object> row(Lesson lesson) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("space", lesson.space());
    row.put("school", campus.schoolOf(Scope.space(lesson.space())).orElse(null));
    row.put("from", Times.text(lesson.slot().time().start(), zone));
    row.put("to", Times.text(lesson.slot().time().end(), zone));
    row.put("period", lesson.slot().period() == 0 ? null : lesson.slot().period());
    row.put("class", lesson.verdict().word());
    row.put("booked", lesson.slot().booked());
    bookings(lesson.slot().bookings(), row);
    row.put("persons", lesson.slot().persons() < 0 ? null : lesson.slot().persons());
    Lesson.Minutes time = lesson.minutes();
    row.put("usedMinutes", minutes(time.used()));
    row.put("sparseMinutes", minutes(time.sparse()));
    row.put("emptyMinutes", minutes(time.empty()));
    row.put("unknownMinutes", minutes(time.unknown()));
    row.put("beyondGraceMinutes", minutes(time.beyondGrace()));
    row.put("machineMinutes", minutes(lesson.energy().workingMillis()));
    row.put("kwh", lesson.energy().kwh());
    row.put("kgCo2e", null);
    row.put("co2ExceedanceMinutes", minutes(lesson.energy().co2ExceedanceMillis()));
    row.put("source", lesson.source());
    row.put("status", lesson.revised().status().word());
    row.put("revision", lesson.revised().revision());
    long recorded = lesson.revised().recordedAtMillis();
    row.put("recordedAt", recorded < 0 ? null : Times.text(recorded, zone));
    return row;
  }

  private static void bookings(List<Booking> bookings, Map<String, Object> row) {
    row.put("bookings", joined(bookings.stream().map(Booking::id).toList()));
    row.put("group", joined(bookings.stream().map(b -> b.use().group()).toList()));
    Purpose purpose =
        bookings.stream()
            .map(b -> b.use().purpose())
            .filter(p -> p != null)
            .findFirst()
            .orElse(null);
    row.put("purpose", purpose == null ? null : purpose.id());
    row.put("external", bookings.stream().anyMatch(b -> b.use().external()));
    row.put("practical", bookings.stream().anyMatch(b -> b.use().practical()));
  }

  private static String joined(List<String> texts) {
    String all =
        texts.stream().filter(t -> !t.isEmpty()).distinct().collect(Collectors.joining("; "));
    return all.isEmpty() ? null : all;
  }

  private static BigDecimal minutes(Long millis) {
    if (millis == null) {
      return null;
    }
    BigDecimal minutes =
        BigDecimal.valueOf(millis).divide(MINUTE, 6, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return minutes.scale() < 0 ? minutes.setScale(0) : minutes;
  }

  /** All records as CSV with a header line. */
  byte[] csv(List<Lesson> lessons) {
    StringBuilder csv = new StringBuilder();
    if (lessons.isEmpty()) {
      return new byte[0];
    }
    csv.append(String.join(",", row(lessons.get(0)).keySet())).append("\r\n");
    for (Lesson lesson : lessons) {
      csv.append(
              row(lesson).values().stream()
                  .map(LessonColumns::field)
                  .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String field(Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof BigDecimal d ? d.toPlainString() : value.toString();
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  static void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal d) {
      json.writeNumber(d.toPlainString());
    } else if (value instanceof Number n) {
      json.writeNumber(n.longValue());
    } else if (value instanceof Boolean b) {
      json.writeBoolean(b);
    } else {
      json.writeString(value.toString());
    }
  }
}
