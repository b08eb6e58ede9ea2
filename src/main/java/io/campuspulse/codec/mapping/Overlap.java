package io.campuspulse.codec.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Two mappings that claim the same topics with equally specific patterns, the first without any
 * condition, so that the second would never be asked.
 *
 * @param first name of the mapping asked first
 * @param second name of the other
 * @param pattern the second one's pattern
 * @param rule the sentence
 */
public record Overlap(String first, String second, String pattern, String rule) {

  /** All overlaps among mappings, in the order in which they are asked. */
  public static List<Overlap> among(List<Mapping> mappings) {
    List<Overlap> overlaps = new ArrayList<>();
    for (int i = 0; i < mappings.size(); i++) {
      for (int k = i + 1; k < mappings.size(); k++) {
        compare(mappings.get(i), mappings.get(k), overlaps);
      }
    }
    return overlaps;
  }

  private static void compare(Mapping first, Mapping second, List<Overlap> overlaps) {
    for (Route one : first.routes()) {
      boolean unconditional =
          one.match().when().alternatives().isEmpty() && one.match().retained() == null;
      for (Route other : second.routes()) {
        if (unconditional && one.match().topic().rivals(other.match().topic())) {
          overlaps.add(
              new Overlap(
                  first.name(),
                  second.name(),
                  other.match().topic().toString(),
                  "matches topics that '"
                      + one.match().topic()
                      + "' of mapping '"
                      + first.name()
                      + "' already takes; make one more specific or give it 'when'"));
        }
      }
    }
  }
}
