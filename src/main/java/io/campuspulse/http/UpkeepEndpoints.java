package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Device;
import io.campuspulse.ops.Reload;
import io.campuspulse.query.RegistryEntry;
import io.campuspulse.query.UnknownDevice;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Answers what operators ask and do. */
final class UpkeepEndpoints {
  private static final int PRESET_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;
  private static final int UNPROCESSABLE = 422;

  private final Reads reads;

  UpkeepEndpoints(Reads reads) {
    this.reads = reads;
  }

  /**
   * Devices that send and are not registered, the one heard last first; or those that are, and send
   * metrics which no point takes.
   */
  Reply unknownDevices(Call call, boolean unmapped) {
    call.demandOperator();
    int limit = call.parameters().integer("limit", PRESET_LIMIT, 1, MAX_LIMIT);
    Optional<String> convention = call.parameters().text("convention");
    Campus campus = reads.campus().get();
    List<UnknownDevice> devices =
        (unmapped ? reads.upkeep().unknown().unmapped() : reads.upkeep().unknown().list())
            .stream()
                .filter(d -> convention.isEmpty() || d.convention().equals(convention.get()))
                .filter(d -> registered(d, campus).isPresent() == unmapped)
                .toList();
    return Reply.fresh(
        200,
        Reply.JSON,
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeArrayFieldStart("items");
              for (UnknownDevice device : devices.subList(0, Math.min(limit, devices.size()))) {
                write(json, device, campus);
              }
              json.writeEndArray();
              json.writeNumberField("total", devices.size());
              json.writeStringField("next", null);
              json.writeNumberField("forgotten", reads.upkeep().unknown().forgotten());
              json.writeEndObject();
            }));
  }

  private static Optional<Device> registered(UnknownDevice device, Campus campus) {
    return campus.deviceByIdentity(device.convention(), device.identity());
  }

  private static void write(JsonGenerator json, UnknownDevice device, Campus campus)
      throws IOException {
    ZoneId zone = campus.city().zone();
    UnknownDevice.Heard heard = device.heard();
    json.writeStartObject();
    json.writeStringField("convention", device.convention());
    json.writeStringField("identity", device.identity());
    json.writeStringField("name", device.name().orElse(null));
    json.writeStringField("topic", heard.topic());
    json.writeStringField("firstSeen", Times.text(heard.firstMillis(), zone));
    json.writeStringField("lastSeen", Times.text(heard.lastMillis(), zone));
    json.writeNumberField("messages", heard.messages());
    json.writeFieldName("meanIntervalSeconds");
    if (heard.meanIntervalMillis().isPresent()) {
      json.writeNumber(heard.meanIntervalMillis().getAsLong() / 1000.0);
    } else {
      json.writeNull();
    }
    json.writeArrayFieldStart("metrics");
    for (UnknownDevice.UnknownMetric metric : device.metrics()) {
      json.writeStartObject();
      json.writeStringField("metric", metric.metric());
      json.writeStringField("sample", metric.sample());
      json.writeStringField("unit", metric.unit());
      json.writeStringField("suggestedQuantity", metric.suggestion().map(q -> q.id()).orElse(null));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField(
        "registryEntry",
        registered(device, campus)
            .map(known -> RegistryEntry.points(device, known.id()))
            .orElseGet(() -> RegistryEntry.yaml(device, campus)));
    json.writeEndObject();
  }

  /** Reads the files again. */
  Reply reload(Call call) {
    Reload.Outcome outcome = reads.upkeep().reload().reload();
    return Reply.fresh(
        outcome.done() ? 200 : UNPROCESSABLE,
        Reply.JSON,
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeBooleanField("reloaded", outcome.done());
              json.writeStringField("registry", outcome.registry());
              json.writeNumberField("replayed", outcome.replayed());
              json.writeArrayFieldStart("problems");
              for (String problem : outcome.problems()) {
                json.writeString(problem);
              }
              json.writeEndArray();
              json.writeEndObject();
            }));
  }
}
