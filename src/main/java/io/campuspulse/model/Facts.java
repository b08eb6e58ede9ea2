package io.campuspulse.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/**
 * An immutable set of named 64-bit integers. Facts add over time and over space; equal names add,
 * overflow fails.
 *
 * <p>Zero values are kept: a fact that is known to be 0 is not a missing one.
 */
public final class Facts {
  /** No facts. */
  public static final Facts NONE = new Facts(new String[0], new long[0]);

  private static final ConcurrentMap<List<String>, String[]> NAMES = new ConcurrentHashMap<>();

  /** Bounds the memory of names that a damaged store makes up. */
  private static final int MOST_SHARED = 1_000;

  private final String[] names;
  private final long[] values;

  private Facts(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  /** Facts from a map, in name order. */
  public static Facts of(Map<String, Long> map) {
    return of(map.keySet(), map::get);
  }

  /** Facts of some names, in name order. */
  public static Facts of(Set<String> names, ToLongFunction<String> value) {
    String[] sorted = names.toArray(new String[0]);
    Arrays.sort(sorted);
    return sorted(sorted, value);
  }

  private static Facts sorted(String[] names, ToLongFunction<String> value) {
    long[] values = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = value.applyAsLong(names[i]);
    }
    return new Facts(labelledByTime(names) ? names : shared(names), values);
  }

  /** Names such as {@code record.used[1764032400]} occur once: sharing them would only fill up. */
  private static boolean labelledByTime(String[] names) {
    for (String name : names) {
      int end = name.length() - 1;
      if (end > 0 && name.charAt(end) == ']' && Character.isDigit(name.charAt(end - 1))) {
        return true;
      }
    }
    return false;
  }

  /** The one array of equal names: rows of one kind have the same few lists of names. */
  private static String[] shared(String[] names) {
    List<String> key = Arrays.asList(names);
    String[] known = NAMES.get(key);
    if (known != null) {
      return known;
    }
    if (NAMES.size() < MOST_SHARED) {
      NAMES.putIfAbsent(key, names);
    }
    return names;
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
        && (names == other.names || Arrays.equals(names, other.names))
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
