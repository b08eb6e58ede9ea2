package io.campuspulse.codec.rules;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Plausibility of a number that decoded: codes known only from experience, and ranges by what a key
 * names. Both keep the value and make it suspect.
 */
public final class Ranges {
  /** What a metric measures, as far as a range depends on it. */
  public enum Kind {
    /** −60…125 °C. */
    TEMPERATURE("-60", "125"),
    /** −60…500 °C: ovens, welding, hot ends. */
    PROCESS_HEAT("-60", "500"),
    /** 0…100 %. */
    SHARE("0", "100"),
    /** 0…60 V. */
    BATTERY_VOLTAGE("0", "60"),
    /** Anything goes. */
    OTHER(null, null);

    private final BigDecimal least;
    private final BigDecimal most;

    Kind(String least, String most) {
      this.least = least == null ? null : new BigDecimal(least);
      this.most = most == null ? null : new BigDecimal(most);
    }
  }

  private static final Set<BigDecimal> SENTINELS =
      Set.of(
          new BigDecimal("-327.68"),
          new BigDecimal("-8388608"),
          new BigDecimal("-32768"),
          new BigDecimal("65535"),
          new BigDecimal("4294967295"),
          new BigDecimal("281474976710655"));

  private static final List<String> HOT =
      List.of(
          "oven",
          "kiln",
          "furnace",
          "boiler",
          "flue",
          "exhaust",
          "burner",
          "process",
          "heater",
          "solder",
          "weld",
          "nozzle",
          "hotend",
          "extruder",
          "tool",
          "thermocouple",
          "max31855",
          "max6675",
          "max31865",
          "stove",
          "grill");

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal THIRTY_TWO = BigDecimal.valueOf(32);
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);
  private static final BigDecimal NINE = BigDecimal.valueOf(9);
  private static final BigDecimal KELVIN = new BigDecimal("273.15");

  private Ranges() {}

  /** What a metric measures, judged by its path and unit; OTHER when the unit is not known. */
  public static Kind kind(String metric, String unit) {
    if (unit == null) {
      return Kind.OTHER;
    }
    switch (unit) {
      case "°C", "°F", "Cel", "℃", "℉", "[degF]", "degC", "degF", "K" -> {
        return isHot(metric) ? Kind.PROCESS_HEAT : Kind.TEMPERATURE;
      }
      case "%RH", "%EL" -> {
        return Kind.SHARE;
      }
      case "%" -> {
        String key = metric.toLowerCase(Locale.ROOT);
        return key.contains("hum") || key.contains("battery") || key.endsWith(".rh")
            ? Kind.SHARE
            : Kind.OTHER;
      }
      case "V", "mV" -> {
        String key = metric.toLowerCase(Locale.ROOT);
        return key.contains("battery") || key.contains("batv") ? Kind.BATTERY_VOLTAGE : Kind.OTHER;
      }
      default -> {
        return Kind.OTHER;
      }
    }
  }

  private static boolean isHot(String metric) {
    String key = metric.toLowerCase(Locale.ROOT);
    for (String word : HOT) {
      if (key.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The verdict on a value: suspect or good. */
  public static NativeQuality judge(NativeValue value, Kind kind, String unit) {
    if (!(value instanceof NativeValue.Num number)) {
      return NativeQuality.GOOD;
    }
    BigDecimal sent = number.value();
    if (isSentinel(sent)) {
      return NativeQuality.SUSPECT;
    }
    if (kind == Kind.OTHER) {
      return NativeQuality.GOOD;
    }
    boolean inside =
        sent.compareTo(bound(kind.least, unit)) >= 0 && sent.compareTo(bound(kind.most, unit)) <= 0;
    return inside ? NativeQuality.GOOD : NativeQuality.SUSPECT;
  }

  /** Whether a number is 0…60 and so inside every range, without a look at the metric. */
  public static boolean isOrdinary(BigDecimal number, String unit) {
    return number.signum() >= 0
        && number.compareTo(Kind.BATTERY_VOLTAGE.most) <= 0
        && !"K".equals(unit);
  }

  /** Whether a number is one of the codes that devices send instead of a value. */
  public static boolean isSentinel(BigDecimal number) {
    if (number.precision() > 24 || number.scale() > 20 || !nearSentinel(number.doubleValue())) {
      return false;
    }
    for (BigDecimal sentinel : SENTINELS) {
      if (sentinel.compareTo(number) == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean nearSentinel(double number) {
    return number == -327.68
        || number == -32768
        || number == 65535
        || number == -8388608
        || number == 4294967295.0
        || number == 281474976710655.0;
  }

  private static BigDecimal bound(BigDecimal bound, String unit) {
    if (unit == null) {
      return bound;
    }
    return switch (unit) {
      case "°F", "℉", "[degF]", "degF" -> bound.multiply(NINE).divide(FIVE).add(THIRTY_TWO);
      case "K" -> bound.add(KELVIN);
      case "mV" -> bound.multiply(THOUSAND);
      default -> bound;
    };
  }
}
