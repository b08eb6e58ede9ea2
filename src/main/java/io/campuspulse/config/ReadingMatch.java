package io.campuspulse.config;

import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Stamp;
import java.util.Map;
import java.util.Objects;

/** Compares a reading with what a vector expects, written as {@code campus decode} prints it. */
final class ReadingMatch {
  private ReadingMatch() {}

  /** The first difference as a sentence, or null. Keys left out mean null, or good. */
  static String difference(JsonTree.Obj expected, NativeReading reading) {
    String quality = expected.has("quality") ? expected.text("quality") : "good";
    String[][] texts = {
      {"device", expected.text("device"), reading.device()},
      {"metric", expected.text("metric"), reading.metric()},
      {"unit", expected.text("unit"), reading.unit()},
      {"quality", quality, reading.quality().word()},
    };
    for (String[] each : texts) {
      if (!Objects.equals(each[1], each[2])) {
        return each[0] + " must be " + each[1] + ", but is " + each[2];
      }
    }
    if (!same(expected.get("value"), reading.value())) {
      return "value of " + reading.metric() + " must be otherwise, but is " + reading.value();
    }
    String raw = raw(reading.value());
    if (expected.has("raw") && !Objects.equals(expected.text("raw"), raw)) {
      return "raw must be " + expected.text("raw") + ", but is " + raw;
    }
    NativeTime time =
        expected.text("timestamp") == null
            ? NativeTime.NONE
            : Stamp.text(expected.text("timestamp")).time();
    return time.equals(reading.time())
        ? null
        : "timestamp must be " + expected.text("timestamp") + ", but is " + reading.time();
  }

  private static String raw(NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return number.raw();
    }
    return value instanceof NativeValue.Null none ? none.raw() : null;
  }

  private static boolean same(JsonTree expected, NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return expected instanceof JsonTree.Num n && n.value().compareTo(number.value()) == 0;
    }
    if (value instanceof NativeValue.Bool bool) {
      return expected instanceof JsonTree.Bool b && b.value() == bool.value();
    }
    if (value instanceof NativeValue.Text text) {
      return expected instanceof JsonTree.Str s && s.value().equals(text.value());
    }
    if (value instanceof NativeValue.ListOf list) {
      boolean size = expected instanceof JsonTree.Arr a && a.size() == list.values().size();
      for (int i = 0; size && i < list.values().size(); i++) {
        size = same(((JsonTree.Arr) expected).item(i), list.values().get(i));
      }
      return size;
    }
    if (value instanceof NativeValue.MapOf map) {
      boolean size = expected instanceof JsonTree.Obj o && o.size() == map.members().size();
      for (Map.Entry<String, NativeValue> member : map.members().entrySet()) {
        size = size && same(((JsonTree.Obj) expected).get(member.getKey()), member.getValue());
      }
      return size;
    }
    return expected == null || expected == JsonTree.Null.NULL;
  }
}
