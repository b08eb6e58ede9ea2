package io.campuspulse.simulator.encode;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes samples whose metrics are paths such as {@code switch:0.aenergy.total} as nested JSON
 * objects, in the order in which the points stand. Not thread-safe.
 */
final class NestedObject {
  private static final Pattern DOT = Pattern.compile("\\.");
  private final Map<String, String[]> paths = new HashMap<>();
  private final Values.Writer writer;
  private final Opening opening;

  /** What an object begins with, such as its id; ends with a comma when it writes anything. */
  interface Opening {
    void write(JsonText json, String key);
  }

  NestedObject(Values.Writer writer, Opening opening) {
    this.writer = writer;
    this.opening = opening;
  }

  private String[] path(String metric) {
    return paths.computeIfAbsent(metric, m -> DOT.split(m));
  }

  /** Writes the members of the outermost object, without its braces; nothing for an empty one. */
  void members(JsonText json, DeviceSample s) {
    level(json, s, 0, 0, s.count);
  }

  /** Writes what stands below one prefix; points of a prefix need not be neighbours. */
  private void level(JsonText json, DeviceSample s, int depth, int from, int to) {
    boolean first = true;
    for (int i = from; i < to; i++) {
      String[] path = path(s.points[i].metric());
      if (path.length <= depth || !samePrefix(s, from, i, depth) || seen(s, from, i, depth)) {
        continue;
      }
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.key(path[depth]);
      if (path.length == depth + 1) {
        writer.write(json, s.points[i], s.values[i]);
      } else {
        json.raw('{');
        opening.write(json, path[depth]);
        level(json, s, depth + 1, i, to);
        json.raw('}');
      }
    }
  }

  /** Whether two points have the same first levels. */
  private boolean samePrefix(DeviceSample s, int a, int b, int levels) {
    String[] x = path(s.points[a].metric());
    String[] y = path(s.points[b].metric());
    for (int d = 0; d < levels; d++) {
      if (d >= x.length || d >= y.length || !x[d].equals(y[d])) {
        return false;
      }
    }
    return true;
  }

  /** Whether an earlier point has opened this key already. */
  private boolean seen(DeviceSample s, int from, int i, int depth) {
    for (int j = from; j < i; j++) {
      if (samePrefix(s, j, i, depth + 1)) {
        return true;
      }
    }
    return false;
  }
}
