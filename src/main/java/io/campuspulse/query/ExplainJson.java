package io.campuspulse.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.metrics.SeriesInterval;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Revision;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The one JSON form of an {@link Explanation}, spelled like {@link AnswerJson}. */
public final class ExplainJson {
  private ExplainJson() {}

  /** The document, UTF-8, ending with a newline. */
  public static byte[] bytes(Explanation explanation) {
    return AnswerJson.bytes(
        out -> {
          try (JsonGenerator json = AnswerJson.generator(out)) {
            write(json, explanation);
            json.writeRaw('\n');
          }
        });
  }

  private static void write(JsonGenerator json, Explanation e) throws IOException {
    FigureQuery query = e.query();
    ZoneId zone = query.zone();
    MetricInfo info = e.info();
    json.writeStartObject();
    json.writeStringField("metric", info.id());
    json.writeStringField("unit", info.unit());
    json.writeStringField("formula", info.formula());
    json.writeStringField("source", info.provenance().source());
    json.writeStringField("sourceStatus", info.provenance().status().word());
    json.writeStringField("publishing", info.publishing());
    json.writeStringField("method", e.method());
    json.writeStringField("basis", FigureService.basisOf(query, info));
    json.writeStringField("scope", query.scope().toString());
    json.writeStringField("from", AnswerText.time(query.range().start(), zone));
    json.writeStringField("to", AnswerText.time(query.range().end(), zone));
    json.writeStringField("judgedUntil", AnswerText.time(e.details().judgedUntil(), zone));
    json.writeStringField("tz", zone.getId());
    json.writeFieldName("figure");
    AnswerJson.point(json, info.unit(), e.figure(), zone);
    facts(json, "pooled", e.pooled());
    ingredients(json, e);
    json.writeArrayFieldStart("leaves");
    for (Explanation.Part part : e.leaves()) {
      leaf(json, part, e);
    }
    json.writeEndArray();
    beyond(json, e);
    revisions(json, e);
    json.writeEndObject();
  }

