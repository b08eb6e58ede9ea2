package io.campuspulse.codec.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table whose keys are texts, or texts with one {@code *} that stands for any text. An exact key
 * wins; else the first matching one in order. Immutable; safe for all threads.
 *
 * @param <T> what the table gives
 */
public final class GlobTable<T> {
  private record Glob<T>(String prefix, String suffix, T value) {
    boolean matches(String text) {
      return text.length() >= prefix.length() + suffix.length()
          && text.startsWith(prefix)
          && text.endsWith(suffix);
    }
  }

  private final Map<String, T> exact;
  private final List<Glob<T>> globs;

  private GlobTable(Map<String, T> exact, List<Glob<T>> globs) {
    this.exact = exact;
    this.globs = globs;
  }

  /**
   * Compiles a table.
   *
   * @throws MappingSyntaxException when a key holds more than one star
   */
  public static <T> GlobTable<T> of(Map<String, T> entries) {
    Map<String, T> exact = new LinkedHashMap<>();
    List<Glob<T>> globs = new ArrayList<>();
    entries.forEach(
        (key, value) -> {
          int star = key.indexOf('*');
          if (star < 0) {
            exact.put(key, value);
          } else if (key.indexOf('*', star + 1) >= 0) {
            throw new MappingSyntaxException("'" + key + "' holds more than one *");
          } else {
            globs.add(new Glob<>(key.substring(0, star), key.substring(star + 1), value));
          }
        });
    return new GlobTable<>(Map.copyOf(exact), List.copyOf(globs));
  }

  /** The entry for a text, or null. */
  T get(String text) {
    T value = exact.get(text);
    if (value != null || globs.isEmpty()) {
      return value;
    }
    for (Glob<T> glob : globs) {
      if (glob.matches(text)) {
        return glob.value;
      }
    }
    return null;
  }

  boolean isEmpty() {
    return exact.isEmpty() && globs.isEmpty();
  }
}
