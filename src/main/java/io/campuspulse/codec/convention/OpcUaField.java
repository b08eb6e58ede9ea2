package io.campuspulse.codec.convention;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/**
 * One field of a data set message in any of the four encodings: bare, {@code {Value}} with status
 * and times, {@code {Type, Body}}, {@code {UaType, Value}}.
 */
final class OpcUaField {
  /** Top bits of a status code. */
  enum Severity {
    GOOD,
    UNCERTAIN,
    BAD
  }

  private static final Set<String> DATA_VALUE_KEYS =
      Set.of(
          "Value",
          "Status",
          "StatusCode",
          "SourceTimestamp",
          "SourcePicoseconds",
          "ServerTimestamp",
          "ServerPicoseconds",
          "UaType",
          "Dimensions");

  private static final BigDecimal LARGEST_CODE = BigDecimal.valueOf(0xFFFF_FFFFL);
  private static final BigDecimal SMALLEST_CODE = BigDecimal.valueOf(Integer.MIN_VALUE);

  private final String device;
  private final String metric;
  private final Stamp stamp;
  private final Severity severity;
  private final Readings readings;

  OpcUaField(String device, String metric, Stamp message, Severity severity, Readings readings) {
    this.device = device;
    this.metric = metric;
    this.stamp = message;
    this.severity = severity;
    this.readings = readings;
  }

  /** Adds the readings of the field. */
  void add(JsonTree field) {
    if (field instanceof JsonTree.Obj object && isDataValue(object)) {
      Stamp own = Stamp.any(object.get("SourceTimestamp")).or(stamp);
      JsonTree status = object.has("Status") ? object.get("Status") : object.get("StatusCode");
      Severity worst = worst(severity, severity(status));
      OpcUaField inner = new OpcUaField(device, metric, own, worst, readings);
      JsonTree value = object.get("Value");
      if (value == null) {
        inner.put(metric, Judged.NO_VALUE);
      } else {
        inner.variant(value, object.get("UaType"));
      }
    } else {
      variant(field, null);
    }
  }

  /** A bare value, or one in an envelope that names its type. */
  private void variant(JsonTree value, JsonTree type) {
    if (value instanceof JsonTree.Obj object && object.has("Body") && isTyped(object)) {
      variant(object.get("Body"), object.get("Type"));
    } else if (value instanceof JsonTree.Obj object
        && object.has("UaType")
        && object.has("Value")) {
      variant(object.get("Value"), object.get("UaType"));
    } else {
      tree(metric, value, Type.of(type));
    }
  }

  private static boolean isTyped(JsonTree.Obj object) {
    return object.has("Type") || object.has("TypeId") || object.has("UaTypeId");
  }

  private void tree(String path, JsonTree value, Type type) {
    if (value instanceof JsonTree.Obj object) {
      if (isLocalizedText(object)) {
        scalar(path, object.get("Text"), Type.TEXT);
      } else if (object.has("Body") && isTyped(object)) {
        tree(path, object.get("Body"), Type.ANY);
      } else {
        for (int i = 0; i < object.size(); i++) {
          if (!object.key(i).equals("UaTypeId")) {
            tree(Leaves.join(path, object.key(i)), object.value(i), Type.ANY);
          }
        }
      }
    } else if (value instanceof JsonTree.Arr array) {
      for (int i = 0; i < array.size(); i++) {
        tree(path + '[' + i + ']', array.item(i), type);
      }
    } else {
      scalar(path, value, type);
    }
  }

  private void scalar(String path, JsonTree value, Type type) {
    if (type == Type.TEXT && value instanceof JsonTree.Str text) {
      put(path, Judged.good(new NativeValue.Text(text.value())));
    } else {
      put(path, Texts.value(value, type == Type.NUMBER, readings.limits()));
    }
  }