  private static void beyond(JsonGenerator json, Explanation e) throws IOException {
    Explanation.Beyond beyond = e.details().beyond();
    ZoneId zone = e.query().zone();
    json.writeArrayFieldStart("days");
    for (Explanation.Day day : beyond.days()) {
      json.writeStartObject();
      json.writeStringField("leaf", day.leaf().key());
      time(json, day.time(), zone);
      facts(json, "facts", day.facts());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("counted");
    for (Metric.Counted thing : beyond.counted()) {
      json.writeStartObject();
      json.writeStringField("name", thing.name());
      json.writeBooleanField("declared", thing.declared());
      json.writeStringField("fact", thing.fact());
      json.writeArrayFieldStart("leaves");
      for (Leaf leaf : thing.evidence()) {
        json.writeString(leaf.key());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    lessons(json, beyond.lessons(), zone);
    json.writeArrayFieldStart("series");
    for (SeriesInterval i : beyond.series()) {
      json.writeStartObject();
      json.writeStringField("from", AnswerText.time(i.start(), zone));
      json.writeNumberField("amount", i.amount());
      number(json, "high", i.high() == SeriesInterval.UNBOUNDED ? -1 : i.high());
      json.writeBooleanField("known", i.known());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("purposes");
    for (Answer.Series series : beyond.purposes()) {
      json.writeStartObject();
      json.writeStringField("purpose", series.group());
      json.writeFieldName("figure");
      AnswerJson.point(json, e.info().unit(), series.figures().get(0), zone);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void lessons(
      JsonGenerator json, List<Explanation.LessonRecord> lessons, ZoneId zone) throws IOException {
    json.writeArrayFieldStart("lessons");
    for (Explanation.LessonRecord lesson : lessons) {
      json.writeStartObject();
      json.writeStringField("leaf", lesson.space().key());
      time(json, lesson.time(), zone);
      json.writeBooleanField("booked", lesson.booked());
      json.writeBooleanField("practical", lesson.practical());
      json.writeStringField("class", lesson.verdict());
      facts(json, "facts", lesson.facts());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void time(JsonGenerator json, Interval time, ZoneId zone) throws IOException {
    json.writeStringField("from", AnswerText.time(time.start(), zone));
    json.writeStringField("to", AnswerText.time(time.end(), zone));
  }

  private static void ingredients(JsonGenerator json, Explanation e) throws IOException {
    json.writeArrayFieldStart("ingredients");
    for (Metric.Ingredient i : e.details().ingredients()) {
      json.writeStartObject();
      json.writeStringField("name", i.name());
      AnswerJson.number(json, "value", i.value());
      json.writeStringField("unit", i.unit());
      json.writeStringField("source", i.source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void leaf(JsonGenerator json, Explanation.Part part, Explanation e)
      throws IOException {
    ZoneId zone = e.query().zone();
    json.writeStartObject();
    json.writeStringField("leaf", part.leaf().key());
    json.writeStringField("school", part.school());
    json.writeObjectFieldStart("byYear");
    for (Map.Entry<Integer, Facts> year : part.byYear().entrySet()) {
      facts(json, Integer.toString(year.getKey()), year.getValue());
    }
    json.writeEndObject();
    facts(json, "first", part.edges().first());
    facts(json, "last", part.edges().last());
    facts(json, "after", part.edges().after());
    json.writeArrayFieldStart("inputs");
    for (Explanation.Input input : part.inputs()) {
      input(json, input, e);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("intervals");
    for (Map.Entry<Long, Facts> interval : part.intervals().entrySet()) {
      json.writeStartObject();
      json.writeStringField("from", AnswerText.time(interval.getKey(), zone));
      facts(json, "facts", interval.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void input(JsonGenerator json, Explanation.Input input, Explanation e)
      throws IOException {
    ZoneId zone = e.query().zone();
    Point point = input.point();
    json.writeStartObject();
    json.writeStringField("point", point.id());
    json.writeStringField("quantity", point.quantity().id());
    json.writeStringField("device", point.device());
    json.writeNumberField("nominalSeconds", point.traits().nominalMillis() / 1000);
    long unfilled = Math.max(0, input.expected() - input.filled());
    number(json, "slotsExpected", input.expected());
    number(json, "slotsFilled", input.expected() < 0 ? -1 : input.filled());
    number(json, "slotsExcluded", input.expected() < 0 ? -1 : unfilled);
    json.writeStringField("exclusion", unfilled > 0 ? "no_valid_sample" : null);
    json.writeStringField(
        "readings",
        "/api/v1/readings?point="
            + encoded(point.id())
            + "&from="
            + encoded(AnswerText.time(e.query().range().start(), zone))
            + "&to="
            + encoded(AnswerText.time(e.query().range().end(), zone)));
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, long value) throws IOException {
    AnswerJson.number(json, name, value < 0 ? null : BigDecimal.valueOf(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void revisions(JsonGenerator json, Explanation e) throws IOException {
    ZoneId zone = e.query().zone();
    json.writeArrayFieldStart("restatements");
    for (Revision r : e.details().revisions()) {
      json.writeStartObject();
      json.writeNumberField("revision", r.number());
      json.writeStringField("leaf", r.leaf().key());
      json.writeStringField("from", AnswerText.time(r.intervalStart(), zone));
      json.writeStringField("recordedAt", AnswerText.time(r.recordedAtMillis(), zone));
      facts(json, "before", r.before());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void facts(JsonGenerator json, String name, Facts facts) throws IOException {
    json.writeObjectFieldStart(name);
    IOException[] failed = new IOException[1];
    facts.forEach(
        (fact, value) -> {
          try {
            json.writeNumberField(fact, value);
          } catch (IOException ex) {
            failed[0] = ex;
          }
        });
    if (failed[0] != null) {
      throw failed[0];
    }
    json.writeEndObject();
  }
}
