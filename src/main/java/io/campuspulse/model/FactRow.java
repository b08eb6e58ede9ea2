package io.campuspulse.model;

import java.util.Objects;

/**
 * The facts of one leaf in one base interval, absolute, replaced as a whole.
 *
 * @param leaf what they are about
 * @param intervalStart start of the 15-minute interval, epoch milliseconds
 * @param facts the integers
 * @param carry state carried out of the interval into the next, opaque to stores, possibly empty
 * @param revision 1 from the first computation, raised when a final interval changes
 * @param recordedAtMillis journaled receive time of the newest message behind this state
 */
public record FactRow(
    Leaf leaf, long intervalStart, Facts facts, String carry, int revision, long recordedAtMillis) {
  public FactRow {
    Objects.requireNonNull(leaf, "leaf");
    Objects.requireNonNull(facts, "facts");
    Objects.requireNonNull(carry, "carry");
  }
}
