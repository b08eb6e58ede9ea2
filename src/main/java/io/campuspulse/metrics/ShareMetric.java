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
  /** Counts things. */
  interface Count {
    Tally of(Campus campus, List<Scope> roots, Heard heard);
  }

  /**
   * Things counted.
   *
   * @param met those that fulfil it
   * @param all all of them
   */
  record Tally(long met, long all) {}

  /** What was heard in the figure's time. */
  interface Heard {
    /** Whether a point had a valid sample. */
    boolean sample(Point point);

    /** Whether a gauge was above 0 at any time. */
    boolean active(Point point);
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
    Campus campus = context.campus();
    Map<Leaf, Facts> facts = new HashMap<>();
    history
        .read(leaves(campus, context.roots()), List.of(context.bin()))
        .forEach((leaf, sums) -> facts.put(leaf, sums.get(0)));
    Tally tally =
        count.of(
            campus,
            context.roots(),
            new Heard() {
              @Override
              public boolean sample(Point point) {
                return get(Leaf.Kind.CHANNEL, point, "filled") > 0;
              }

              @Override
              public boolean active(Point point) {
                return get(Leaf.Kind.GAUGE, point, "sum") > 0;
              }

              private long get(Leaf.Kind kind, Point point, String fact) {
                return facts.getOrDefault(new Leaf(kind, point.id()), Facts.NONE).get(fact);
              }
            });
    BigDecimal value = Parts.percent(tally.met(), tally.all());
    return new Parts(
        value,
        BigDecimal.valueOf(tally.met()),
        BigDecimal.valueOf(tally.all()),
        null,
        value,
        value,
        tally.all() == 0 ? Parts.Notes.reason("not_configured") : Parts.Notes.NONE);
  }
}
