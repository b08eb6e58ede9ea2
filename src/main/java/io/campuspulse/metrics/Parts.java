package io.campuspulse.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a formula makes of summed facts, before the publishing rule.
 *
 * @param value in the metric's unit, or null
 * @param numerator pooled, or null
 * @param denominator pooled, or null for totals
 * @param coverage known / (known + unknown), or null when nothing was expected
 * @param low least that the truth can be, or null
 * @param high most that the truth can be, or null
 * @param notes reason and flags
 */
public record Parts(
    BigDecimal value,
    BigDecimal numerator,
    BigDecimal denominator,
    BigDecimal coverage,
    BigDecimal low,
    BigDecimal high,
    Notes notes) {

  /** Precision of all served ratios. */
  public static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

  /**
   * Remarks.
   *
   * @param reason why the value is null, or null
   * @param flags such as {@code estimated}
   * @param also further numbers of the figure by name, such as both sides of a difference
   */
  public record Notes(String reason, List<String> flags, Map<String, BigDecimal> also) {
    /** No remarks. */
    public static final Notes NONE = new Notes(null, List.of());

    public Notes {
      flags = List.copyOf(flags);
      also = Collections.unmodifiableMap(new LinkedHashMap<>(also));
    }

    /** Remarks without further numbers. */
    public Notes(String reason, List<String> flags) {
      this(reason, flags, Map.of());
    }

    /** Only a reason. */
    public static Notes reason(String reason) {
      return new Notes(reason, List.of());
    }
  }

  /** Nothing but a reason. */
  public static Parts none(String reason) {
    return new Parts(null, null, null, null, null, null, Notes.reason(reason));
  }

  /** numerator / denominator to 12 digits, or null when the denominator is 0. */
  public static BigDecimal ratio(BigDecimal numerator, BigDecimal denominator) {
    return denominator.signum() == 0 ? null : plain(numerator.divide(denominator, DIGITS));
  }

  /** numerator / denominator to 12 digits, or null when the denominator is 0. */
  public static BigDecimal ratio(long numerator, long denominator) {
    return ratio(BigDecimal.valueOf(numerator), BigDecimal.valueOf(denominator));
  }

  /** 100 × numerator / denominator to 12 digits, or null when the denominator is 0. */
  public static BigDecimal percent(long numerator, long denominator) {
    return ratio(BigDecimal.valueOf(numerator).multiply(HUNDRED), BigDecimal.valueOf(denominator));
  }

  /** Milliseconds (or person-milliseconds) as hours (person-hours), to 12 digits. */
  public static BigDecimal hours(long millis) {
    return plain(BigDecimal.valueOf(millis).divide(MILLIS_PER_HOUR, DIGITS));
  }

  /** mWh as kWh, exact. */
  public static BigDecimal kilowattHours(long milliwattHours) {
    return plain(BigDecimal.valueOf(milliwattHours, 6));
  }

  /** Without trailing zeros and without an exponent. */
  public static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
