package io.campuspulse.explain.recompute;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of METRICS §3: exact, ratios to 12 digits, half to even. */
final class Digits {
  static final MathContext TWELVE = new MathContext(12, RoundingMode.HALF_EVEN);
  static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal HOUR = BigDecimal.valueOf(3_600_000);

  private Digits() {}

  static BigDecimal of(long value) {
    return BigDecimal.valueOf(value);
  }

  static BigDecimal ratio(BigDecimal n, BigDecimal d) {
    return n == null || d == null || d.signum() == 0 ? null : n.divide(d, TWELVE);
  }

  static BigDecimal ratio(long n, long d) {
    return ratio(of(n), of(d));
  }

  static BigDecimal percent(long n, long d) {
    return ratio(of(n).multiply(HUNDRED), of(d));
  }

  static BigDecimal hours(long millis) {
    return of(millis).divide(HOUR, TWELVE);
  }

  /** mWh as kWh, mL as m³. */
  static BigDecimal million(long value) {
    return BigDecimal.valueOf(value, 6);
  }
}
