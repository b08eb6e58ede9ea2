package io.campuspulse.metrics;

/**
 * Several carried states as one text; trailing empty ones need none. No state holds an ampersand.
 */
final class Carries {
  private static final char SEPARATOR = '&';

  private Carries() {}

  static String join(String... parts) {
    int last = parts.length;
    while (last > 0 && parts[last - 1].isEmpty()) {
      last--;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < last; i++) {
      if (i > 0) {
        out.append(SEPARATOR);
      }
      if (parts[i].indexOf(SEPARATOR) >= 0) {
        throw new IllegalArgumentException("a carried state holds an ampersand: " + parts[i]);
      }
      out.append(parts[i]);
    }
    return out.toString();
  }

  /** The state at a place, empty when there is none. */
  static String part(String carry, int index) {
    int from = 0;
    for (int i = 0; i < index; i++) {
      int at = carry.indexOf(SEPARATOR, from);
      if (at < 0) {
        return "";
      }
      from = at + 1;
    }
    int end = carry.indexOf(SEPARATOR, from);
    return end < 0 ? carry.substring(from) : carry.substring(from, end);
  }
}
