package io.campuspulse.codec.convention;

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
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Shelly devices of the second generation and later, under any topic prefix: notifications on
 * {@code <prefix>/events/rpc}, snapshots on {@code <prefix>/status/<component>}.
 */
public final class ShellyGen2 implements Convention {
  private static final String ID = "shelly_gen2";
  private static final Pattern NUMBERED = Pattern.compile("[a-z][a-z0-9_]*:\\d+");

  /** Components about the device's own running. */
  private static final Set<String> SILENT = Set.of("sys", "mqtt", "cloud", "ble");

  private static final Set<String> SINGLE =
      Set.of(
          "sys",
          "mqtt",
          "cloud",
          "ble",
          "wifi",
          "eth",
          "ws",
          "ht_ui",
          "plugs_ui",
          "modbus",
          "matter",
          "knx",
          "bthome",
          "wd_ui",
          "ui");

  /** Keys that identify, describe or time something else than a measurement. */
  private static final Set<String> NOT_READINGS =
      Set.of(
          "id",
          "source",
          "tag",
          "sta_ip",
          "sta_ip6",
          "ssid",
          "bssid",
          "ip",
          "mac",
          "timer_started_at");

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public ShellyGen2(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return claimsTopic(topic);
  }

  /** Whether a topic has the shape of this generation. */
  static boolean claimsTopic(Topic topic) {
    if (topic.size() < 2 || (topic.size() == 2 && topic.level(0).isEmpty())) {
      return false;
    }
    String last = topic.last();
    if (last.equals("online") || last.equals("rpc")) {
      return true;
    }
    String before = topic.fromEnd(1);
    return topic.size() >= 3
        && ((before.equals("status") && isComponent(last))
            || (before.equals("command") && NUMBERED.matcher(last).matches()));
  }

  private static boolean isComponent(String level) {
    return SINGLE.contains(level) || NUMBERED.matcher(level).matches();
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    byte[] payload = message.payload();
    int last = topic.size() - 1;
    if (topic.last().equals("online")) {
      return Readings.only(ID, topic.join(0, last), Bodies.onlineFlag(payload));
    }
    if (topic.fromEnd(1).equals("command")) {
      Bodies.checkIfJson(json, payload);
      return Readings.nothing(ID);
    }
    JsonTree.Obj body = Bodies.object(json, payload);
    Readings readings = new Readings(limits);
    if (!topic.last().equals("rpc")) {
      component(topic.join(0, last - 1), topic.last(), body, Stamp.NONE, readings);
    } else if (topic.fromEnd(1).equals("events")) {
      notification(topic.join(0, last - 1), body, readings);
    }
    return readings.result(ID);
  }

  private static void notification(String prefix, JsonTree.Obj body, Readings readings) {
    String method = body.text("method");
    if (!"NotifyStatus".equals(method) && !"NotifyFullStatus".equals(method)) {
      return;
    }
    String source = body.text("src");
    String device = source == null || source.isEmpty() ? prefix : source;
    JsonTree.Obj params = Bodies.object(body.get("params"), "params");
    Stamp stamp =
        params.get("ts") instanceof JsonTree.Num seconds
            ? Stamp.seconds(seconds.value())
            : Stamp.any(params.get("ts"));
    for (int i = 0; i < params.size(); i++) {
      if (!params.key(i).equals("ts")) {
        component(device, params.key(i), params.value(i), stamp, readings);
      }
    }
  }

  private static void component(
      String device, String component, JsonTree state, Stamp stamp, Readings readings) {
    if (SILENT.contains(component)) {
      return;
    }
    Leaves.each(
        component,
        component,
        state,
        (path, key, value) -> {
          if (!NOT_READINGS.contains(key) && !key.endsWith("_ts")) {
            readings.add(device, path, value, unit(path, key), stamp);
          }
        });
  }

  private static String unit(String path, String key) {
    return switch (key) {
      case "tC", "current_C", "target_C" -> Units.CELSIUS;
      case "tF", "current_F", "target_F" -> Units.FAHRENHEIT;
      case "rh" -> Units.PERCENT;
      case "V" -> Units.VOLT;
      case "percent", "brightness", "current_pos" -> Units.PERCENT;
      case "lux" -> Units.LUX;
      case "rssi" -> Units.DECIBEL_MILLIWATT;
      case "by_minute" -> "mWh";
      case "total" -> path.contains("energy") ? Units.WATT_HOUR : null;
      case "uptime" -> Units.SECOND;
      default -> electrical(key);
    };
  }

  private static String electrical(String key) {
    if (key.endsWith("voltage")) {
      return Units.VOLT;
    }
    if (key.endsWith("current")) {
      return Units.AMPERE;
    }
    if (key.endsWith("aprt_power")) {
      return "VA";
    }
    if (key.endsWith("act_power") || key.equals("apower") || key.equals("power")) {
      return Units.WATT;
    }
    if (key.endsWith("freq")) {
      return Units.HERTZ;
    }
    if (key.endsWith("act_energy")
        || key.endsWith("total_act")
        || key.endsWith("total_act_ret")
        || key.endsWith("act_ret_energy")) {
      return Units.WATT_HOUR;
    }
    return null;
  }
}
