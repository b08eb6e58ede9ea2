package io.campuspulse.codec.convention;

import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Texts;
import java.util.Locale;
import java.util.Map;

/** Shapes of bodies that several conventions share. */
final class Bodies {
  private static final Map<String, Availability.State> WORDS =
      Map.of(
          "online", Availability.State.ONLINE,
          "offline", Availability.State.OFFLINE);

  private Bodies() {}

  /** Reads a body that must be a JSON object. */
  static JsonTree.Obj object(StrictJson json, byte[] payload) {
    return object(json.read(payload), "the body");
  }

  /** Demands an object. */
  static JsonTree.Obj object(JsonTree tree, String what) {
    if (tree instanceof JsonTree.Obj object) {
      return object;
    }
    throw Rejection.invalid(
        what + " must be an object, not " + (tree == null ? "absent" : tree.kind()));
  }

  /** Demands an array. */
  static JsonTree.Arr array(JsonTree tree, String what) {
    if (tree instanceof JsonTree.Arr array) {
      return array;
    }
    throw Rejection.invalid(
        what + " must be an array, not " + (tree == null ? "absent" : tree.kind()));
  }

  /** Checks a body that is thrown away: where it begins like JSON it must be JSON. */
  static void checkIfJson(StrictJson json, byte[] payload) {
    if (Texts.looksLikeJson(payload)) {
      json.read(payload);
    }
  }

  /** {@code online} or {@code offline} in any case. */
  static Availability.State state(String word) {
    Availability.State state = WORDS.get(word.strip().toLowerCase(Locale.ROOT));
    if (state == null) {
      throw Rejection.invalid(
          "availability must be online or offline, not " + Rejection.quote(word));
    }
    return state;
  }

  /** {@code true} or {@code false} as online or offline. */
  static Availability.State onlineFlag(byte[] payload) {
    String word = Texts.plain(payload);
    return switch (word) {
      case "true" -> Availability.State.ONLINE;
      case "false" -> Availability.State.OFFLINE;
      default ->
          throw Rejection.invalid("online must be true or false, not " + Rejection.quote(word));
    };
  }
}
