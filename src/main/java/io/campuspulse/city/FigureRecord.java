package io.campuspulse.city;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.journal.Tally;
import io.campuspulse.model.School;
import io.campuspulse.query.Figure;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * One figure of one school as a city gets it.
 *
 * @param feed the series
 * @param school whose it is
 * @param figure what it says
 * @param unit of value and bounds
 * @param method metric, version, basis and registry
 * @param zone of its days
 */
record FigureRecord(
    Feed feed, School school, Figure figure, String unit, String method, ZoneId zone) {

  /** Names the figure: school, metric, basis if any, resolution and start. */
  String id() {
    return id(school.id(), feed, figure.interval().start(), zone);
  }

  static String id(String school, Feed feed, long start, ZoneId zone) {
    return school + ":" + feed.id(':') + ":" + JsonText.time(start, zone);
  }

  /** The local day of its start. */
  String day() {
    return LocalDate.ofInstant(Instant.ofEpochMilli(figure.interval().start()), zone).toString();
  }

  /**
   * Its contribution to the day's count and digest: id, revision, status and value (empty for
   * null), with a newline between them.
   */
  Tally tally() {
    String value = JsonText.plain(figure.value());
    return Tally.of(
        id()
            + "\n"
            + figure.revised().revision()
            + "\n"
            + figure.status().word()
            + "\n"
            + (value == null ? "" : value));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id());
    json.writeStringField("school", school.id());
    json.writeStringField("division", school.division());
    json.writeStringField("metric", feed.metric().id());
    json.writeStringField("basis", feed.basis());
    json.writeStringField("resolution", feed.resolution().text());
    json.writeStringField("from", JsonText.time(figure.interval().start(), zone));
    json.writeStringField("to", JsonText.time(figure.interval().end(), zone));
    JsonText.number(json, "value", figure.value());
    json.writeStringField("unit", unit);
    JsonText.number(json, "numerator", figure.basis().numerator());
    JsonText.number(json, "denominator", figure.basis().denominator());
    JsonText.number(json, "coverage", figure.basis().coverage());
    JsonText.number(json, "low", figure.bounds().low());
    JsonText.number(json, "high", figure.bounds().high());
    json.writeStringField("status", figure.status().word());
    json.writeStringField("reason", figure.reason());
    json.writeArrayFieldStart("flags");
    for (String flag : figure.basis().flags()) {
      json.writeString(flag);
    }
    json.writeEndArray();
    json.writeNumberField("revision", figure.revised().revision());
    json.writeStringField(
        "recordedAt", JsonText.timeOrNull(figure.revised().recordedAtMillis(), zone));
    json.writeStringField("method", method);
    json.writeEndObject();
  }
}
