package io.campuspulse.metrics;

import java.util.List;

/**
 * A metric whose figure needs the facts of single days, or of days before its bin: sums over the
 * bin are not enough. Restatements of days outside of a figure's bin change it without raising its
 * revision.
 */
public interface LookBackMetric extends Metric {
  /** Forms the figure from what history holds. */
  Parts form(FigureContext context, History history);

  /** What the formula takes from elsewhere than facts, or makes of history before it begins. */
  default List<Ingredient> ingredients(FigureContext context, History history) {
    return List.of();
  }

  /** There is no figure from sums alone. */
  @Override
  default Parts form(FactSums sums, FigureContext context) {
    throw new UnsupportedOperationException(info().id() + " is formed from single days");
  }
}
