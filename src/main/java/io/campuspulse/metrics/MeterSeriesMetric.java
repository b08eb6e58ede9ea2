package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A metric of the summed series of the meters that make the whole of a scope.
 *
 * @param info catalogue entry
 * @param quantity which registers
 * @param formula the figure from the series
 */
record MeterSeriesMetric(
    MetricInfo info,
    Quantity quantity,
    BiFunction<List<SeriesInterval>, Metric.FigureContext, Parts> formula)
    implements SeriesMetric {

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    return EnergyTree.leaves(EnergyTree.registers(campus, roots, quantity));
  }

  @Override
  public void pool(LeafSlice slice, FactSums into) {
    EnergySums.pool(slice, quantity == Quantity.WATER_REGISTER ? "w" : "e", into);
  }

  @Override
  public Parts form(List<SeriesInterval> series, FigureContext context) {
    return formula.apply(series, context);
  }
}
