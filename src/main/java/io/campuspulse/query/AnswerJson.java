package io.campuspulse.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one JSON form of an {@link Answer}: the API and the {@code compute} command write the same
 * bytes. Numbers are plain decimals, times carry the offset of the query's zone, absent values are
 * written as {@code null}, and the document ends with a newline.
 */
public final class AnswerJson {
  private static final JsonFactory JSON = new JsonFactory();

  private AnswerJson() {}

  /** The answer as nested series of points, UTF-8. */
  public static byte[] series(Answer answer) {
    return bytes(out -> writeSeries(answer, out));
  }

  /** The answer as one flat array of rows, UTF-8, with the columns of {@link AnswerCsv}. */
  public static byte[] rows(Answer answer) {
    return bytes(out -> writeRows(answer, out));
  }

  /**
   * Writes the answer as nested series of points. Does not close the stream.
   *
   * @throws IOException when the stream does
   */
  public static void writeSeries(Answer answer, OutputStream out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      ZoneId zone = answer.query().zone();
      json.writeStartObject();
      head(json, answer);
      json.writeArrayFieldStart("series");
      for (Answer.Series series : answer.series()) {
        json.writeStartObject();
        json.writeStringField("group", series.group());
        json.writeObjectFieldStart("name");
        json.writeStringField("zh", series.nameZh());
        json.writeStringField("en", series.nameEn());
        json.writeEndObject();
        json.writeArrayFieldStart("points");
        for (Figure figure : series.figures()) {
          point(json, answer.unit(), figure, zone);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /**
   * Writes the answer as one flat array of rows. Does not close the stream.
   *
   * @throws IOException when the stream does
   */
  public static void writeRows(Answer answer, OutputStream out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartArray();
      for (Map<AnswerColumn, Object> row : rowsOf(answer)) {
        json.writeStartObject();
        for (Map.Entry<AnswerColumn, Object> cell : row.entrySet()) {
          json.writeFieldName(cell.getKey().title());
          value(json, cell.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }

  /** Restated figures, each with what it is about, UTF-8. */
  public static byte[] changes(Changes changes, ZoneId zone) {
    return bytes(
        out -> {
          try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("changes");
            for (Changes.Change change : changes.changes()) {
              json.writeStartObject();
              json.writeStringField("metric", change.metric());
              json.writeStringField("basis", change.basis());
              json.writeStringField("scope", change.scope().toString());
              json.writeStringField("group", change.group());
              json.writeFieldName("point");
              point(json, change.unit(), change.figure(), zone);
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("next", changes.next());
            json.writeBooleanField("more", changes.more());
            json.writeEndObject();
            json.writeRaw('\n');
          }
        });
  }

  private static List<Map<AnswerColumn, Object>> rowsOf(Answer answer) {
    List<Map<AnswerColumn, Object>> rows = new ArrayList<>();
    for (Answer.Series series : answer.series()) {
      series.figures().forEach(f -> rows.add(AnswerColumn.row(answer, series, f)));
    }
    return rows;
  }

  private static void head(JsonGenerator json, Answer answer) throws IOException {
    FigureQuery query = answer.query();
    json.writeStringField("metric", query.metric());
    json.writeStringField("unit", answer.unit());
    json.writeStringField("method", answer.method());
    json.writeStringField("scope", query.scope().toString());
    json.writeStringField("by", AnswerText.by(answer));
    json.writeStringField("basis", query.basis());
    json.writeStringField("from", AnswerText.time(query.range().start(), query.zone()));
    json.writeStringField("to", AnswerText.time(query.range().end(), query.zone()));
    json.writeStringField("resolution", query.resolution().text());
    json.writeStringField("tz", query.zone().getId());
    json.writeBooleanField("stale", answer.stale());
  }

  static void point(JsonGenerator json, String unit, Figure figure, ZoneId zone)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("from", AnswerText.time(figure.interval().start(), zone));
    json.writeStringField("to", AnswerText.time(figure.interval().end(), zone));
    number(json, "value", figure.value());
    json.writeStringField("unit", unit);
    number(json, "numerator", figure.basis().numerator());
    number(json, "denominator", figure.basis().denominator());
    number(json, "coverage", figure.basis().coverage());
    number(json, "low", figure.bounds().low());
    number(json, "high", figure.bounds().high());
    json.writeStringField("status", figure.status().word());
    json.writeStringField("reason", figure.reason());
    json.writeArrayFieldStart("flags");
    for (String flag : figure.basis().flags()) {
      json.writeString(flag);
    }
    json.writeEndArray();
    if (!figure.basis().also().isEmpty()) {
      json.writeObjectFieldStart("also");
      for (Map.Entry<String, BigDecimal> e : figure.basis().also().entrySet()) {
        number(json, e.getKey(), e.getValue());
      }
      json.writeEndObject();
    }
    json.writeNumberField("revision", figure.revised().revision());
    json.writeStringField("recordedAt", AnswerText.recordedAt(figure, zone));
    json.writeEndObject();
  }

  static void number(JsonGenerator json, String name, BigDecimal value) throws IOException {
    json.writeFieldName(name);
    value(json, value);
  }

  private static void value(JsonGenerator json, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(AnswerText.number(decimal));
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else {
      json.writeString(value.toString());
    }
  }

  static JsonGenerator generator(OutputStream out) throws IOException {
    return JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static byte[] bytes(Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try {
      body.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
