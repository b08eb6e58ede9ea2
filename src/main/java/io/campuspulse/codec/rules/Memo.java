package io.campuspulse.codec.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what a pure function says of keys that come again and again, such as the unit that a
 * key implies; bounded. One thread at a time.
 *
 * @param <T> what is said of a key; may be null
 */
public final class Memo<T> {
  private static final int MOST = 2048;
  private static final int LONGEST = 128;

  private final Function<String, T> function;
  private final Map<String, T> known = new HashMap<>();

  /** A memory of a function that has no side effects. */
  public Memo(Function<String, T> function) {
    this.function = function;
  }

  /** What the function says of a key. */
  public T of(String key) {
    T value = known.get(key);
    if (value != null || known.containsKey(key)) {
      return value;
    }
    value = function.apply(key);
    if (key.length() <= LONGEST) {
      if (known.size() == MOST) {
        known.clear();
      }
      known.put(key, value);
    }
    return value;
  }
}
