package io.campuspulse.codec;

import java.math.BigDecimal;
import java.util.List;

/** A value as sent: exact number, boolean, text, list or null. */
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

  /** See {@link #NULL}; {@code raw} is the literal sent when text said so, else null. */
  record Null(String raw) implements NativeValue {
    public Null() {
      this(null);
    }
  }
}
