package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Completeness of data: slots with a valid sample over slots expected, pooled over channels. */
final class CompletenessMetric implements Metric {
  private static final MetricInfo INFO =
      new MetricInfo(
          "data_completeness",
          new Name("完整率", "Completeness"),
          "%",
          "filled slots / expected slots of the nominal period; numerator and denominator in slots",
          new Provenance("GB/T 36344-2018 (names; clauses unverified)", SourceStatus.CONFIGURABLE),
          "never withheld; null without expected slots",
          List.of());

  @Override
  public MetricInfo info() {
    return INFO;
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
    long expected = sums.get("expected");
    long filled = sums.get("filled");
    BigDecimal value = Parts.percent(filled, expected);
    return new Parts(
        value,
        BigDecimal.valueOf(filled),
        BigDecimal.valueOf(expected),
        expected == 0 ? null : BigDecimal.ONE,
        value,
        value,
        expected == 0 ? Parts.Notes.reason("zero_denominator") : Parts.Notes.NONE);
  }
}
