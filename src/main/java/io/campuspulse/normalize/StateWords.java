package io.campuspulse.normalize;

import io.campuspulse.model.Quantity;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Words that devices send for states, and their codes. Case does not matter. */
final class StateWords {
  private static final Set<String> YES =
      Set.of(
          "on", "true", "1", "yes", "open", "motion", "detected", "occupied", "present", "active");
  private static final Set<String> NO =
      Set.of(
          "off",
          "false",
          "0",
          "no",
          "closed",
          "close",
          "clear",
          "cleared",
          "quiet",
          "unoccupied",
          "absent",
          "vacant",
          "none",
          "inactive");
  private static final Map<String, Long> MACHINE =
      Map.ofEntries(
          Map.entry("off", 0L),
          Map.entry("stopped", 0L),
          Map.entry("idle", 1L),
          Map.entry("standby", 1L),
          Map.entry("ready", 1L),
          Map.entry("interrupted", 1L),
          Map.entry("working", 2L),
          Map.entry("running", 2L),
          Map.entry("active", 2L),
          Map.entry("run", 2L),
          Map.entry("fault", 3L),
          Map.entry("error", 3L),
          Map.entry("alarm", 3L));

  private StateWords() {}

  /** The code of a word for a state quantity, empty when the word is unknown. */
  static OptionalLong code(Quantity quantity, String word) {
    String w = word.trim().toLowerCase(Locale.ROOT);
    if (quantity == Quantity.MACHINE_STATE) {
      Long code = MACHINE.get(w);
      return code == null ? OptionalLong.empty() : OptionalLong.of(code);
    }
    if (YES.contains(w)) {
      return OptionalLong.of(1);
    }
    return NO.contains(w) ? OptionalLong.of(0) : OptionalLong.empty();
  }
}
