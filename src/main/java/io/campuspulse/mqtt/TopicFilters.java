package io.campuspulse.mqtt;

/** Relations between MQTT topic filters. */
final class TopicFilters {
  private TopicFilters() {}

  /** Whether some topic matches both filters. */
  static boolean overlap(String a, String b) {
    return overlap(a.split("/", -1), b.split("/", -1), 0);
  }

  private static boolean overlap(String[] a, String[] b, int level) {
    // '#' also matches its parent level, and wildcards at the top never match a '$' topic
    if (isHash(a, level) || isHash(b, level)) {
      return level > 0 || !(isDollar(a) || isDollar(b));
    }
    if (level == a.length || level == b.length) {
      return a.length == b.length;
    }
    boolean wild = a[level].equals("+") || b[level].equals("+");
    if (wild && level == 0 && (isDollar(a) || isDollar(b)) && !a[0].equals(b[0])) {
      return false;
    }
    return (wild || a[level].equals(b[level])) && overlap(a, b, level + 1);
  }

  private static boolean isHash(String[] levels, int level) {
    return level < levels.length && levels[level].equals("#");
  }

  private static boolean isDollar(String[] levels) {
    return levels[0].startsWith("$");
  }
}
