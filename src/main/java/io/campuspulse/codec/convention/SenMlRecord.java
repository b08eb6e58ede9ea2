package io.campuspulse.codec.convention;

import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import java.math.BigDecimal;

/** One SenML record, its fields checked for their types; null where it has none. */
final class SenMlRecord {
  String baseName;
  String baseUnit;
  BigDecimal baseTime;
  BigDecimal baseValue;
  BigDecimal baseSum;
  BigDecimal baseVersion;
  String name = "";
  String unit;
  BigDecimal time;
  BigDecimal number;
  BigDecimal sum;

  /** A value that is no number: text, boolean or data. */
  NativeValue text;

  /** Whether the value was a NaN or an infinity, which only CBOR can send. */
  boolean notFinite;

  private boolean regular;

  /**
   * Reads a record.
   *
   * @param binary whether it came as CBOR, where integer labels stand for the names
   * @throws Rejection when a field has a wrong type, there are two values, or a field must be
   *     understood and is not
   */
  SenMlRecord(JsonTree.Obj record, boolean binary) {
    for (int i = 0; i < record.size(); i++) {
      String key = record.key(i);
      field(binary ? named(key) : key, record.value(i), binary);
    }
  }

  /** Whether the record has a field that is not a base field. */
  boolean isRegular() {
    return regular;
  }

  /** Whether the record has a value of its own. */
  boolean value() {
    return number != null || text != null || notFinite;
  }

  /** The name that a label of RFC 8428 table 4 stands for. */
  private static String named(String label) {
    return switch (label) {
      case "-1" -> "bver";
      case "-2" -> "bn";
      case "-3" -> "bt";
      case "-4" -> "bu";
      case "-5" -> "bv";
      case "-6" -> "bs";
      case "0" -> "n";
      case "1" -> "u";
      case "2" -> "v";
      case "3" -> "vs";
      case "4" -> "vb";
      case "5" -> "s";
      case "6" -> "t";
      case "7" -> "ut";
      case "8" -> "vd";
      default -> label;
    };
  }

  private void field(String key, JsonTree value, boolean binary) {
    switch (key) {
      case "bn" -> baseName = text(key, value);
      case "bu" -> baseUnit = text(key, value);
      case "bt" -> baseTime = number(key, value);
      case "bv" -> baseValue = number(key, value);
      case "bs" -> baseSum = number(key, value);
      case "bver" -> baseVersion = number(key, value);
      default -> {
        if (regularField(key, value, binary)) {
          regular = true;
        } else if (key.endsWith("_")) {
          throw Rejection.invalid(
              "the SenML field " + Rejection.quote(key) + " must be understood, and is not");
        }
      }
    }
  }

  private boolean regularField(String key, JsonTree value, boolean binary) {
    switch (key) {
      case "n" -> name = text(key, value);
      case "u" -> unit = text(key, value);
      case "t" -> time = number(key, value);
      case "ut" -> number(key, value);
      case "s" -> sum = number(key, value);
      case "v" -> {
        oneValue();
        notFinite = binary && value == JsonTree.Null.NULL;
        number = notFinite ? null : number(key, value);
      }
      case "vs" -> {
        oneValue();
        text = new NativeValue.Text(text(key, value));
      }
      case "vb" -> {
        oneValue();
        text = new NativeValue.Bool(bool(value));
      }
      case "vd" -> {
        oneValue();
        text = new NativeValue.Text(base64Url(text(key, value)));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void oneValue() {
    if (value()) {
      throw Rejection.invalid("a SenML record has two values");
    }
  }

  private static String text(String key, JsonTree value) {
    if (value instanceof JsonTree.Str text) {
      return text.value();
    }
    throw Rejection.invalid(key + " must be a text, not " + value.kind());
  }

  private static BigDecimal number(String key, JsonTree value) {
    if (value instanceof JsonTree.Num number) {
      return number.value();
    }
    throw Rejection.invalid(key + " must be a number, not " + value.kind());
  }

  private static boolean bool(JsonTree value) {
    if (value instanceof JsonTree.Bool bool) {
      return bool.value();
    }
    throw Rejection.invalid("vb must be a boolean, not " + value.kind());
  }

  private static String base64Url(String data) {
    boolean good = data.length() % 4 != 1;
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      good &=
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
    }
    if (!good) {
      throw Rejection.invalid("vd is not base64url without padding");
    }
    return data;
  }
}
