package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A metric over the data channels of a scope and everything below it.
 *
 * @param info catalogue entry
 * @param formula the figure from the pooled facts of {@link ChannelFold}
 */
record ChannelMetric(MetricInfo info, Formula formula) implements Metric {
  /** A figure from facts. */
  interface Formula {
    Parts of(FactSums facts);
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    Set<Leaf> leaves = new LinkedHashSet<>();
    roots.forEach(root -> collect(campus, root, leaves));
    return new ArrayList<>(leaves);
  }

  private static void collect(Campus campus, Scope scope, Set<Leaf> into) {
    for (Point p : campus.pointsOf(scope)) {
      into.add(new Leaf(Leaf.Kind.CHANNEL, p.id()));
    }
    campus.childrenOf(scope).forEach(child -> collect(campus, child, into));
  }

  @Override
  public boolean coverageRule() {
    return false;
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    return formula.of(sums);
  }
}
