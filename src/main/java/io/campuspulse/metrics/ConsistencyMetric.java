package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far sub-meters and their main meter are apart: abs(Σ sub − main) / main, at the topmost
 * scopes that have a main meter and meters below it.
 */
final class ConsistencyMetric implements Metric {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final MetricInfo INFO =
      new MetricInfo(
          "data_consistency",
          new Name("一致性偏差", "Consistency gap"),
          "%",
          "abs(sum of sub-meters - main meters) / main meters; numerator and denominator in kWh",
          new Provenance("GB/T 36344-2018 (names; clauses unverified)", SourceStatus.CONFIGURABLE),
          "withheld below 50 % coverage (a day or less) or 90 % (longer)",
          List.of());

  /** Main meters, and the meters below them that they are compared with. */
  private record Sides(Set<Leaf> main, Set<Leaf> sub) {
    static Sides of(Campus campus, List<Scope> roots) {
      Sides sides = new Sides(new LinkedHashSet<>(), new LinkedHashSet<>());
      roots.forEach(root -> sides.collect(campus, root));
      return sides;
    }

    private void collect(Campus campus, Scope scope) {
      if (EnergyTree.hasMain(campus, scope)) {
        List<Leaf> below = EnergyTree.meters(campus, campus.childrenOf(scope));
        if (!below.isEmpty()) {
          main.addAll(EnergyTree.meters(campus, List.of(scope)));
          sub.addAll(below);
        }
        return;
      }
      campus.childrenOf(scope).forEach(child -> collect(campus, child));
    }
  }

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    Sides sides = Sides.of(campus, roots);
    List<Leaf> leaves = new ArrayList<>(sides.main());
    leaves.addAll(sides.sub());
    return leaves;
  }

  @Override
  public void pool(LeafSlice slice, FactSums into) {
    FactSums own = new FactSums();
    EnergySums.pool(slice, own);
    own.names().forEach(name -> into.add(name + "@" + slice.leaf().id(), own.get(name)));
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    Sides sides = Sides.of(context.campus(), context.roots());
    FactSums main = of(sides.main(), sums);
    FactSums sub = of(sides.sub(), sums);
    FactSums both = new FactSums();
    both.add(main.toFacts());
    both.add(sub.toFacts());
    BigDecimal whole = kwh(main, "e");
    BigDecimal gap = kwh(sub, "e").subtract(whole).abs();
    boolean zero = whole.signum() == 0;
    boolean open = EnergySums.unbounded(both);
    BigDecimal least = percent(kwh(sub, "low").subtract(kwh(main, "high")), kwh(main, "high"));
    BigDecimal most = percent(kwh(sub, "high").subtract(kwh(main, "low")), kwh(main, "low"));
    boolean bounded = !open && least != null && most != null;
    return new Parts(
        zero ? null : percent(gap, whole),
        gap,
        whole,
        EnergySums.coverage(both),
        bounded ? low(least, most) : BigDecimal.ZERO,
        bounded ? least.abs().max(most.abs()) : null,
        zero ? Parts.Notes.reason("zero_denominator") : Parts.Notes.NONE);
  }

  /** The least distance from 0 of a span. */
  private static BigDecimal low(BigDecimal least, BigDecimal most) {
    boolean straddles = least.signum() <= 0 && most.signum() >= 0;
    return straddles ? BigDecimal.ZERO : least.abs().min(most.abs());
  }

  @Override
  public List<Ingredient> ingredients(FactSums sums, FigureContext context) {
    Sides sides = Sides.of(context.campus(), context.roots());
    List<Ingredient> all = new ArrayList<>();
    sides.main().forEach(leaf -> all.add(side("main.", leaf)));
    sides.sub().forEach(leaf -> all.add(side("sub.", leaf)));
    return all;
  }

  private static Ingredient side(String prefix, Leaf leaf) {
    return new Ingredient(prefix + leaf.key(), BigDecimal.ONE, "1", "registry: role of the meter");
  }

  private static FactSums of(Set<Leaf> leaves, FactSums sums) {
    FactSums side = new FactSums();
    for (String name : sums.names()) {
      int at = name.indexOf('@');
      if (leaves.contains(new Leaf(Leaf.Kind.METER, name.substring(at + 1)))) {
        side.add(name.substring(0, at), sums.get(name));
      }
    }
    return side;
  }

  private static BigDecimal kwh(FactSums sums, String kind) {
    return Parts.kilowattHours(EnergySums.total(sums, kind));
  }

  private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return Parts.ratio(part.multiply(HUNDRED), whole);
  }
}
