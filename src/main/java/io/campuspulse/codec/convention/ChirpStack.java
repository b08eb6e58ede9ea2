package io.campuspulse.codec.convention;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Units;
import io.campuspulse.model.RawMessage;
import java.util.Set;

/** ChirpStack v4 events in JSON: {@code application/<app>/device/<devEui>/event/<type>}. */
public final class ChirpStack implements Convention {
  private static final String ID = "chirpstack_v4";
  private static final Set<String> EVENTS =
      Set.of("up", "status", "location", "integration", "join", "ack", "txack", "log");

  private final Limits limits;
  private final StrictJson json;
  private final LoRaWan loRaWan = new LoRaWan();

  /** A decoder within limits. */
  public ChirpStack(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() == 6
        && topic.level(0).equals("application")
        && topic.level(2).equals("device")
        && ((topic.level(4).equals("event") && EVENTS.contains(topic.level(5)))
            || topic.level(4).equals("command"));
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    String device = topic.level(3);
    JsonTree.Obj body = Bodies.object(json, message.payload());
    if (topic.level(4).equals("command")) {
      return Readings.nothing(ID);
    }
    Readings readings = new Readings(limits);
    Stamp stamp = Stamp.any(body.get("time"));
    String key = body.text("deduplicationId");
    readings.messageKey(key == null || key.isEmpty() ? null : key);
    switch (topic.level(5)) {
      case "up" -> {
        object(device, body, stamp, readings);
        LoRaWan.radio(device, "rxInfo", body.get("rxInfo"), stamp, readings);
      }
      case "integration" -> object(device, body, stamp, readings);
      case "status" -> status(device, body, stamp, readings);
      case "location" -> location(device, body, stamp, readings);
      case "join" -> readings.available(device, Availability.State.JOINED);
      default -> {}
    }
    return readings.result(ID);
  }

  private void object(String device, JsonTree.Obj body, Stamp stamp, Readings readings) {
    JsonTree object = body.get("object");
    if (object != null && object != JsonTree.Null.NULL) {
      loRaWan.decoded(device, "object", Bodies.object(object, "object"), stamp, readings);
    }
  }

  private static void status(String device, JsonTree.Obj body, Stamp stamp, Readings readings) {
    if (body.has("margin")) {
      readings.add(device, "margin", body.get("margin"), Units.DECIBEL, stamp);
    }
    JsonTree level = body.get("batteryLevel");
    if (level != null && body.get("batteryLevelUnavailable") == JsonTree.Bool.TRUE) {
      Judged none = Judged.none(null, NativeQuality.INVALID);
      readings.add(device, "batteryLevel", none, Units.PERCENT, stamp);
    } else if (level != null) {
      readings.add(device, "batteryLevel", level, Units.PERCENT, stamp);
    }
  }

  private static void location(String device, JsonTree.Obj body, Stamp stamp, Readings readings) {
    JsonTree.Obj location = Bodies.object(body.get("location"), "location");
    for (int i = 0; i < location.size(); i++) {
      String key = location.key(i);
      String unit =
          switch (key) {
            case "latitude", "longitude" -> "deg";
            case "altitude", "accuracy" -> "m";
            default -> null;
          };
      if (unit != null) {
        readings.add(device, "location." + key, location.value(i), unit, stamp);
      }
    }
  }
}
