package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import java.util.function.Predicate;

/**
 * A question to the truth.
 *
 * @param scope what it is about
 * @param time whole base intervals inside the range of the truth
 * @param which spaces that count, such as those of one type; {@link #ALL} for the scope as a whole
 * @param basis {@code open}, {@code teaching}, or {@code all} for every minute of the day
 * @param label the part that is asked for, such as a purpose; empty without parts
 */
public record Ask(Scope scope, Interval time, Predicate<Space> which, String basis, String label) {
  /** Every space, and the scope's own meters before those of its spaces. */
  public static final Predicate<Space> ALL = s -> true;

  /** A scope as a whole, basis {@code open}. */
  public static Ask of(Scope scope, Interval time) {
    return new Ask(scope, time, ALL, Bases.OPEN, "");
  }

  /** The same on another basis. */
  public Ask on(String other) {
    return new Ask(scope, time, which, other, label);
  }

  /** The same about another part. */
  public Ask part(String other) {
    return new Ask(scope, time, which, basis, other);
  }

  /** The same about another time. */
  public Ask during(Interval other) {
    return new Ask(scope, other, which, basis, label);
  }

  /** Whether nothing of the scope is left out. */
  boolean isWhole() {
    return which == ALL;
  }
}
