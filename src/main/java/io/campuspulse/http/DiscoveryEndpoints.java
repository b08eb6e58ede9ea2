package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.model.City;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.School;
import io.campuspulse.model.SpaceType;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Standards;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers {@code getDiscovery} and {@code getCatalog}. */
final class DiscoveryEndpoints {
  /** Live state changes at most this often in a way worth asking for, seconds. */
  static final int LIVE_TTL = 5;

  private static final int CATALOG_TTL = 300;
  private static final List<String> LINKS =
      List.of("catalog", "schools", "spaces", "equipment", "devices");

  private final Reads reads;
  private final String version;

  DiscoveryEndpoints(Reads reads, String version) {
    this.reads = reads;
    this.version = version;
  }

  Reply discovery(Call call) {
    return Reply.json(this::discovery, LIVE_TTL);
  }

  Reply catalog(Call call) {
    return Reply.json(this::catalog, CATALOG_TTL);
  }

  private void discovery(JsonGenerator json) throws IOException {
    Campus campus = reads.campus().get();
    City city = campus.city();
    json.writeStartObject();
    json.writeStringField("service", "campus-pulse");
    json.writeStringField("version", version);
    json.writeStringField("api", "v1");
    json.writeObjectFieldStart("city");
    json.writeStringField("id", city.id());
    Json.name(json, "name", city.name());
    json.writeStringField("tz", city.zone().getId());
    json.writeEndObject();
    json.writeArrayFieldStart("schools");
    for (School school : campus.schools()) {
      json.writeStartObject();
      json.writeStringField("id", school.id());
      Json.name(json, "name", school.name());
      json.writeEndObject();
    }
    json.writeEndArray();
    links(json);
    Optional<Long> newest = reads.live().newestEventTime();
    json.writeStringField(
        "newestDataTime", newest.map(t -> Times.text(t, city.zone())).orElse(null));
    json.writeNumberField("ttl", LIVE_TTL);
    limits(json);
    json.writeEndObject();
  }

  private static void links(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("links");
    for (String link : LINKS) {
      json.writeStringField(link, "/api/v1/" + link);
    }
    json.writeStringField("metrics", "/api/v1/metrics/{metric}");
    json.writeStringField("contract", "/api/v1/openapi.yaml");
    json.writeEndObject();
  }

  private static void limits(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("limits");
    json.writeNumberField("maxPoints", FigureRequests.MAX_POINTS);
    json.writeObjectFieldStart("maxDays");
    for (Resolution resolution : Resolution.values()) {
      json.writeNumberField(resolution.text(), FigureRequests.MAX_DAYS.get(resolution));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void catalog(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("metrics");
    for (MetricInfo metric : reads.catalog().metrics()) {
      metric(json, metric);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("quantities");
    for (Quantity quantity : Quantity.values()) {
      quantity(json, quantity);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("spaceTypes");
    for (SpaceType type : SpaceType.values()) {
      json.writeStartObject();
      json.writeStringField("id", type.id());
      Json.name(json, "name", type.displayName());
      json.writeEndObject();
    }
    json.writeEndArray();
    standards(json, reads.campus().get().standards());
    json.writeEndObject();
  }

  private static void standards(JsonGenerator json, Standards standards) throws IOException {
    json.writeArrayFieldStart("limits");
    for (Standards.Key key : standards.keys()) {
      Standards.Limit limit = standards.limit(key);
      json.writeStartObject();
      json.writeStringField("id", key.word());
      Json.number(json, "value", limit.value());
      json.writeStringField("unit", key.unit());
      json.writeStringField("source", limit.source());
      json.writeStringField("sourceStatus", limit.status().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void metric(JsonGenerator json, MetricInfo metric) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", metric.id());
    Json.name(json, "name", metric.name());
    json.writeStringField("unit", metric.unit());
    json.writeStringField("formula", metric.formula());
    json.writeStringField("source", metric.provenance().source());
    json.writeStringField("sourceStatus", metric.provenance().status().word());
    json.writeStringField("publishing", metric.publishing());
    json.writeArrayFieldStart("bases");
    for (String basis : metric.bases()) {
      json.writeString(basis);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void quantity(JsonGenerator json, Quantity quantity) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", quantity.id());
    json.writeStringField("kind", quantity.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("unit", quantity.unit().symbol());
    json.writeNumberField("decimals", quantity.decimals());
    Json.number(json, "min", BigDecimal.valueOf(quantity.min()));
    Json.number(json, "max", BigDecimal.valueOf(quantity.max()));
    json.writeEndObject();
  }
}
