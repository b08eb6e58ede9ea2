package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;

/** A place in a body: a value and the way that led to it. Immutable, known by identity. */
final class Cursor {
  private final JsonTree node;
  private final Cursor parent;
  private final String key;
  private final int index;

  /**
   * A place.
   *
   * @param node the value
   * @param parent where it stands, null for the root
   * @param key its key when the parent is an object, else null
   * @param index its position when the parent is an array, else -1
   */
  Cursor(JsonTree node, Cursor parent, String key, int index) {
    this.node = node;
    this.parent = parent;
    this.key = key;
    this.index = index;
  }

  JsonTree node() {
    return node;
  }

  Cursor parent() {
    return parent;
  }

  String key() {
    return key;
  }

  int index() {
    return index;
  }

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
