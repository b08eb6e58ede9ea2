package io.campuspulse.metrics.savings;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a study found. Numbers that cannot be formed are NaN.
 *
 * @param study the question
 * @param fit the baseline model, if one qualified
 * @param totals usage over the reporting days that count
 * @param band 90 % error bands
 * @param days days used
 * @param reasons why it may not be claimed; empty when it may
 */
public record SavingsResult(
    SavingsStudy study,
    Optional<ModelSearch.Fit> fit,
    Totals totals,
    ErrorBand band,
    Days days,
    List<Reason> reasons) {
  /**
   * Sums over reporting days, in the meter's unit.
   *
   * @param days days that have usage, temperature and a prediction
   * @param counterfactual Σ predicted
   * @param observed Σ metered
   * @param avoided Σ (predicted − metered)
   */
  public record Totals(int days, double counterfactual, double observed, double avoided) {
    private static final double ROUNDING = 1e-9;

    /** Whether more was avoided than rounding explains. */
    public boolean isPositive() {
      return avoided > ROUNDING * Math.abs(counterfactual);
    }
  }

  /**
   * Days that have both usage and temperature.
   *
   * @param baseline in the baseline
   * @param reporting in the reporting period
   * @param baselineTypes in the baseline by type
   * @param reportingTypes in the reporting period by type
   * @param negative days of either with usage below zero
   */
  public record Days(
      int baseline,
      int reporting,
      Map<DayType, Integer> baselineTypes,
      Map<DayType, Integer> reportingTypes,
      int negative) {}

  public SavingsResult {
    reasons = List.copyOf(reasons);
  }

  /** Whether the savings may be claimed. */
  public boolean claimable() {
    return reasons.isEmpty();
  }

  /** Fractional savings uncertainty, band / avoided; NaN unless something was avoided. */
  public double fsu() {
    return totals.isPositive() ? band.reference() / totals.avoided() : Double.NaN;
  }
}
