package io.campuspulse.codec.mapping;

import java.util.List;

/**
 * Where a unit comes from: the first candidate that gives one. Immutable; safe for all threads.
 *
 * @param candidates in order
 */
record UnitRule(List<Candidate> candidates) {
  static final UnitRule NONE = new UnitRule(List.of());

  /**
   * A unit, or the key under which a table has it.
   *
   * @param text the unit itself, or the key
   * @param table the table, or null
   */
  record Candidate(Template text, GlobTable<String> table) {
    String unit(Run run, Cursor here) {
      String found = text.text(run, here);
      return found == null || table == null ? found : table.get(found);
    }
  }

  /** The unit, or null. */
  String unit(Run run, Cursor here) {
    for (Candidate candidate : candidates) {
      String unit = candidate.unit(run, here);
      if (unit != null && !unit.isEmpty()) {
        return unit;
      }
    }
    return null;
  }
}
