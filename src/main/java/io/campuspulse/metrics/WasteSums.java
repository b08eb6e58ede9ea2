package io.campuspulse.metrics;

import io.campuspulse.metrics.Metric.LeafSlice;
import java.math.BigDecimal;

/**
 * Pooled energy of spaces by their state, always-on circuits taken off. What such a circuit's own
 * gaps hide is taken off from the low bound and left in the high one.
 */
record WasteSums(FactSums sums) {
  private static final String OFF = "always_on.";

  static void pool(LeafSlice slice, FactSums into) {
    boolean alwaysOn =
        slice.byYear().values().stream().anyMatch(f -> f.find("always_on").isPresent());
    if (!alwaysOn) {
      EnergySums.pool(slice, into);
      return;
    }
    FactSums own = new FactSums();
    EnergySums.pool(slice, own);
    own.names().forEach(name -> into.add(OFF + name, own.get(name)));
  }

  int[] years() {
    return EnergySums.years(sums);
  }

  private long net(String name) {
    return sums.get(name) - sums.get(OFF + name);
  }

  /** Energy while empty in a year, mWh. */
  long empty(int year) {
    return Math.max(0, net("e_empty." + year));
  }

  /** The least that it can be. */
  long emptyLow(int year) {
    boolean last = year == years()[years().length - 1];
    long hidden = last ? sums.get(OFF + "e_est") + sums.get(OFF + "edge_outside") : 0;
    return Math.max(0, empty(year) - hidden);
  }

  /** The most that it can be. */
  long emptyHigh(int year) {
    boolean last = year == years()[years().length - 1];
    long most = empty(year) + Math.max(0, net("e_unknown." + year));
    return last ? most + sums.get(OFF + "e_est") + outside() : most;
  }

  private long outside() {
    return sums.get("edge_outside") + sums.get("open_max");
  }

  boolean unbounded() {
    return sums.get("open_unrated") > 0;
  }

  /** Energy of known shape and state, mWh. */
  private long known() {
    long known = 0;
    for (int year : years()) {
      known += net("e." + year) - net("e_unknown." + year);
    }
    return Math.max(0, known);
  }

  private long unknown() {
    long unknown = sums.get(OFF + "e_est") + outside();
    for (int year : years()) {
      unknown += Math.max(0, net("e_unknown." + year));
    }
    return unknown;
  }

  private long empty() {
    long empty = 0;
    for (int year : years()) {
      empty += empty(year);
    }
    return empty;
  }

  /** Energy while empty over energy in known states. */
  Shares share() {
    return new Shares(empty(), known(), unknown(), unbounded());
  }

  BigDecimal coverage() {
    return Parts.ratio(sums.get("state_ms"), sums.get("span"));
  }

  boolean alwaysOnExcluded() {
    return sums.names().stream().anyMatch(n -> n.startsWith(OFF));
  }
}
