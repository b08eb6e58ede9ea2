package io.campuspulse.explain.recompute;

import java.math.BigDecimal;

/**
 * What a recipe arrives at, before the publishing rule.
 *
 * @param withheld whether the value is withheld where coverage is low
 */
public record Numbers(
    BigDecimal value,
    BigDecimal numerator,
    BigDecimal denominator,
    BigDecimal coverage,
    BigDecimal low,
    BigDecimal high,
    boolean withheld) {
  static final Numbers NOTHING = new Numbers(null, null, null, null, null, null, true);

  /** A share N/K with an unknown X that may belong to it; without a limit for X only 0 to 100. */
  static Numbers share(long n, long k, long x, boolean open, BigDecimal coverage, boolean energy) {
    return new Numbers(
        Digits.percent(n, k),
        energy ? Digits.million(n) : Digits.hours(n),
        energy ? Digits.million(k) : Digits.hours(k),
        coverage,
        open ? BigDecimal.ZERO : Digits.percent(n, k + x),
        open ? Digits.HUNDRED : Digits.percent(n + x, k + x),
        true);
  }

  Numbers kept() {
    return new Numbers(value, numerator, denominator, coverage, low, high, false);
  }

  /** METRICS §3: null below 50 % coverage (a day or less) or 90 % (longer). */
  Numbers published(long millis) {
    BigDecimal least = new BigDecimal(millis <= 86_400_000 ? "0.5" : "0.9");
    boolean low = withheld && coverage != null && coverage.compareTo(least) < 0;
    return low ? new Numbers(null, numerator, denominator, coverage, this.low, high, true) : this;
  }
}
