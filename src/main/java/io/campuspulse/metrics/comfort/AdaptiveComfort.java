package io.campuspulse.metrics.comfort;

import java.util.Optional;

/**
 * Comfortable operative temperatures of rooms that windows cool, by the outdoor temperature of the
 * days before.
 *
 * @param comfortDegC what most people like, °C
 */
public record AdaptiveComfort(double comfortDegC) {
  /** Categories of EN 16798-1, the strictest first. */
  public enum Category {
    I(2, 3),
    II(3, 4),
    III(4, 5);

    private final double above;
    private final double below;

    Category(double above, double below) {
      this.above = above;
      this.below = below;
    }
  }

  /** Limits are decimals that binary numbers only come near; a temperature at one is inside. */
  private static final double ROUNDING = 1e-9;

  /** Weights of the last seven days' means, yesterday first (EN 16798-1:2019, B.2). */
  private static final double[] WEIGHTS = {1, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2};

  /** EN 16798-1 names 10 °C; the upper limit is configurable, its source unverified. */
  public static final double LOWEST_RUNNING_MEAN = 10;

  /**
   * Limits after EN 16798-1:2019: comfort 0.33·Trm + 18.8 °C.
   *
   * @param runningMean running mean outdoor temperature Trm, °C
   * @param highest greatest Trm for which the model is used, °C
   * @return empty outside the limits ({@code out_of_range})
   */
  public static Optional<AdaptiveComfort> en(double runningMean, double highest) {
    return runningMean >= LOWEST_RUNNING_MEAN && runningMean <= highest
        ? Optional.of(new AdaptiveComfort(0.33 * runningMean + 18.8))
        : Optional.empty();
  }

  /**
   * Limits after ASHRAE 55: comfort 0.31·Tpma + 17.8 °C.
   *
   * @param prevailingMean prevailing mean outdoor temperature, °C
   * @return empty outside 10 to 33.5 °C ({@code out_of_range})
   */
  public static Optional<AdaptiveComfort> ashrae(double prevailingMean) {
    return prevailingMean >= 10 && prevailingMean <= 33.5
        ? Optional.of(new AdaptiveComfort(0.31 * prevailingMean + 17.8))
        : Optional.empty();
  }

  /** Least operative temperature of a category of EN 16798-1, °C. */
  public double low(Category category) {
    return comfortDegC - category.below;
  }

  /** Greatest operative temperature of a category of EN 16798-1, °C. */
  public double high(Category category) {
    return comfortDegC + category.above;
  }

  /** Whether an operative temperature lies in a category of EN 16798-1, its limits included. */
  public boolean allows(double operativeDegC, Category category) {
    return operativeDegC >= low(category) - ROUNDING && operativeDegC <= high(category) + ROUNDING;
  }

  /** Whether 80 % (±3.5 K) accept an operative temperature after ASHRAE 55. */
  public boolean acceptedBy80(double operativeDegC) {
    return Math.abs(operativeDegC - comfortDegC) <= 3.5 + ROUNDING;
  }

  /** Whether 90 % (±2.5 K) accept an operative temperature after ASHRAE 55. */
  public boolean acceptedBy90(double operativeDegC) {
    return Math.abs(operativeDegC - comfortDegC) <= 2.5 + ROUNDING;
  }

  /**
   * The running mean of daily outdoor means, yesterday first; NaN where a day is unknown. Unknown
   * days give their weight to the others.
   *
   * @return empty when yesterday or more than two other of the seven days are unknown
   */
  public static Optional<Double> runningMean(double[] dailyDegC) {
    double sum = 0;
    double weight = 0;
    int known = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      if (i < dailyDegC.length && !Double.isNaN(dailyDegC[i])) {
        sum += WEIGHTS[i] * dailyDegC[i];
        weight += WEIGHTS[i];
        known++;
      }
    }
    boolean enough = dailyDegC.length > 0 && !Double.isNaN(dailyDegC[0]) && known >= 5;
    return enough ? Optional.of(sum / weight) : Optional.empty();
  }
}
