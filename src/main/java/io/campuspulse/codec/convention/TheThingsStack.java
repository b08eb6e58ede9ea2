package io.campuspulse.codec.convention;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Units;
import io.campuspulse.model.RawMessage;

/** The Things Stack v3: {@code v3/<app>@<tenant>/devices/<id>/up} and its sisters. */
public final class TheThingsStack implements Convention {
  private static final String ID = "ttn_v3";

  private final Limits limits;
  private final StrictJson json;
  private final LoRaWan loRaWan = new LoRaWan();

  /** A decoder within limits. */
  public TheThingsStack(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() >= 5
        && topic.level(0).equals("v3")
        && topic.level(2).equals("devices")
        && switch (topic.level(4)) {
          case "up", "join" -> topic.size() == 5;
          case "down", "service", "location" -> true;
          default -> false;
        };
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    String device = topic.level(3);
    JsonTree.Obj body = Bodies.object(json, message.payload());
    if (body.get("simulated") == JsonTree.Bool.TRUE) {
      return Readings.nothing(ID);
    }
    return switch (topic.level(4)) {
      case "up" -> up(device, body);
      case "join" -> Readings.only(ID, device, Availability.State.JOINED);
      default -> Readings.nothing(ID);
    };
  }

  private DecodeResult up(String device, JsonTree.Obj body) {
    JsonTree.Obj uplink = Bodies.object(body.get("uplink_message"), "uplink_message");
    Stamp stamp = time(body, uplink);
    Readings readings = new Readings(limits);
    JsonTree decoded = uplink.get("decoded_payload");
    if (decoded != null && decoded != JsonTree.Null.NULL) {
      JsonTree.Obj object = Bodies.object(decoded, "decoded_payload");
      loRaWan.decoded(device, "decoded_payload", object, stamp, readings);
    }
    JsonTree normalized = uplink.get("normalized_payload");
    if (normalized != null && normalized != JsonTree.Null.NULL) {
      normalized(device, Bodies.array(normalized, "normalized_payload"), stamp, readings);
    }
    LoRaWan.radio(device, "rx_metadata", uplink.get("rx_metadata"), stamp, readings);
    readings.messageKey(messageKey(device, uplink));
    return readings.result(ID);
  }

  private static Stamp time(JsonTree.Obj body, JsonTree.Obj uplink) {
    Stamp stamp = Stamp.any(uplink.get("received_at")).or(Stamp.any(body.get("received_at")));
    JsonTree.Obj settings = uplink.object("settings");
    if (settings != null) {
      stamp = stamp.or(Stamp.any(settings.get("time")));
    }
    JsonTree.Arr gateways = uplink.array("rx_metadata");
    for (int i = 0; gateways != null && i < gateways.size(); i++) {
      if (gateways.item(i) instanceof JsonTree.Obj gateway) {
        stamp = stamp.or(Stamp.any(gateway.get("time")));
      }
    }
    return stamp;
  }

  private static void normalized(
      String device, JsonTree.Arr measurements, Stamp stamp, Readings readings) {
    for (int i = 0; i < measurements.size(); i++) {
      JsonTree.Obj measurement = Bodies.object(measurements.item(i), "a normalized payload");
      Stamp own = Stamp.any(measurement.get("time")).or(stamp);
      String base = "normalized_payload[" + i + "]";
      for (int k = 0; k < measurement.size(); k++) {
        String top = measurement.key(k);
        if (!top.equals("time")) {
          Leaves.each(
              base + '.' + top,
              top,
              measurement.value(k),
              (path, key, value) ->
                  readings.addLenient(device, path, value, normalizedUnit(top, key), own));
        }
      }
    }
  }

  /** Units that the normalized payload schema fixes. */
  private static String normalizedUnit(String group, String key) {
    return switch (key) {
      case "temperature" -> Units.CELSIUS;
      case "relativeHumidity", "moisture" -> Units.PERCENT;
      case "pressure" -> Units.HECTOPASCAL;
      case "co2" -> Units.PPM;
      case "lightIntensity" -> Units.LUX;
      case "speed" -> "m/s";
      case "direction", "latitude", "longitude" -> "deg";
      case "battery" -> Units.VOLT;
      case "depth" -> "cm";
      case "ec" -> "dS/m";
      case "intensity" -> "mm/h";
      case "cumulative" -> "mm";
      case "altitude" -> "m";
      case "min", "max", "avg", "current" -> group.equals("water") ? Units.CELSIUS : null;
      default -> null;
    };
  }

  private static String messageKey(String device, JsonTree.Obj uplink) {
    String session = uplink.text("session_key_id");
    if (session == null || !(uplink.get("f_cnt") instanceof JsonTree.Num counter)) {
      return null;
    }
    return device + '/' + session + '/' + counter.value().toPlainString();
  }
}
