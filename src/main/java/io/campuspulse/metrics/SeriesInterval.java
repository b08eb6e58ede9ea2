package io.campuspulse.metrics;

import io.campuspulse.model.Interval;

/**
 * The sum of a scope's meters in one base interval.
 *
 * @param start of the base interval, epoch milliseconds
 * @param amount measured increase, fixed point; without what is interpolated
 * @param high the most that it can be, {@link #UNBOUNDED} when nothing limits it
 * @param known whether all of it was measured: no gap, no open time, judged to its end
 */
public record SeriesInterval(long start, long amount, long high, boolean known) {
  /** No upper bound. */
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /**
   * An interval from pooled meter sums.
   *
   * @param leaves how many meters were pooled
   */
  public static SeriesInterval of(long start, FactSums sums, int leaves) {
    long expected = Interval.BASE_MILLIS * leaves;
    boolean whole = sums.get("span") == expected;
    boolean known = whole && sums.get("open_gap") == 0 && sums.get("gap_ms") == 0;
    long measured = EnergySums.total(sums, "e") - sums.get("e_est");
    boolean unbounded = EnergySums.unbounded(sums) || !whole;
    long high =
        unbounded
            ? UNBOUNDED
            : Math.addExact(measured, sums.get("gap_most") + sums.get("open_max"));
    return new SeriesInterval(start, measured, high, known);
  }

  /** The end of the base interval. */
  public long end() {
    return start + Interval.BASE_MILLIS;
  }
}
