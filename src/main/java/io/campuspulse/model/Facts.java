package io.campuspulse.model;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * An immutable set of named 64-bit integers. Facts add over time and over space; equal names add,
 * overflow fails.
 *
 * <p>Zero values are kept: a fact that is known to be 0 is not a missing one.
 */
public final class Facts {
  /** No facts. */
  public static final Facts NONE = new Facts(new String[0], new long[0]);

  private final String[] names;
  private final long[] values;

  private Facts(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  /** Facts from a map, in name order. */
  public static Facts of(Map<String, Long> map) {
    TreeMap<String, Long> sorted = new TreeMap<>(map);
    String[] names = new String[sorted.size()];
    long[] values = new long[names.length];
    int i = 0;
    for (Map.Entry<String, Long> e : sorted.entrySet()) {
      names[i] = e.getKey().intern();
      values[i++] = e.getValue();
    }
    return new Facts(names, values);
  }

  /** The value of a fact, 0 when it is absent. */
  public long get(String name) {
    int i = Arrays.binarySearch(names, name);
    return i < 0 ? 0 : values[i];
  }

  /** The value of a fact, empty when it is absent. */
  public OptionalLong find(String name) {
    int i = Arrays.binarySearch(names, name);
    return i < 0 ? OptionalLong.empty() : OptionalLong.of(values[i]);
  }

  public int size() {
    return names.length;
  }

  /** Visits all facts in name order. */
  public void forEach(ObjLongConsumer<String> visitor) {
    for (int i = 0; i < names.length; i++) {
      visitor.accept(names[i], values[i]);
    }
  }

  /** {@code name=value} pairs joined by {@code ;} in name order: the stored form. */
  public String encode() {
    StringBuilder out = new StringBuilder(names.length * 16);
    for (int i = 0; i < names.length; i++) {
      if (i > 0) {
        out.append(';');
      }
      out.append(names[i]).append('=').append(values[i]);
    }
    return out.toString();
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException when the text is damaged
   */
  public static Facts decode(String text) {
    TreeMap<String, Long> map = new TreeMap<>();
    int at = 0;
    while (at < text.length()) {
      int semicolon = text.indexOf(';', at);
      int end = semicolon < 0 ? text.length() : semicolon;
      int equals = text.indexOf('=', at);
      if (equals < at || equals >= end) {
        throw new IllegalArgumentException("damaged facts: " + text);
      }
      map.put(text.substring(at, equals), Long.parseLong(text, equals + 1, end, 10));
      at = end + 1;
    }
    return of(map);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Facts other
        && Arrays.equals(names, other.names)
        && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return encode();
  }
}
