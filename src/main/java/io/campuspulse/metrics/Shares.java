package io.campuspulse.metrics;

import java.math.BigDecimal;

/**
 * Shares N/K with an unknown X (METRICS §3 "Bounds, shares"): low N/(K + X), high (N + X)/(K + X),
 * the unknown once as worst, once as best.
 *
 * @param part N
 * @param known K
 * @param unknown X, the most that it can be
 * @param open whether X has no upper bound: then only 0 and 100 % are certain
 */
record Shares(long part, long known, long unknown, boolean open) {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  BigDecimal percent() {
    return Parts.percent(part, known);
  }

  BigDecimal low() {
    return open ? BigDecimal.ZERO : Parts.percent(part, Math.addExact(known, unknown));
  }

  BigDecimal high() {
    long most = Math.addExact(part, unknown);
    return open ? ALL : Parts.percent(most, Math.addExact(known, unknown));
  }

  /** {@code zero_denominator} where the value is null. */
  String reason() {
    return known == 0 ? "zero_denominator" : null;
  }
}
