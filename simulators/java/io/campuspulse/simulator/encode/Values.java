package io.campuspulse.simulator.encode;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Values as devices send them. */
final class Values {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Values() {}

  /** Writes the value of a point as a convention has it. */
  interface Writer {
    void write(JsonText json, Point point, long value);
  }

  /** Whether a point's values are yes or no. */
  static boolean isSwitch(Point point) {
    return switch (point.quantity()) {
      case MOTION, OCCUPIED, OPENING, LIGHT, SWITCH -> true;
      default -> false;
    };
  }

  /** The unit in which a point's device sends, when it is not the canonical one. */
  static Optional<Unit> foreignUnit(Point point) {
    return point.traits().unit().filter(u -> u != point.quantity().unit());
  }

  /** Writes a number in a unit. */
  static void number(JsonText json, Quantity quantity, long value, Unit unit) {
    if (value == DeviceSample.NOT_A_NUMBER) {
      json.raw("nan");
      return;
    }
    if (unit == quantity.unit()) {
      json.fixed(value, quantity.decimals());
      return;
    }
    BigDecimal canonical = BigDecimal.valueOf(value, quantity.decimals());
    BigDecimal sent = quantity.unit().convert(canonical, unit, 9).stripTrailingZeros();
    json.raw(sent.toPlainString());
  }

  /** Writes a value as number or boolean, in the unit that the device sends. */
  static void plain(JsonText json, Point point, long value) {
    if (isSwitch(point)) {
      json.raw(value != 0 ? "true" : "false");
    } else {
      Unit unit = point.traits().unit().orElse(point.quantity().unit());
      number(json, point.quantity(), value, unit);
    }
  }

  /** The number that a point's device sends, in its unit. */
  static double sent(Point point, long value) {
    BigDecimal canonical = BigDecimal.valueOf(value, point.quantity().decimals());
    return foreignUnit(point)
        .map(u -> point.quantity().unit().convert(canonical, u, 9))
        .orElse(canonical)
        .doubleValue();
  }

  /** Writes an instant as ISO-8601 in UTC with milliseconds, in quotes. */
  static void iso(JsonText json, long millis) {
    json.raw('"').raw(ISO.format(Instant.ofEpochMilli(millis))).raw('"');
  }
}
