package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Alarm;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Answers {@code listAlarms}. */
final class AlarmsEndpoint implements Endpoint {
  private static final int MOST_DAYS = 31;
  private static final int TTL = 60;

  private final Reads reads;
  private final FigureRequests requests;

  AlarmsEndpoint(Reads reads) {
    this.reads = reads;
    this.requests = new FigureRequests(reads);
  }

  @Override
  public Reply answer(Call call) {
    Parameters parameters = call.parameters();
    Scope scope = requests.scope(parameters);
    ZoneId zone = requests.zone(parameters);
    Interval range = requests.range(parameters, zone, MOST_DAYS, "alarms");
    Optional<String> state = parameters.word("state", List.of("active", "cleared"));
    List<Alarm> alarms =
        reads.figures().alarms(scope, range).stream()
            .filter(a -> state.isEmpty() || state.get().equals("active") == a.clearedAt().isEmpty())
            .toList();
    return Reply.json(json -> write(json, alarms, range, zone), TTL);
  }

  private static void write(JsonGenerator json, List<Alarm> alarms, Interval range, ZoneId zone)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("from", Times.text(range.start(), zone));
    json.writeStringField("to", Times.text(range.end(), zone));
    json.writeArrayFieldStart("alarms");
    for (Alarm alarm : alarms) {
      json.writeStartObject();
      json.writeStringField("id", alarm.id());
      json.writeStringField("kind", alarm.kind().word());
      json.writeStringField("scope", alarm.scope().toString());
      json.writeStringField("subject", alarm.subject());
      json.writeStringField("raisedAt", Times.text(alarm.raisedAtMillis(), zone));
      json.writeStringField(
          "clearedAt",
          alarm.clearedAt().isPresent() ? Times.text(alarm.clearedAt().getAsLong(), zone) : null);
      Json.name(json, "text", alarm.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
