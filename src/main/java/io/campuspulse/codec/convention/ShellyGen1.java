package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import io.campuspulse.codec.rules.Units;
import io.campuspulse.model.RawMessage;
import java.util.Set;

/**
 * Shelly devices of the first generation: {@code shellies/<id>/…}, one bare value a topic. The id
 * may hold slashes; the metric starts at the first level that names a component.
 */
public final class ShellyGen1 implements Convention {
  private static final String ID = "shelly_gen1";

  private static final Set<String> COMPONENTS =
      Set.of(
          "relay",
          "emeter",
          "sensor",
          "meter",
          "input",
          "input_event",
          "longpush",
          "light",
          "white",
          "color",
          "roller",
          "dimmer",
          "adc",
          "ext_temperature",
          "ext_humidity",
          "ext_temperatures",
          "ext_humidities",
          "ext_switch",
          "ext_switches",
          "temperature",
          "temperature_f",
          "temperature_status",
          "overtemperature",
          "overpower",
          "overload",
          "overpower_value",
          "loaderror",
          "voltage",
          "power",
          "energy",
          "thermostat",
          "thermostats",
          "valve",
          "status",
          "settings",
          "info",
          "announce",
          "online",
          "command");

  /** Keys of {@code info} and {@code status} that identify, describe or keep books. */
  private static final Set<String> NOT_READINGS =
      Set.of(
          "cloud",
          "mqtt",
          "time",
          "unixtime",
          "serial",
          "mac",
          "hwID",
          "has_update",
          "update",
          "cfg_changed_cnt",
          "actions_stats",
          "ram_total",
          "ram_free",
          "ram_lwm",
          "fs_size",
          "fs_free",
          "ssid",
          "ip",
          "is_valid",
          "timestamp",
          "has_timer",
          "timer_started",
          "timer_duration",
          "timer_remaining",
          "source",
          "fw_info",
          "discovered_timestamp");

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public ShellyGen1(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    if (topic.size() < 2 || !topic.level(0).equals("shellies")) {
      return false;
    }
    if (topic.size() == 2) {
      return topic.last().equals("announce") || topic.last().equals("command");
    }
    String last = topic.last();
    boolean second = ShellyGen2.claimsTopic(topic) && !last.equals("online");
    return !second && metricAt(topic) > 1;
  }

