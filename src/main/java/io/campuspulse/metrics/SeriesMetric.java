package io.campuspulse.metrics;

import java.util.List;

/**
 * A metric that does not add (METRICS §1 "Not additive"): it is formed from the summed series of
 * its scope, interval by interval, and never from the results of the scope's parts. {@link #pool}
 * is called for single base intervals.
 */
public interface SeriesMetric extends Metric {
  /**
   * Forms the figure.
   *
   * @param series one entry per base interval of the bin that has begun, ascending
   * @param context the bin
   */
  Parts form(List<SeriesInterval> series, FigureContext context);

  /** There is no figure from sums. */
  @Override
  default Parts form(FactSums sums, FigureContext context) {
    throw new UnsupportedOperationException(info().id() + " is formed from a series");
  }
}
