package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;
import java.util.Locale;

/** Kinds of values, as mappings name them. */
enum Kind {
  OBJECT,
  ARRAY,
  TEXT,
  NUMBER,
  BOOLEAN,
  NULL,
  /** A text, number, boolean or null. */
  SCALAR;

  boolean holds(JsonTree node) {
    return switch (this) {
      case OBJECT -> node instanceof JsonTree.Obj;
      case ARRAY -> node instanceof JsonTree.Arr;
      case TEXT -> node instanceof JsonTree.Str;
      case NUMBER -> node instanceof JsonTree.Num;
      case BOOLEAN -> node instanceof JsonTree.Bool;
      case NULL -> node == JsonTree.Null.NULL;
      case SCALAR -> !(node instanceof JsonTree.Obj) && !(node instanceof JsonTree.Arr);
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
