package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums of some fields by thing and quarter of an hour. Not thread-safe.
 *
 * <p>A quarter in which nothing was added takes no memory.
 */
final class Quarters {
  private final Interval range;
  private final int fields;
  private final Map<String, long[][]> byId = new HashMap<>();

  /**
   * No sums yet.
   *
   * @param range whole base intervals
   */
  Quarters(Interval range, int fields) {
    this.range = range;
    this.fields = fields;
  }

  private int slot(long millis) {
    return (int) ((millis - range.start()) / Interval.BASE_MILLIS);
  }

  /** The fields of a thing in the quarter that holds an instant, to be added to. */
  long[] at(String id, long millis) {
    long[][] all =
        byId.computeIfAbsent(id, k -> new long[(int) (range.length() / Interval.BASE_MILLIS)][]);
    int slot = slot(millis);
    if (all[slot] == null) {
      all[slot] = new long[fields];
    }
    return all[slot];
  }

  /** Adds the sums of a thing over whole quarters. */
  void sum(String id, Interval time, long[] into) {
    long[][] all = byId.get(id);
    if (all == null) {
      return;
    }
    for (int i = slot(time.start()); i < slot(time.end()); i++) {
      for (int f = 0; all[i] != null && f < fields; f++) {
        into[f] += all[i][f];
      }
    }
  }

  /** The sums of a thing over whole quarters. */
  long[] sum(String id, Interval time) {
    long[] sum = new long[fields];
    sum(id, time, sum);
    return sum;
  }
}
