package io.campuspulse.codec.convention;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Memo;
import io.campuspulse.codec.rules.Ranges;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import io.campuspulse.codec.rules.Units;
import io.campuspulse.model.RawMessage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Zigbee2MQTT under its default base topic. Units are the device definition's and never sent with
 * values: they come from the bridge's list of devices once seen, else from the key.
 */
public final class Zigbee2Mqtt implements Convention {
  private static final String ID = "zigbee2mqtt";
  private static final Set<String> NOT_READINGS =
      Set.of("last_seen", "device", "update", "update_available");
  private static final Pattern ENDPOINT =
      Pattern.compile("_(l?\\d+|phase_[abc]|left|right|center|top|bottom|total)$");

  private final Limits limits;
  private final StrictJson json;
  private final Zigbee2MqttUnits declared = new Zigbee2MqttUnits();
  private final Memo<KeyRule> rules = new Memo<>(Zigbee2Mqtt::rule);

  /** What a key implies: a unit, and whether anything but a number is a failure. */
  private record KeyRule(String unit, boolean number) {}

  /** A decoder within limits. */
  public Zigbee2Mqtt(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() >= 2 && topic.level(0).equals(ID) && !topic.level(1).isEmpty();
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    byte[] payload = message.payload();
    int last = topic.size() - 1;
    if (topic.level(1).equals("bridge")) {
      return bridge(topic, payload, effects);
    }
    if (isCommand(topic)) {
      Bodies.checkIfJson(json, payload);
      return Readings.nothing(ID);
    }
    if (payload.length == 0) {
      return Readings.nothing(ID);
    }
    if (last >= 2 && topic.last().equals("availability")) {
      return Readings.only(ID, topic.join(1, last), availability(payload));
    }
    Readings readings = new Readings(limits);
    if (Texts.looksLikeJson(payload) && json.read(payload) instanceof JsonTree.Obj object) {
      object(topic.join(1, last + 1), object, readings);
    } else if (last >= 2) {
      bare(topic.join(1, last), topic.last(), payload, readings);
    } else {
      throw Rejection.invalid("a bare value needs a topic level that names its metric");
    }
    return readings.result(ID);
  }

  private static boolean isCommand(Topic topic) {
    int last = topic.size() - 1;
    return (last >= 2 && isCommandWord(topic.last()))
        || (last >= 3 && isCommandWord(topic.fromEnd(1)));
  }

  private static boolean isCommandWord(String level) {
    return level.equals("set") || level.equals("get");
  }

  private DecodeResult bridge(Topic topic, byte[] payload, Effects effects) {
    if (topic.size() == 3 && topic.last().equals("state") && payload.length > 0) {
      return Readings.only(ID, "*", availability(payload));
    }
    if (topic.size() == 3 && topic.last().equals("devices") && payload.length > 0) {
      JsonTree devices = json.read(payload);
      declared.learn(devices);
      announce(devices, effects);
    } else {
      Bodies.checkIfJson(json, payload);
    }
    return Readings.nothing(ID);
  }

  @Override
  public Zigbee2Mqtt fresh() {
    return new Zigbee2Mqtt(limits);
  }

