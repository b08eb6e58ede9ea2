package io.campuspulse.codec.mapping;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions on a body: one of the alternatives must hold as a whole. Immutable; safe for all
 * threads.
 *
 * @param alternatives none means that everything passes
 */
record Guard(List<List<Clause>> alternatives) {
  /** Lets everything pass. */
  static final Guard NONE = new Guard(List.of());

  /**
   * One condition on one value.
   *
   * @param asWritten how the mapping names the value
   */
  record Clause(String asWritten, Operand operand, Condition condition) {}

  boolean passes(Run run, Cursor here) {
    if (alternatives.isEmpty()) {
      return true;
    }
    for (List<Clause> clauses : alternatives) {
      if (all(clauses, run, here)) {
        return true;
      }
    }
    return false;
  }

  private static boolean all(List<Clause> clauses, Run run, Cursor here) {
    for (Clause clause : clauses) {
      if (!clause.condition.holds(clause.operand.get(run, here), run)) {
        return false;
      }
    }
    return true;
  }

  /** What is asked, for the sentence of a rejection. */
  String asked() {
    return alternatives.stream()
        .map(
            clauses ->
                clauses.stream()
                    .map(c -> c.asWritten + " " + c.condition.asked())
                    .collect(Collectors.joining(" and ")))
        .collect(Collectors.joining("; or "));
  }
}
