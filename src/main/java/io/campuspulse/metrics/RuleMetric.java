package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Standards;
import java.util.List;
import java.util.function.Function;

/**
 * A metric over the rules of spaces that have a sensor for it.
 *
 * @param info catalogue entry
 * @param sensor what a space must have
 * @param formula the figure from the facts of {@link RulesFold}
 * @param limits by which the facts were judged
 */
record RuleMetric(
    MetricInfo info, Quantity sensor, Function<FactSums, Parts> formula, List<Standards.Key> limits)
    implements Metric {

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    return spaces(campus, roots, sensor);
  }

  static List<Leaf> spaces(Campus campus, List<Scope> roots, Quantity sensor) {
    return roots.stream()
        .flatMap(r -> campus.spacesUnder(r).stream())
        .filter(
            s ->
                campus.pointsOf(Scope.space(s.id())).stream()
                    .anyMatch(p -> p.quantity() == sensor && p.role() != Point.Role.INFO))
        .map(s -> new Leaf(Leaf.Kind.RULES, s.id()))
        .distinct()
        .toList();
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    return formula.apply(sums);
  }

  @Override
  public List<Ingredient> ingredients(FactSums sums, FigureContext context) {
    return limits(context.campus(), limits);
  }

  /** Limits with their sources, as {@code limit.KEY}. */
  static List<Ingredient> limits(Campus campus, List<Standards.Key> keys) {
    return keys.stream()
        .map(
            key -> {
              Standards.Limit limit = campus.standards().limit(key);
              return new Ingredient(
                  "limit." + key.word(), limit.value(), key.unit(), limit.source());
            })
        .toList();
  }
}