  private void put(String path, Judged judged) {
    Judged result =
        switch (severity) {
          case BAD -> Judged.none(null, NativeQuality.BAD);
          case UNCERTAIN -> judged.atWorst(NativeQuality.SUSPECT);
          case GOOD -> judged;
        };
    readings.add(device, path, result, null, stamp);
  }

  private static boolean isDataValue(JsonTree.Obj object) {
    if (!object.has("Value")
        && !object.has("StatusCode")
        && !object.has("Status")
        && !object.has("SourceTimestamp")) {
      return false;
    }
    for (int i = 0; i < object.size(); i++) {
      if (!DATA_VALUE_KEYS.contains(object.key(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLocalizedText(JsonTree.Obj object) {
    return object.has("Text") && object.size() == (object.has("Locale") ? 2 : 1);
  }

  /** The value of a field without its envelopes, for a field that holds the time of an event. */
  static JsonTree plainValue(JsonTree field) {
    JsonTree value = field;
    for (int i = 0; i < 4 && value instanceof JsonTree.Obj object; i++) {
      value = object.has("Body") ? object.get("Body") : object.get("Value");
    }
    return value;
  }

  /** What a status says: a number, {@code {Code, Symbol}}, or a symbol. */
  static Severity severity(JsonTree status) {
    if (status instanceof JsonTree.Num code) {
      return ofCode(code.value());
    }
    if (status instanceof JsonTree.Str symbol) {
      return ofSymbol(symbol.value());
    }
    if (status instanceof JsonTree.Obj object) {
      return object.get("Code") instanceof JsonTree.Num code
          ? ofCode(code.value())
          : ofSymbol(object.has("Symbol") ? object.text("Symbol") : null);
    }
    return Severity.GOOD;
  }

  private static Severity ofCode(BigDecimal code) {
    if (code.compareTo(SMALLEST_CODE) < 0 || code.compareTo(LARGEST_CODE) > 0) {
      return Severity.BAD;
    }
    return switch ((int) (code.longValue() >>> 30 & 3)) {
      case 0 -> Severity.GOOD;
      case 1 -> Severity.UNCERTAIN;
      default -> Severity.BAD;
    };
  }

  private static Severity ofSymbol(String symbol) {
    if (symbol == null) {
      return Severity.GOOD;
    }
    String lower = symbol.toLowerCase(Locale.ROOT);
    if (lower.startsWith("bad")) {
      return Severity.BAD;
    }
    return lower.startsWith("uncertain") ? Severity.UNCERTAIN : Severity.GOOD;
  }

  private static Severity worst(Severity left, Severity right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  /** What an envelope says of its value, as far as it matters here. */
  private enum Type {
    ANY,
    NUMBER,
    TEXT;

    private static final Set<String> TEXT_NAMES =
        Set.of(
            "String",
            "DateTime",
            "Guid",
            "ByteString",
            "XmlElement",
            "NodeId",
            "LocalizedText",
            "QualifiedName",
            "ExpandedNodeId");

    private static final Set<String> NUMBER_NAMES =
        Set.of(
            "SByte",
            "Byte",
            "Int16",
            "UInt16",
            "Int32",
            "UInt32",
            "Int64",
            "UInt64",
            "Float",
            "Double",
            "Number",
            "Integer",
            "UInteger");

    static Type of(JsonTree type) {
      if (type instanceof JsonTree.Num number) {
        BigDecimal id = number.value();
        if (id.compareTo(BigDecimal.valueOf(2)) >= 0 && id.compareTo(BigDecimal.valueOf(11)) <= 0) {
          return NUMBER;
        }
        return id.compareTo(BigDecimal.valueOf(12)) >= 0
                && id.compareTo(BigDecimal.valueOf(21)) <= 0
            ? TEXT
            : ANY;
      }
      if (type instanceof JsonTree.Str name) {
        if (TEXT_NAMES.contains(name.value())) {
          return TEXT;
        }
        return NUMBER_NAMES.contains(name.value()) ? NUMBER : ANY;
      }
      return ANY;
    }
  }
}
