package io.campuspulse.app.truth;

import io.campuspulse.query.Figure;
import java.util.Optional;

/** Collects figures of one metric and level beside their truth. Not thread-safe. */
final class Comparison {
  /** Below this coverage a value speaks for the known part only: its bounds are judged alone. */
  private static final double COVERED = 0.98;

  private static final double ROUNDING = 1e-9;

  private final String metric;
  private final double slack;
  private int figures;
  private int withValue;
  private int missed;
  private double errorSum;
  private double errorMax;
  private double widthSum;
  private int bounded;

  Comparison(String metric) {
    this.metric = metric;
    this.slack = Tolerance.of(metric).map(Tolerance::slack).orElse(0.0);
  }

  void add(Figure figure, double truth) {
    figures++;
    boolean covered =
        figure.basis().coverage() != null && figure.basis().coverage().doubleValue() >= COVERED;
    if (figure.value() != null && covered) {
      double error = Math.abs(figure.value().doubleValue() - truth);
      withValue++;
      errorSum += error;
      errorMax = Math.max(errorMax, error);
    }
    Figure.Bounds bounds = figure.bounds();
    boolean below = bounds.low() != null && truth < bounds.low().doubleValue() - slack - ROUNDING;
    boolean above = bounds.high() != null && truth > bounds.high().doubleValue() + slack + ROUNDING;
    if (below || above) {
      missed++;
    }
    if (bounds.low() != null && bounds.high() != null) {
      bounded++;
      widthSum += bounds.high().doubleValue() - bounds.low().doubleValue();
    }
  }

  /** What came out; empty when there was nothing to compare. */
  Optional<TruthCheck.Line> line(String level) {
    return figures == 0 ? Optional.empty() : Optional.of(summary(level));
  }

  private TruthCheck.Line summary(String level) {
    return new TruthCheck.Line(
        metric,
        level,
        figures,
        figures - withValue,
        new TruthCheck.Errors(withValue == 0 ? 0 : errorSum / withValue, errorMax),
        new TruthCheck.Bounds(missed, bounded == 0 ? 0 : widthSum / bounded));
  }
}
