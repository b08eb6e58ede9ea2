package io.campuspulse.query;

import io.campuspulse.metrics.Parts;
import io.campuspulse.model.Interval;
import java.math.BigDecimal;

/**
 * The publishing rule (METRICS §3 "Coverage"): below 50 % coverage over a day or less, or 90 % over
 * longer, the value is withheld and facts and bounds are still served.
 */
final class Publishing {
  private static final long DAY_MILLIS = 86_400_000;
  private static final BigDecimal SHORT = new BigDecimal("0.5");
  private static final BigDecimal LONG = new BigDecimal("0.9");

  private Publishing() {}

  static Figure publish(
      Interval bin, Parts parts, boolean coverageRule, boolean settled, Figure.Revised revised) {
    BigDecimal least = bin.length() <= DAY_MILLIS ? SHORT : LONG;
    boolean insufficient =
        coverageRule && parts.coverage() != null && parts.coverage().compareTo(least) < 0;
    BigDecimal value = insufficient ? null : parts.value();
    Figure.Status status;
    String reason = null;
    if (insufficient) {
      status = Figure.Status.INSUFFICIENT;
      reason = "unknown_period";
    } else if (value == null) {
      status = Figure.Status.NO_DATA;
      reason = parts.notes().reason() == null ? "no_data" : parts.notes().reason();
    } else {
      status = settled ? Figure.Status.FINAL : Figure.Status.PROVISIONAL;
    }
    return new Figure(
        bin,
        value,
        new Figure.Parts(
            parts.numerator(),
            parts.denominator(),
            parts.coverage(),
            parts.notes().flags(),
            parts.notes().also()),
        new Figure.Bounds(parts.low(), parts.high()),
        status,
        reason,
        revised);
  }
}
