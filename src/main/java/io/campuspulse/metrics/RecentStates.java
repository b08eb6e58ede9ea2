package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.window.PointBuffer;

/**
 * An answer about the states of a space with all that it depends on. The folds of a space, of its
 * air and of its meters ask for the same one in turn: the latest is worth keeping. Immutable.
 */
final class RecentStates {
  private final Interval interval;
  private final long until;
  private final String carry;
  private final PointBuffer[] readings;
  private final int[] versions;
  private final SpaceStates.Outcome outcome;

  /**
   * An answer that was just given.
   *
   * @param readings of each input, not to be changed afterwards
   */
  RecentStates(
      Interval interval,
      long until,
      String carry,
      PointBuffer[] readings,
      SpaceStates.Outcome outcome) {
    this.interval = interval;
    this.until = until;
    this.carry = carry;
    this.readings = readings;
    this.versions = new int[readings.length];
    for (int i = 0; i < readings.length; i++) {
      versions[i] = readings[i].version();
    }
    this.outcome = outcome;
  }

  /** Whether the question is the same, and no reading has come since. */
  boolean answers(Interval asked, long askedUntil, String carried, PointBuffer[] now) {
    if (!interval.equals(asked) || until != askedUntil || !carry.equals(carried)) {
      return false;
    }
    for (int i = 0; i < readings.length; i++) {
      if (readings[i] != now[i] || versions[i] != now[i].version()) {
        return false;
      }
    }
    return true;
  }

  SpaceStates.Outcome outcome() {
    return outcome;
  }
}
