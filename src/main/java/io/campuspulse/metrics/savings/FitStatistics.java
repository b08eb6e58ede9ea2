package io.campuspulse.metrics.savings;

import java.util.List;

/**
 * How a model fits its baseline days. Published statistics differ in divisor and sign, so each is
 * named here.
 *
 * @param days baseline days n
 * @param terms coefficients c besides the intercept
 * @param meanUsage mean usage a day
 * @param errors root-mean-square errors
 * @param nmbe Σ(predicted − actual) / Σ actual; NaN when Σ actual is 0
 * @param adjustedR2 1 − (SSE/(n−c−1)) / (SST/(n−1)); 0 for usage that does not vary
 * @param residuals how residuals of successive days are related
 */
public record FitStatistics(
    int days,
    int terms,
    double meanUsage,
    Errors errors,
    double nmbe,
    double adjustedR2,
    Residuals residuals) {
  /**
   * Root-mean-square errors, in the meter's unit a day.
   *
   * @param byDays √(SSE/n)
   * @param byFreedom √(SSE/(n−c)); CalTRACK's, the intercept is not counted
   */
  public record Errors(double byDays, double byFreedom) {}

  /**
   * Serial correlation.
   *
   * @param lag1 Pearson correlation of residuals with the day before's; 0 when they do not vary
   * @param effectiveDays n(1 − lag1)/(1 + lag1)
   */
  public record Residuals(double lag1, double effectiveDays) {}

  /** CV(RMSE) = √(SSE/(n−c)) / mean usage; NaN when the mean is 0. */
  public double cvrmse() {
    return errors.byFreedom() / nonZero(meanUsage);
  }

  /** CV(RMSE) with the divisor n. */
  public double cvrmseByDays() {
    return errors.byDays() / nonZero(meanUsage);
  }

  private static double nonZero(double x) {
    return x == 0 ? Double.NaN : x;
  }

  /**
   * The statistics of predictions.
   *
   * @param actual usage by day, at least one, in order of dates
   * @param predicted the model's, in the same order
   * @param terms coefficients besides the intercept, fewer than days
   */
  public static FitStatistics of(double[] actual, double[] predicted, int terms) {
    int n = actual.length;
    double[] residuals = new double[n];
    CompensatedSum total = new CompensatedSum();
    CompensatedSum bias = new CompensatedSum();
    CompensatedSum sse = new CompensatedSum();
    for (int i = 0; i < n; i++) {
      residuals[i] = predicted[i] - actual[i];
      total.add(actual[i]);
      bias.add(residuals[i]);
      sse.add(residuals[i] * residuals[i]);
    }
    double mean = total.value() / n;
    double lag1 = lag1(residuals, mean);
    return new FitStatistics(
        n,
        terms,
        mean,
        new Errors(Math.sqrt(sse.value() / n), Math.sqrt(sse.value() / (n - terms))),
        bias.value() / nonZero(total.value()),
        adjusted(sse.value(), actual, mean, terms),
        new Residuals(lag1, n * (1 - lag1) / (1 + lag1)));
  }

  private static double adjusted(double sse, double[] actual, double mean, int terms) {
    int n = actual.length;
    CompensatedSum sst = new CompensatedSum();
    for (double y : actual) {
      sst.add((y - mean) * (y - mean));
    }
    if (terms == 0 || isFlat(sst.value(), n, mean) || n - terms - 1 <= 0) {
      return 0;
    }
    return 1 - (sse / (n - terms - 1)) / (sst.value() / (n - 1));
  }

  /** Whether squares about the mean are nothing but rounding. */
  private static boolean isFlat(double squares, int n, double mean) {
    return squares <= n * Math.pow(1e-9 * Math.max(Math.abs(mean), 1e-9), 2);
  }

  private static double lag1(double[] r, double scale) {
    int n = r.length - 1;
    if (n < 2) {
      return 0;
    }
    double today = mean(r, 1);
    double yesterday = mean(r, 0);
    CompensatedSum xy = new CompensatedSum();
    CompensatedSum xx = new CompensatedSum();
    CompensatedSum yy = new CompensatedSum();
    for (int i = 0; i < n; i++) {
      double x = r[i] - yesterday;
      double y = r[i + 1] - today;
      xy.add(x * y);
      xx.add(x * x);
      yy.add(y * y);
    }
    if (isFlat(xx.value(), n, scale) || isFlat(yy.value(), n, scale)) {
      return 0;
    }
    return xy.value() / Math.sqrt(xx.value() * yy.value());
  }

  /** Mean of all values but one end: from an index on, as many as there are less one. */
  private static double mean(double[] r, int from) {
    CompensatedSum sum = new CompensatedSum();
    for (int i = from; i < from + r.length - 1; i++) {
      sum.add(r[i]);
    }
    return sum.value() / (r.length - 1);
  }

  static FitStatistics of(BaselineModel model, List<ModelDay> days) {
    double[] actual = days.stream().mapToDouble(ModelDay::usage).toArray();
    double[] predicted =
        days.stream().mapToDouble(d -> model.predict(d.degF(), d.type())).toArray();
    return of(actual, predicted, model.terms());
  }
}
