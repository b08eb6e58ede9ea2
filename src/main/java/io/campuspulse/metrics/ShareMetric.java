package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A count of things of a scope that fulfil something in a time, out of all of them: whoever had no
 * valid sample did not.
 *
 * @param info catalogue entry
 * @param count counts
 */
record ShareMetric(MetricInfo info, Count count) implements LookBackMetric {
  /** The fact of a channel that had a valid sample. */
  static final String SAMPLE = "filled";

  /** The fact of a gauge that was above 0 at any time. */
  static final String ACTIVE = "sum";

  /** Lists the things. */
  interface Count {
    List<Counted> of(Campus campus, List<Scope> roots);
  }

  /** The points whose subject is one of some scopes or lies below one. */
  static List<Point> points(Campus campus, List<Scope> roots) {
    List<Point> points = new ArrayList<>();
    Set<Scope> all = new LinkedHashSet<>(roots);
    List<Scope> queue = new ArrayList<>(all);
    for (int i = 0; i < queue.size(); i++) {
      points.addAll(campus.pointsOf(queue.get(i)));
      for (Scope child : campus.childrenOf(queue.get(i))) {
        if (all.add(child)) {
          queue.add(child);
        }
      }
    }
    return points;
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    List<Leaf> leaves = new ArrayList<>();
    for (Point p : points(campus, roots)) {
      leaves.add(new Leaf(Leaf.Kind.CHANNEL, p.id()));
      if (campus.isControl(p)) {
        leaves.add(new Leaf(Leaf.Kind.GAUGE, p.id()));
      }
    }
    return leaves;
  }

  @Override
  public boolean coverageRule() {
    return false;
  }

  @Override
  public Parts form(FigureContext context, History history) {
    Map<Leaf, Facts> facts = new HashMap<>();
    history
        .read(leaves(context.campus(), context.roots()), List.of(context.bin()))
        .forEach((leaf, sums) -> facts.put(leaf, sums.get(0)));
    List<Counted> all = counted(context);
    long met = all.stream().filter(c -> met(c, facts)).count();
    BigDecimal value = Parts.percent(met, all.size());
    return new Parts(
        value,
        BigDecimal.valueOf(met),
        BigDecimal.valueOf(all.size()),
        null,
        value,
        value,
        all.isEmpty() ? Parts.Notes.reason("not_configured") : Parts.Notes.NONE);
  }

  private static boolean met(Counted thing, Map<Leaf, Facts> facts) {
    return thing.declared()
        || thing.evidence().stream()
            .anyMatch(leaf -> facts.getOrDefault(leaf, Facts.NONE).get(thing.fact()) > 0);
  }

  @Override
  public List<Counted> counted(FigureContext context) {
    return count.of(context.campus(), context.roots());
  }
}
