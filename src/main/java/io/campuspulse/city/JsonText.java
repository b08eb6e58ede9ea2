package io.campuspulse.city;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Name;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How the link spells JSON: plain decimals, times with offset, absent values as null. */
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /** Something that writes one JSON value. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static String of(Body body) {
    StringWriter out = new StringWriter(1024);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      body.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toString();
  }

  /** A document that ends with a newline. */
  static byte[] bytes(Body body) {
    return (of(body) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static JsonFactory factory() {
    return FACTORY;
  }

  /** A plain decimal without exponent and trailing zeros, or null. */
  static String plain(BigDecimal value) {
    if (value == null) {
      return null;
    }
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  static void number(JsonGenerator json, String field, BigDecimal value) throws IOException {
    json.writeFieldName(field);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(plain(value));
    }
  }

  static void name(JsonGenerator json, String field, Name name) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("zh", name.zh());
    json.writeStringField("en", name.en());
    json.writeEndObject();
  }

  /** Such as {@code 2026-03-02T00:00:00+08:00}. */
  static String time(long millis, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
  }

  /** The same, or null for a negative time. */
  static String timeOrNull(long millis, ZoneId zone) {
    return millis < 0 ? null : time(millis, zone);
  }
}