  /** Index of the level at which the metric starts, or -1. */
  private static int metricAt(Topic topic) {
    for (int i = 2; i < topic.size(); i++) {
      if (COMPONENTS.contains(topic.level(i))) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    byte[] payload = message.payload();
    int at = metricAt(topic);
    if (at < 0 || isSilent(topic, at)) {
      Bodies.checkIfJson(json, payload);
      return Readings.nothing(ID);
    }
    String device = topic.join(1, at);
    String metric = topic.join(at, topic.size());
    if (metric.equals("online")) {
      return Readings.only(ID, device, Bodies.onlineFlag(payload));
    }
    if (payload.length == 0) {
      throw Rejection.invalid("an empty payload says nothing on " + Rejection.quote(metric));
    }
    Readings readings = new Readings(limits);
    if (metric.equals("info") || Texts.looksLikeJson(payload)) {
      json(device, metric, json.read(payload), readings);
    } else {
      bare(device, metric, Texts.plain(payload), readings);
    }
    return readings.result(ID);
  }

  private static boolean isSilent(Topic topic, int at) {
    if (topic.level(at).equals("announce")) {
      return true;
    }
    for (int i = at; i < topic.size(); i++) {
      if (topic.level(i).equals("command") || topic.level(i).equals("set")) {
        return true;
      }
    }
    return false;
  }

  private void bare(String device, String metric, String text, Readings readings) {
    String unit = unit(metric);
    if (isHumidity(metric) && isInvalidCode(text)) {
      Judged none = Judged.none(text, NativeQuality.INVALID);
      readings.add(device, metric, none, unit, Stamp.NONE);
      return;
    }
    readings.addText(device, metric, text, unit, Stamp.NONE);
  }

  private static boolean isHumidity(String metric) {
    return metric.equals("sensor/humidity")
        || metric.startsWith("ext_humidit")
        || metric.startsWith("humidity");
  }

  private static boolean isInvalidCode(String text) {
    String trimmed = text.strip();
    return trimmed.equals("999") || trimmed.equals("999.0") || trimmed.equals("999.00");
  }

  private static void json(String device, String metric, JsonTree body, Readings readings) {
    Stamp stamp = Stamp.NONE;
    if (body instanceof JsonTree.Obj object
        && object.get("unixtime") instanceof JsonTree.Num seconds) {
      stamp = Stamp.seconds(seconds.value());
    } else if (metric.equals("info")) {
      Bodies.object(body, "info");
    }
    tree(device, metric, metric, body, stamp, readings);
  }

  private static void tree(
      String device, String path, String key, JsonTree tree, Stamp stamp, Readings readings) {
    if (tree instanceof JsonTree.Obj object) {
      boolean bad = object.get("is_valid") == JsonTree.Bool.FALSE;
      for (int i = 0; i < object.size(); i++) {
        String inner = object.key(i);
        if (NOT_READINGS.contains(inner)) {
          continue;
        }
        if (bad) {
          failed(device, Leaves.join(path, inner), inner, object.value(i), stamp, readings);
        } else {
          tree(device, Leaves.join(path, inner), inner, object.value(i), stamp, readings);
        }
      }
    } else if (tree instanceof JsonTree.Arr array) {
      for (int i = 0; i < array.size(); i++) {
        tree(device, path + '[' + i + ']', key, array.item(i), stamp, readings);
      }
    } else if (path.endsWith("hum.value")
        && tree instanceof JsonTree.Num number
        && number.value().compareTo(java.math.BigDecimal.valueOf(999)) == 0) {
      readings.add(device, path, Judged.none("999", NativeQuality.INVALID), Units.PERCENT, stamp);
    } else {
      readings.add(device, path, tree, jsonUnit(path, key), stamp);
    }
  }

  private static void failed(
      String device, String path, String key, JsonTree tree, Stamp stamp, Readings readings) {
    Leaves.each(
        path,
        key,
        tree,
        (leaf, inner, value) ->
            readings.add(
                device, leaf, Judged.none(null, NativeQuality.BAD), jsonUnit(leaf, inner), stamp));
  }

  private static String jsonUnit(String path, String key) {
    return switch (key) {
      case "tC" -> Units.CELSIUS;
      case "tF" -> Units.FAHRENHEIT;
      case "temperature" -> Units.CELSIUS;
      case "rssi" -> Units.DECIBEL_MILLIWATT;
      case "power" -> Units.WATT;
      case "reactive" -> "var";
      case "voltage" -> Units.VOLT;
      case "current" -> Units.AMPERE;
      case "uptime" -> Units.SECOND;
      case "bat", "battery" -> Units.PERCENT;
      case "value" -> valueUnit(path);
      case "total", "total_returned" ->
          path.contains("emeters[") ? Units.WATT_HOUR : Units.WATT_MINUTE;
      default -> null;
    };
  }

  private static String valueUnit(String path) {
    if (path.endsWith("hum.value") || path.endsWith("bat.value")) {
      return Units.PERCENT;
    }
    return path.endsWith("lux.value") ? Units.LUX : null;
  }

  private static String unit(String metric) {
    String first = metric.substring(0, Math.max(metric.indexOf('/'), 0));
    switch (first.isEmpty() ? metric : first) {
      case "temperature", "ext_temperature", "ext_temperatures" -> {
        return Units.CELSIUS;
      }
      case "temperature_f" -> {
        return Units.FAHRENHEIT;
      }
      case "ext_humidity", "ext_humidities" -> {
        return Units.PERCENT;
      }
      case "adc", "voltage" -> {
        return Units.VOLT;
      }
      case "power" -> {
        return Units.WATT;
      }
      case "energy" -> {
        return Units.WATT_MINUTE;
      }
      default -> {
        return lastUnit(first, metric.substring(metric.lastIndexOf('/') + 1));
      }
    }
  }

  private static String lastUnit(String component, String last) {
    return switch (last) {
      case "power" -> Units.WATT;
      case "reactive_power" -> "var";
      case "voltage" -> Units.VOLT;
      case "current" -> Units.AMPERE;
      case "energy", "returned_energy" -> Units.WATT_MINUTE;
      case "total", "total_returned" -> component.equals("emeter") ? Units.WATT_HOUR : null;
      case "temperature" -> Units.CELSIUS;
      case "temperature_f" -> Units.FAHRENHEIT;
      case "humidity", "battery", "bat" -> Units.PERCENT;
      case "lux" -> Units.LUX;
      case "tilt" -> "deg";
      default -> null;
    };
  }
}
