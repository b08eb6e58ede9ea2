package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;

/**
 * A place in a body: a value and the way that led to it.
 *
 * @param node the value
 * @param parent where it stands, null for the root
 * @param key its key when the parent is an object, else null
 * @param index its position when the parent is an array, else -1
 */
record Cursor(JsonTree node, Cursor parent, String key, int index) {
  static Cursor root(JsonTree node) {
    return new Cursor(node, null, null, -1);
  }

  Cursor member(String name, JsonTree value) {
    return new Cursor(value, this, name, -1);
  }

  Cursor item(int position, JsonTree value) {
    return new Cursor(value, this, null, position);
  }

  Cursor rootOf() {
    Cursor at = this;
    while (at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  /** The last step: a key, or a position as digits; empty at the root. */
  String lastStep() {
    return key != null ? key : index >= 0 ? Integer.toString(index) : "";
  }

  /** The native path from an ancestor: keys joined by dots, positions in brackets. */
  String pathFrom(Cursor base) {
    if (this == base || parent == null) {
      return "";
    }
    if (parent == base && key != null) {
      return key;
    }
    StringBuilder out = new StringBuilder();
    append(out, base);
    return out.toString();
  }

  private void append(StringBuilder out, Cursor base) {
    if (this == base || parent == null) {
      return;
    }
    parent.append(out, base);
    if (key == null) {
      out.append('[').append(index).append(']');
    } else {
      if (parent != base) {
        out.append('.');
      }
      out.append(key);
    }
  }
}
