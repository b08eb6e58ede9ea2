package io.campuspulse.codec.convention;

import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.rules.Leaves;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;

/** What the Chinese thing models share: properties bare or as {@code {value, time}}. */
final class ThingModel {
  private ThingModel() {}

  /**
   * Adds every property of an object.
   *
   * @param path native path of the object, empty for the top
   * @param message the message's time, for values without one of their own
   */
  static void properties(
      String device, String path, JsonTree.Obj properties, Stamp message, Readings readings) {
    for (int i = 0; i < properties.size(); i++) {
      String key = properties.key(i);
      property(device, Leaves.join(path, key), properties.value(i), message, readings);
    }
  }

  /** Adds one property: bare, timed, a structure, or several timed values. */
  static void property(
      String device, String path, JsonTree value, Stamp message, Readings readings) {
    if (value instanceof JsonTree.Obj timed && isTimed(timed)) {
      Stamp stamp = Stamp.any(timed.get("time")).or(message);
      leaves(device, path, timed.get("value"), stamp, readings);
    } else if (value instanceof JsonTree.Arr series && isSeries(series)) {
      for (JsonTree item : series.items()) {
        property(device, path, item, message, readings);
      }
    } else {
      leaves(device, path, value, message, readings);
    }
  }

  private static void leaves(
      String device, String path, JsonTree value, Stamp stamp, Readings readings) {
    Leaves.each(
        path, path, value, (leaf, key, scalar) -> readings.add(device, leaf, scalar, null, stamp));
  }

  private static boolean isTimed(JsonTree.Obj object) {
    return object.has("value") && object.size() == (object.has("time") ? 2 : 1);
  }

  /** An array of timed values is several readings of one property. */
  private static boolean isSeries(JsonTree.Arr array) {
    if (array.size() == 0) {
      return false;
    }
    for (JsonTree item : array.items()) {
      if (!(item instanceof JsonTree.Obj object) || !isTimed(object) || !object.has("time")) {
        return false;
      }
    }
    return true;
  }
}
