package io.campuspulse.metrics.savings;

/**
 * The 90 % band of daily savings (CalTRACK 2.0 §4.3, after ASHRAE Guideline 14 with Sun and
 * Baltazar 2013): t × (aM² + bM + d) × RMSE × √[(P/P')(1 + 2/P')/Q] × P.
 *
 * <p>The reference implementation scales by the baseline total (P × mean usage), the method's text
 * by the counterfactual; both are formed, the first is the one that the published digits use.
 *
 * @param reference half-width by the reference implementation, in the meter's unit
 * @param text half-width by the method's text, in the meter's unit
 */
public record ErrorBand(double reference, double text) {
  private static final double A = -0.00024;
  private static final double B = 0.03535;
  private static final double D = 1.00286;
  private static final double ONE_TAIL = 0.95;
  private static final double DAYS_A_MONTH = 30;

  /**
   * The band.
   *
   * @param fit of the baseline
   * @param reportingDays days Q that savings were summed over
   * @param counterfactual usage without the works on those days
   * @return NaN in parts that cannot be formed
   */
  public static ErrorBand of(FitStatistics fit, int reportingDays, double counterfactual) {
    double p = fit.days();
    double effective = fit.residuals().effectiveDays();
    double freedom = p - fit.terms();
    if (reportingDays == 0 || freedom < 1 || !(effective > 0)) {
      return new ErrorBand(Double.NaN, Double.NaN);
    }
    double t = Regression.studentQuantile(ONE_TAIL, freedom);
    double m = reportingDays / DAYS_A_MONTH;
    double share =
        t
            * (A * m * m + B * m + D)
            * fit.errors().byFreedom()
            * Math.sqrt(p / effective * (1 + 2 / effective) / reportingDays);
    return new ErrorBand(share * p, share / fit.meanUsage() * counterfactual);
  }
}
