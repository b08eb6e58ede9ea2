package io.campuspulse.codec.rules;

import io.campuspulse.codec.json.JsonTree;

/** Walks a tree to its scalars: keys joined with {@code .}, positions as {@code [0]}. */
public final class Leaves {
  /** Takes one scalar. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes one scalar.
     *
     * @param path native path from the start of the walk
     * @param key the innermost key; for an element of an array the array's
     * @param value text, number, boolean or null
     */
    void leaf(String path, String key, JsonTree value);
  }

  private Leaves() {}

  /** Visits every scalar at or below a tree, in the order sent. Empty containers give nothing. */
  public static void each(String path, String key, JsonTree tree, Visitor visitor) {
    if (tree instanceof JsonTree.Obj object) {
      for (int i = 0; i < object.size(); i++) {
        String inner = object.key(i);
        each(join(path, inner), inner, object.value(i), visitor);
      }
    } else if (tree instanceof JsonTree.Arr array) {
      for (int i = 0; i < array.size(); i++) {
        each(path + '[' + i + ']', key, array.item(i), visitor);
      }
    } else {
      visitor.leaf(path, key, tree);
    }
  }

  /** A key below a path; the path may be empty. */
  public static String join(String path, String key) {
    return path.isEmpty() ? key : path + '.' + key;
  }
}