  /** Tells what each device is: make, model and description of its definition. */
  private static void announce(JsonTree body, Effects effects) {
    if (!(body instanceof JsonTree.Arr devices)) {
      return;
    }
    for (JsonTree item : devices.items()) {
      if (item instanceof JsonTree.Obj device
          && device.text("friendly_name") != null
          && device.object("definition") != null) {
        JsonTree.Obj definition = device.object("definition");
        String make = definition.text("vendor") + " " + definition.text("model");
        String description = definition.text("description");
        effects.accept(
            new Effect.DiscoveredEntity(
                device.text("ieee_address"),
                ID + '/' + device.text("friendly_name"),
                null,
                null,
                null,
                null,
                description == null ? make : make + ", " + description));
      }
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    declared.save(out);
  }

  @Override
  public Runnable load(DataInput in) throws IOException {
    return declared.load(in);
  }

  private Availability.State availability(byte[] payload) {
    if (!Texts.looksLikeJson(payload)) {
      return Bodies.state(Texts.plain(payload));
    }
    String state = Bodies.object(json, payload).text("state");
    if (state == null) {
      throw Rejection.invalid("availability has no text under state");
    }
    return Bodies.state(state);
  }

  private void object(String device, JsonTree.Obj body, Readings readings) {
    Stamp stamp = lastSeen(body.get("last_seen"));
    boolean battery = body.has("battery");
    for (int i = 0; i < body.size(); i++) {
      String key = body.key(i);
      if (!NOT_READINGS.contains(key)) {
        Leaves.each(
            key,
            key,
            body.value(i),
            (path, inner, value) -> add(device, path, inner, value, battery, readings, stamp));
      }
    }
  }

  private void add(
      String device,
      String path,
      String key,
      JsonTree value,
      boolean battery,
      Readings readings,
      Stamp stamp) {
    KeyRule rule = rules.of(key);
    Judged judged = Texts.value(value, rule.number, readings.limits());
    if (battery && key.equals("voltage")) {
      NativeQuality range =
          Ranges.judge(judged.value(), Ranges.Kind.BATTERY_VOLTAGE, Units.MILLIVOLT);
      String unit = unit(device, path, Units.MILLIVOLT);
      readings.put(device, path, judged.atWorst(range), unit, stamp, -1);
    } else {
      readings.add(device, path, judged, unit(device, path, rule.unit), stamp);
    }
  }

  private void bare(String device, String metric, byte[] payload, Readings readings) {
    if (NOT_READINGS.contains(metric)
        || metric.startsWith("device-")
        || metric.startsWith("update-")) {
      return;
    }
    KeyRule rule = rules.of(metric);
    String unit = unit(device, metric, rule.unit);
    if (Texts.looksLikeJson(payload)) {
      Leaves.each(
          metric,
          metric,
          json.read(payload),
          (path, key, value) -> readings.addLenient(device, path, value, unit, Stamp.NONE));
    } else {
      String text = Texts.plain(payload);
      readings.add(device, metric, Texts.word(text, rule.number, limits), unit, Stamp.NONE);
    }
  }

  private static Stamp lastSeen(JsonTree value) {
    if (value instanceof JsonTree.Num millis) {
      return Stamp.millis(millis.value());
    }
    return Stamp.any(value);
  }

  /** The unit that the device's definition declared, else the one that the key implies. */
  private String unit(String device, String path, String implied) {
    String told = declared.unit(device, path);
    return told == null ? implied : told;
  }

  private static KeyRule rule(String key) {
    String base = ENDPOINT.matcher(key).replaceFirst("");
    if (key.contains("temperature") || key.contains("setpoint")) {
      boolean number = base.endsWith("temperature") || base.endsWith("setpoint");
      return new KeyRule(Units.CELSIUS, number);
    }
    if (key.contains("humidity")) {
      return new KeyRule(Units.PERCENT, base.endsWith("humidity"));
    }
    String exact = exactUnit(key);
    String unit = exact == null ? exactUnit(base) : exact;
    return new KeyRule(unit, unit != null);
  }

  private static String exactUnit(String base) {
    return switch (base) {
      case "battery" -> Units.PERCENT;
      case "pressure" -> Units.HECTOPASCAL;
      case "illuminance", "illuminance_lux" -> Units.LUX;
      case "power", "active_power" -> Units.WATT;
      case "energy", "produced_energy", "consumed_energy" -> Units.KILOWATT_HOUR;
      case "current" -> Units.AMPERE;
      case "voltage" -> Units.VOLT;
      case "color_temp" -> "mired";
      case "linkquality" -> "lqi";
      default -> null;
    };
  }
}
