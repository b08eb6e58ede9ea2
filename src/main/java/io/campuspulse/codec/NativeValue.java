package io.campuspulse.codec;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as sent: exact number, boolean, text, list, object kept whole, or null. */
public sealed interface NativeValue {
  /** The null value. */
  NativeValue NULL = new Null();

  /**
   * An exact number.
   *
   * @param value the number
   * @param raw the literal sent when it was converted from text, else null
   */
  record Num(BigDecimal value, String raw) implements NativeValue {}

  /** A boolean. */
  record Bool(boolean value) implements NativeValue {}

  /** A text. */
  record Text(String value) implements NativeValue {}

  /** A list, such as a vector or a series. */
  record ListOf(List<NativeValue> values) implements NativeValue {
    public ListOf {
      values = List.copyOf(values);
    }
  }

  /** An object that its convention treats as one value; members in the order sent. */
  record MapOf(Map<String, NativeValue> members) implements NativeValue {
    public MapOf {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  /** See {@link #NULL}; {@code raw} is the literal sent when text said so, else null. */
  record Null(String raw) implements NativeValue {
    public Null() {
      this(null);
    }
  }
}
