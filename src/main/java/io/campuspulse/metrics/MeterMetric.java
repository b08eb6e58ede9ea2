package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A metric over the meters that make the whole of a scope.
 *
 * @param info catalogue entry
 * @param quantity which registers
 * @param formula the figure from {@link EnergySums}
 * @param needs what it takes from elsewhere
 */
record MeterMetric(
    MetricInfo info,
    Quantity quantity,
    BiFunction<FactSums, Metric.FigureContext, Parts> formula,
    Needs needs)
    implements Metric {

  /** A metric that needs nothing but facts. */
  MeterMetric(
      MetricInfo info,
      Quantity quantity,
      BiFunction<FactSums, Metric.FigureContext, Parts> formula) {
    this(info, quantity, formula, Needs.NOTHING);
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    return EnergyTree.leaves(EnergyTree.registers(campus, roots, quantity));
  }

  @Override
  public void pool(LeafSlice slice, FactSums into) {
    EnergySums.pool(slice, quantity == Quantity.WATER_REGISTER ? "w" : "e", into);
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    return formula.apply(sums, context);
  }

  @Override
  public List<Ingredient> ingredients(FactSums sums, FigureContext context) {
    return needs.of(sums, context);
  }
}
