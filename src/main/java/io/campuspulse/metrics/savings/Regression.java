package io.campuspulse.metrics.savings;

import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;

/** The library behind the models: ordinary least squares by QR, and quantiles of Student's t. */
final class Regression {
  /** A column whose part outside of the others' span is smaller than this is one of them. */
  private static final double SINGULAR = 1e-7;

  private Regression() {}

  /**
   * Coefficients of y on the columns of x, without an intercept of its own; empty when the columns
   * depend on each other or there are too few rows.
   */
  static Optional<double[]> solve(double[] y, double[][] x) {
    if (x.length == 0 || x.length <= x[0].length) {
      return Optional.empty();
    }
    OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression(SINGULAR);
    regression.setNoIntercept(true);
    try {
      regression.newSampleData(y, x);
      return Optional.of(regression.estimateRegressionParameters());
    } catch (MathRuntimeException e) {
      return Optional.empty();
    }
  }

  /** The value that Student's t stays below with a probability. */
  static double studentQuantile(double probability, double degreesOfFreedom) {
    return new TDistribution(degreesOfFreedom).inverseCumulativeProbability(probability);
  }
}
