package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A metric over the meters of single spaces, without the circuits that are registered as always on:
 * where such a circuit has flowed through a space's main meter, it is taken off again.
 *
 * @param info catalogue entry
 * @param formula the figure from {@link WasteSums}
 * @param needs what it takes from elsewhere
 */
record WasteMetric(
    MetricInfo info, BiFunction<WasteSums, Metric.FigureContext, Parts> formula, Needs needs)
    implements Metric {

  /** A metric that needs nothing but facts. */
  WasteMetric(MetricInfo info, BiFunction<WasteSums, Metric.FigureContext, Parts> formula) {
    this(info, formula, Needs.NOTHING);
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    Set<Point> meters = new LinkedHashSet<>();
    for (Scope root : roots) {
      if (root.level() == Scope.Level.EQUIPMENT) {
        collect(campus, root, meters);
      }
      campus.spacesUnder(root).forEach(s -> collect(campus, Scope.space(s.id()), meters));
    }
    return EnergyTree.leaves(List.copyOf(meters));
  }

  private static void collect(Campus campus, Scope scope, Set<Point> into) {
    List<Point> mains = own(campus, scope, Point.Role.MAIN);
    if (mains.isEmpty()) {
      own(campus, scope, Point.Role.NORMAL).stream()
          .filter(p -> !p.traits().alwaysOn())
          .forEach(into::add);
      campus.childrenOf(scope).forEach(child -> collect(campus, child, into));
      return;
    }
    List<Point> counted = mains.stream().filter(p -> !p.traits().alwaysOn()).toList();
    if (!counted.isEmpty()) {
      into.addAll(counted);
      into.addAll(alwaysOnBelow(campus, scope));
    }
  }

  /** The topmost always-on circuits behind a main meter. */
  private static List<Point> alwaysOnBelow(Campus campus, Scope scope) {
    List<Point> found = new ArrayList<>(alwaysOn(campus, scope, Point.Role.NORMAL));
    for (Scope child : campus.childrenOf(scope)) {
      List<Point> mains = alwaysOn(campus, child, Point.Role.MAIN);
      found.addAll(mains.isEmpty() ? alwaysOnBelow(campus, child) : mains);
    }
    return found;
  }

  private static List<Point> alwaysOn(Campus campus, Scope scope, Point.Role role) {
    return own(campus, scope, role).stream().filter(p -> p.traits().alwaysOn()).toList();
  }

  private static List<Point> own(Campus campus, Scope scope, Point.Role role) {
    return EnergyTree.own(campus, scope, Quantity.ENERGY_REGISTER, role);
  }

  @Override
  public void pool(LeafSlice slice, FactSums into) {
    WasteSums.pool(slice, into);
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    return formula.apply(new WasteSums(sums), context);
  }

  @Override
  public List<Ingredient> ingredients(FactSums sums, FigureContext context) {
    return needs.of(sums, context);
  }
}
