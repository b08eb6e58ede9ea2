package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Name;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Writes documents with Jackson's streaming generator. */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Something that writes one JSON value. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** The UTF-8 bytes of a document, with a newline at its end. */
  static byte[] bytes(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      body.write(json);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  static void name(JsonGenerator json, String field, Name name) throws IOException {
    json.writeObjectFieldStart(field);
    json.writeStringField("zh", name.zh());
    json.writeStringField("en", name.en());
    json.writeEndObject();
  }

  /** A plain decimal without trailing zeros, or null. */
  static void number(JsonGenerator json, String field, BigDecimal value) throws IOException {
    json.writeFieldName(field);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }
  }

  /** A whole number, or null. */
  static void whole(JsonGenerator json, String field, Number value) throws IOException {
    json.writeFieldName(field);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value.longValue());
    }
  }
}
