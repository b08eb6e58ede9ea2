package io.campuspulse.model;

import java.util.Objects;

/**
 * What one restatement changed in one row of facts after its interval had become final.
 *
 * @param number of the restatement; everything that changed together has the same number, from 1 on
 * @param leaf whose facts
 * @param intervalStart start of the 15-minute interval, epoch milliseconds
 * @param before the facts that were served until then
 * @param watermarkBefore the school's watermark until then, epoch milliseconds: what had been final
 * @param recordedAtMillis journaled receive time of the newest message behind the restatement
 */
public record Revision(
    long number,
    Leaf leaf,
    long intervalStart,
    Facts before,
    long watermarkBefore,
    long recordedAtMillis) {
  public Revision {
    Objects.requireNonNull(leaf, "leaf");
    Objects.requireNonNull(before, "before");
    if (number < 1) {
      throw new IllegalArgumentException("revisions count from 1: " + number);
    }
  }
}
