package io.campuspulse.metrics;

/**
 * A metric whose figure needs the facts of single days, or of days before its bin: sums over the
 * bin are not enough. Restatements of days outside of a figure's bin change it without raising its
 * revision.
 */
public interface LookBackMetric extends Metric {
  /** Forms the figure from what history holds. */
  Parts form(FigureContext context, History history);

  /** There is no figure from sums alone. */
  @Override
  default Parts form(FactSums sums, FigureContext context) {
    throw new UnsupportedOperationException(info().id() + " is formed from single days");
  }
}
