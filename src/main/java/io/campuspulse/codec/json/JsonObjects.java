package io.campuspulse.codec.json;

import java.util.Map;

/** Builds objects for formats that are read as if they were JSON. */
public final class JsonObjects {
  private JsonObjects() {}

  /** An object of these members, in the map's order. */
  public static JsonTree.Obj of(Map<String, JsonTree> members) {
    return new JsonTree.Obj(
        members.keySet().toArray(String[]::new), members.values().toArray(JsonTree[]::new));
  }

  /** The same object with another value at a position. */
  public static JsonTree.Obj with(JsonTree.Obj object, int position, JsonTree value) {
    String[] keys = new String[object.size()];
    JsonTree[] values = new JsonTree[object.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = object.key(i);
      values[i] = i == position ? value : object.value(i);
    }
    return new JsonTree.Obj(keys, values);
  }
}
