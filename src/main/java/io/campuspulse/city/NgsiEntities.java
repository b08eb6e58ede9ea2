package io.campuspulse.city;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Building;
import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.query.LiveView;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import java.util.TreeSet;

/**
 * NGSI-LD entities (ETSI GS CIM 009) with the attribute names of the Smart Data Models, normalized
 * form. Each text begins with its {@code id}.
 */
final class NgsiEntities {
  static final String KPI = "urn:ngsi-ld:KeyPerformanceIndicator:";
  private static final String BUILDING = "urn:ngsi-ld:Building:";
  private static final String DEVICE = "urn:ngsi-ld:Device:";
  private static final String MEASUREMENT = "urn:ngsi-ld:DeviceMeasurement:";

  private NgsiEntities() {}

  static String building(Campus campus, Building building) {
    return entity(
        BUILDING + building.id(),
        "Building",
        json -> {
          property(json, "name", building.name().zh());
          property(json, "alternateName", building.name().en());
          property(json, "category", "school");
          property(json, "schoolCode", building.school());
          property(json, "divisionCode", campus.school(building.school()).orElseThrow().division());
        });
  }

  static String device(Campus campus, Device device) {
    TreeSet<String> properties = new TreeSet<>();
    TreeSet<String> buildings = new TreeSet<>();
    for (Point point : campus.pointsOfDevice(device.id())) {
      properties.add(point.quantity().id());
      building(campus, point.subject()).ifPresent(buildings::add);
    }
    return entity(
        DEVICE + device.id(),
        "Device",
        json -> {
          property(json, "category", "sensor");
          json.writeObjectFieldStart("controlledProperty");
          json.writeStringField("type", "Property");
          json.writeArrayFieldStart("value");
          for (String name : properties) {
            json.writeString(name);
          }
          json.writeEndArray();
          json.writeEndObject();
          property(json, "supportedProtocol", device.convention());
          property(json, "serialNumber", device.identity());
          if (!buildings.isEmpty()) {
            relationship(json, "controlledAsset", BUILDING + buildings.first());
          }
        });
  }

  private static Optional<String> building(Campus campus, Scope scope) {
    return switch (scope.level()) {
      case CITY, SCHOOL -> Optional.empty();
      case BUILDING -> Optional.of(scope.id());
      case SPACE -> campus.space(scope.id()).map(s -> s.building());
      case EQUIPMENT ->
          campus.equipment(scope.id()).flatMap(e -> campus.space(e.space())).map(s -> s.building());
    };
  }

  static String measurement(Point point, LiveView.Latest latest, ZoneId zone) {
    String time = JsonText.time(latest.timeMillis(), zone);
    BigDecimal value = BigDecimal.valueOf(latest.value(), point.quantity().decimals());
    return entity(
        MEASUREMENT + point.id(),
        "DeviceMeasurement",
        json -> {
          relationship(json, "refDevice", DEVICE + point.device());
          property(json, "controlledProperty", point.quantity().id());
          property(json, "dateObserved", time);
          number(json, "numValue", value, point.quantity().unit().symbol(), time);
          property(json, "quality", latest.quality().name().toLowerCase(java.util.Locale.ROOT));
        });
  }

  static String kpi(FigureRecord r) {
    return entity(
        KPI + r.id(),
        "KeyPerformanceIndicator",
        json -> {
          property(json, "name", r.feed().metric().name().zh());
          property(json, "alternateName", r.feed().metric().name().en());
          property(json, "kpiId", r.feed().id(':'));
          property(json, "schoolCode", r.school().id());
          property(json, "divisionCode", r.school().division());
          property(json, "calculationFormula", r.feed().metric().formula());
          property(json, "calculationMethod", r.method());
          property(
              json,
              "calculationFrequency",
              r.feed().resolution() == Resolution.PT1H ? "hourly" : "daily");
          json.writeObjectFieldStart("calculationPeriod");
          json.writeStringField("type", "Property");
          json.writeObjectFieldStart("value");
          json.writeStringField("from", JsonText.time(r.figure().interval().start(), r.zone()));
          json.writeStringField("to", JsonText.time(r.figure().interval().end(), r.zone()));
          json.writeEndObject();
          json.writeEndObject();
          if (r.figure().value() != null) {
            number(json, "kpiValue", r.figure().value(), r.unit(), null);
          }
          whole(json, "revision", r.figure().revised().revision());
          property(json, "status", r.figure().status().word());
          bounds(json, r);
        });
  }

  private static void bounds(JsonGenerator json, FigureRecord r) throws IOException {
    if (r.figure().reason() != null) {
      property(json, "reason", r.figure().reason());
    }
    if (r.figure().basis().coverage() != null) {
      number(json, "coverage", r.figure().basis().coverage(), "1", null);
    }
    if (r.figure().bounds().low() != null) {
      number(json, "low", r.figure().bounds().low(), r.unit(), null);
    }
    if (r.figure().bounds().high() != null) {
      number(json, "high", r.figure().bounds().high(), r.unit(), null);
    }
  }

  private static String entity(String id, String type, JsonText.Body attributes) {
    return JsonText.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", id);
          json.writeStringField("type", type);
          attributes.write(json);
          json.writeEndObject();
        });
  }

  private static void property(JsonGenerator json, String name, String value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("type", "Property");
    json.writeStringField("value", value);
    json.writeEndObject();
  }

  private static void whole(JsonGenerator json, String name, long value) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("type", "Property");
    json.writeNumberField("value", value);
    json.writeEndObject();
  }

  /** A number in its own unit: nothing is converted; a unit without a code is told as text. */
  private static void number(
      JsonGenerator json, String name, BigDecimal value, String unit, String observedAt)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("type", "Property");
    JsonText.number(json, "value", value);
    Optional<String> code = UnitCodes.of(unit);
    if (code.isPresent()) {
      json.writeStringField("unitCode", code.get());
    } else {
      json.writeObjectFieldStart("unitText");
      json.writeStringField("type", "Property");
      json.writeStringField("value", unit);
      json.writeEndObject();
    }
    if (observedAt != null) {
      json.writeStringField("observedAt", observedAt);
    }
    json.writeEndObject();
  }

  private static void relationship(JsonGenerator json, String name, String object)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("type", "Relationship");
    json.writeStringField("object", object);
    json.writeEndObject();
  }
}
