package io.campuspulse.codec;

import java.util.ArrayList;
import java.util.List;

/** An MQTT topic and its levels; a leading {@code /} makes the first level empty. */
public final class Topic {
  private final String name;
  private final List<String> levels;

  private Topic(String name, List<String> levels) {
    this.name = name;
    this.levels = levels;
  }

  /** Splits a topic at its slashes. */
  public static Topic of(String name) {
    List<String> levels = new ArrayList<>(8);
    int start = 0;
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', start)) {
      levels.add(name.substring(start, slash));
      start = slash + 1;
    }
    levels.add(name.substring(start));
    return new Topic(name, levels);
  }

  public String name() {
    return name;
  }

  /** Number of levels, at least one. */
  public int size() {
    return levels.size();
  }

  /** The level at an index from the start. */
  public String level(int index) {
    return levels.get(index);
  }

  /** The level at an index from the end: 0 is the last. */
  public String fromEnd(int index) {
    return levels.get(levels.size() - 1 - index);
  }

  public String last() {
    return fromEnd(0);
  }

  /** Whether the levels at the start are these. */
  public boolean startsWith(String... first) {
    if (levels.size() < first.length) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (!levels.get(i).equals(first[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether the levels from an index to the end are exactly these. */
  public boolean endsFrom(int index, String... rest) {
    if (levels.size() != index + rest.length) {
      return false;
    }
    for (int i = 0; i < rest.length; i++) {
      if (!levels.get(index + i).equals(rest[i])) {
        return false;
      }
    }
    return true;
  }

  /** Levels {@code from} to {@code to} (exclusive), joined with slashes again. */
  public String join(int from, int to) {
    if (from == to) {
      return "";
    }
    int start = from;
    for (int i = 0; i < from; i++) {
      start += levels.get(i).length();
    }
    int end = start + to - from - 1;
    for (int i = from; i < to; i++) {
      end += levels.get(i).length();
    }
    return name.substring(start, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
