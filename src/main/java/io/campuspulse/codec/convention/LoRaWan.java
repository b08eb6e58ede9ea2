package io.campuspulse.codec.convention;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Memo;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import io.campuspulse.codec.rules.Units;
import java.util.Locale;

/**
 * What both LoRaWAN network servers share: decoded objects, their units, and radio figures. One
 * thread at a time.
 */
final class LoRaWan {
  private static final String STATUS_SUFFIX = "_sensor_status";
  private static final String FAILED = "read failed";

  private final Memo<KeyRule> rules = new Memo<>(LoRaWan::rule);

  /** What a key implies: a unit, and whether anything but a number is a failure. */
  private record KeyRule(String unit, boolean number) {}

  private static KeyRule rule(String key) {
    return new KeyRule(unit(key), demandsNumber(key));
  }

  /** Adds every scalar of a decoded object; {@code {value, timestamp}} is one at its own time. */
  void decoded(String device, String path, JsonTree.Obj object, Stamp stamp, Readings readings) {
    boolean failures = false;
    for (int i = 0; i < object.size(); i++) {
      failures |= failedBy(object.key(i), object.value(i)) != null;
    }
    Context context = new Context(object, failures, stamp);
    for (int i = 0; i < object.size(); i++) {
      String key = object.key(i);
      value(device, Leaves.join(path, key), key, object.value(i), context, readings);
    }
    for (int i = 0; failures && i < object.size(); i++) {
      String failed = failedBy(object.key(i), object.value(i));
      if (failed != null && !object.has(failed)) {
        String metric = Leaves.join(path, failed);
        readings.add(device, metric, Judged.none(null, NativeQuality.BAD), unit(failed), stamp);
      }
    }
  }

  /** Where a value stands: its object, whether a sensor of it failed, and the time. */
  private record Context(JsonTree.Obj parent, boolean failures, Stamp stamp) {}

  private void value(
      String device, String path, String key, JsonTree value, Context context, Readings readings) {
    if (value instanceof JsonTree.Obj object) {
      if (object.size() == 2 && object.has("value") && object.has("timestamp")) {
        Stamp own = Stamp.any(object.get("timestamp")).or(context.stamp);
        value(
            device,
            path,
            key,
            object.get("value"),
            new Context(context.parent, context.failures, own),
            readings);
      } else {
        decoded(device, path, object, context.stamp, readings);
      }
    } else if (value instanceof JsonTree.Arr array) {
      for (int i = 0; i < array.size(); i++) {
        value(device, path + '[' + i + ']', key, array.item(i), context, readings);
      }
    } else if (context.failures && FAILED.equals(context.parent.text(key + STATUS_SUFFIX))) {
      readings.add(device, path, Judged.none(null, NativeQuality.BAD), unit(key), context.stamp);
    } else {
      KeyRule rule = rules.of(key);
      Judged judged = Texts.value(value, rule.number, readings.limits());
      readings.add(device, path, judged, rule.unit, context.stamp);
    }
  }

  /** The key that a failed sensor status speaks of, or null. */
  private static String failedBy(String key, JsonTree value) {
    boolean failed =
        key.endsWith(STATUS_SUFFIX)
            && value instanceof JsonTree.Str text
            && text.value().equals(FAILED);
    return failed ? key.substring(0, key.length() - STATUS_SUFFIX.length()) : null;
  }

  private static boolean demandsNumber(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.endsWith("temperature")
        || lower.endsWith("humidity")
        || lower.equals("co2")
        || lower.equals("pressure")
        || key.startsWith("TempC")
        || key.startsWith("Hum_")
        || key.equals("BatV");
  }

  /** The unit that a key of a decoded object implies, or null. */
  static String unit(String key) {
    if (key.startsWith("TempC")) {
      return Units.CELSIUS;
    }
    if (key.startsWith("Hum")) {
      return Units.PERCENT;
    }
    if (key.equals("BatV")) {
      return Units.VOLT;
    }
    if (key.startsWith("current_")) {
      return key.endsWith("_total") ? "Ah" : Units.AMPERE;
    }
    String lower = key.toLowerCase(Locale.ROOT);
    if (lower.contains("temperature")) {
      return Units.CELSIUS;
    }
    if (lower.contains("humidity")) {
      return Units.PERCENT;
    }
    if (isParticulate(lower)) {
      return Units.MICROGRAM;
    }
    return switch (lower) {
      case "co2" -> Units.PPM;
      case "pressure", "barometric_pressure", "air_pressure" -> Units.HECTOPASCAL;
      default -> null;
    };
  }

  private static boolean isParticulate(String lower) {
    return lower.length() > 2
        && lower.startsWith("pm")
        && lower.charAt(2) >= '0'
        && lower.charAt(2) <= '9';
  }

  /** Adds signal strength and noise ratio of each gateway. */
  static void radio(String device, String path, JsonTree gateways, Stamp stamp, Readings readings) {
    if (!(gateways instanceof JsonTree.Arr array)) {
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      if (array.item(i) instanceof JsonTree.Obj gateway) {
        String base = path + '[' + i + "].";
        if (gateway.has("rssi")) {
          readings.add(device, base + "rssi", gateway.get("rssi"), Units.DECIBEL_MILLIWATT, stamp);
        }
        if (gateway.has("snr")) {
          readings.add(device, base + "snr", gateway.get("snr"), Units.DECIBEL, stamp);
        }
      }
    }
  }
}
