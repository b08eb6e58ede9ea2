package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A metric over the meters of a scope.
 *
 * @param info catalogue entry
 * @param formula the figure from pooled meter sums
 */
record EnergyMetric(MetricInfo info, BiFunction<FactSums, Metric.FigureContext, Parts> formula)
    implements Metric {

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    return EnergyTree.meters(campus, roots);
  }

  @Override
  public void pool(LeafSlice slice, FactSums into) {
    EnergySums.pool(slice, into);
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    return formula.apply(sums, context);
  }
}
