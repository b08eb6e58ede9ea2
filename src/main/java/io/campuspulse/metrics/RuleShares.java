package io.campuspulse.metrics;

/**
 * The share of time within a limit, where the time may be unknown in two ways: people are there and
 * the value is unknown, or nobody knows whether people are there.
 */
final class RuleShares {
  private RuleShares() {}

  /** The share from {@code ok, bad, nodata} and {@code x_ok, x_bad, x_nodata} after a prefix. */
  static Parts of(FactSums sums, String prefix) {
    return of(
        new long[] {sums.get(prefix + "ok"), sums.get(prefix + "bad"), sums.get(prefix + "nodata")},
        new long[] {
          sums.get(prefix + "x_ok"), sums.get(prefix + "x_bad"), sums.get(prefix + "x_nodata")
        });
  }

  /**
   * The share.
   *
   * @param there time within, outside, and without data while people are there, ms
   * @param perhaps the same while nobody knows whether they are
   */
  static Parts of(long[] there, long[] perhaps) {
    long known = there[0] + there[1];
    long expected = known + there[2];
    long unknown = there[2] + perhaps[0] + perhaps[1] + perhaps[2];
    return new Parts(
        Parts.percent(there[0], known),
        Parts.hours(there[0]),
        Parts.hours(known),
        Parts.ratio(known, known + unknown),
        Parts.percent(there[0], expected + perhaps[1] + perhaps[2]),
        Parts.percent(
            there[0] + there[2] + perhaps[0] + perhaps[2], expected + perhaps[0] + perhaps[2]),
        known == 0 ? Parts.Notes.reason("zero_denominator") : Parts.Notes.NONE);
  }
}
