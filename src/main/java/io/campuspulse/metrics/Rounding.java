package io.campuspulse.metrics;

/** The one rounding of leaf facts: half to even (METRICS §3 "Numbers"). */
final class Rounding {
  private Rounding() {}

  /** value / divisor, rounded half to even; divisor positive. */
  static long halfEven(long value, long divisor) {
    long quotient = Math.floorDiv(value, divisor);
    long rest = Math.floorMod(value, divisor);
    int half = Long.compare(rest * 2, divisor);
    return half > 0 || (half == 0 && (quotient & 1) == 1) ? quotient + 1 : quotient;
  }
}
