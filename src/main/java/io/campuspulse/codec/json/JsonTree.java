package io.campuspulse.codec.json;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON value: exact numbers, keys in the order sent, unique keys. Immutable. */
public sealed interface JsonTree {
  /** An object. */
  final class Obj implements JsonTree {
    private static final int LINEAR = 12;

    private final String[] keys;
    private final JsonTree[] values;
    private Map<String, JsonTree> index;

    /** Takes both arrays over. */
    Obj(String[] keys, JsonTree[] values) {
      this.keys = keys;
      this.values = values;
    }

    public int size() {
      return keys.length;
    }

    /** The key at a position, in the order sent. */
    public String key(int position) {
      return keys[position];
    }

    /** The value at a position, in the order sent. */
    public JsonTree value(int position) {
      return values[position];
    }

    /** The value of a key, or null when the object has none. */
    public JsonTree get(String key) {
      if (keys.length > LINEAR) {
        return index().get(key);
      }
      for (int i = 0; i < keys.length; i++) {
        if (keys[i].equals(key)) {
          return values[i];
        }
      }
      return null;
    }

    private Map<String, JsonTree> index() {
      if (index == null) {
        Map<String, JsonTree> map = new HashMap<>(keys.length * 2);
        for (int i = 0; i < keys.length; i++) {
          map.put(keys[i], values[i]);
        }
        index = map;
      }
      return index;
    }

    public boolean has(String key) {
      return get(key) != null;
    }

    /** The object under a key, or null when there is none or it is no object. */
    public Obj object(String key) {
      return get(key) instanceof Obj object ? object : null;
    }

    /** The array under a key, or null when there is none or it is no array. */
    public Arr array(String key) {
      return get(key) instanceof Arr array ? array : null;
    }

    /** The text under a key, or null when there is none or it is no text. */
    public String text(String key) {
      return get(key) instanceof Str text ? text.value() : null;
    }
  }

  /** An array. */
  record Arr(List<JsonTree> items) implements JsonTree {
    public Arr {
      items = List.copyOf(items);
    }

    public int size() {
      return items.size();
    }

    public JsonTree item(int position) {
      return items.get(position);
    }
  }

  /** A text, without unpaired surrogates. */
  record Str(String value) implements JsonTree {}

  /** An exact number, of at most as many digits as the limits allow. */
  record Num(BigDecimal value) implements JsonTree {}

  /** {@code true} or {@code false}. */
  enum Bool implements JsonTree {
    FALSE,
    TRUE;

    /** The constant for a value. */
    public static Bool of(boolean value) {
      return value ? TRUE : FALSE;
    }

    public boolean value() {
      return this == TRUE;
    }
  }

  /** {@code null}. */
  enum Null implements JsonTree {
    NULL
  }

  /** What it is, for sentences: {@code an object}, {@code a number} and so on. */
  default String kind() {
    if (this instanceof Obj) {
      return "an object";
    }
    if (this instanceof Arr) {
      return "an array";
    }
    if (this instanceof Str) {
      return "a text";
    }
    if (this instanceof Num) {
      return "a number";
    }
    return this instanceof Bool ? "a boolean" : "null";
  }
}
