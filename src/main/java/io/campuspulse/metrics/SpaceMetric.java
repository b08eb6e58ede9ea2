package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.function.Function;

/**
 * A metric over spaces and one basis of time.
 *
 * @param info catalogue entry
 * @param formula the figure from the facts of the basis
 */
record SpaceMetric(MetricInfo info, Function<SpaceSums, Parts> formula) implements Metric {

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    return roots.stream()
        .flatMap(r -> campus.spacesUnder(r).stream())
        .map(s -> new Leaf(Leaf.Kind.SPACE, s.id()))
        .distinct()
        .toList();
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    return formula.apply(new SpaceSums(sums, SpaceFold.OPEN));
  }

  /** Space facts of one basis by their short names. */
  record SpaceSums(FactSums sums, String basis) {
    long get(String fact) {
      return sums.get(basis + "." + fact);
    }
  }
}
