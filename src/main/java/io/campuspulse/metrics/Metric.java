package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One metric: which leaves it reads, how their facts pool, and the formula. Adding a metric is one
 * implementation and one line in {@link MetricCatalog}. Implementations are immutable.
 */
public interface Metric {
  /** Its catalogue entry. */
  MetricInfo info();

  /** The leaves whose facts make the figure of some scopes together; none is counted twice. */
  List<Leaf> leaves(Campus campus, List<Scope> roots);

  /** Pools the facts of one leaf over one bin. */
  default void pool(LeafSlice slice, FactSums into) {
    slice.byYear().values().forEach(into::add);
  }

  /** Forms the figure from pooled facts. */
  Parts form(FactSums sums, FigureContext context);

  /** What the formula takes from elsewhere than facts: areas, factors, limits. */
  default List<Ingredient> ingredients(FactSums sums, FigureContext context) {
    return List.of();
  }

  /**
   * A number that is no fact.
   *
   * @param name what it is, such as {@code mean_area} or {@code grid_factor.2023}
   * @param value in its unit
   * @param unit such as {@code m²}
   * @param source where it comes from
   */
  record Ingredient(String name, BigDecimal value, String unit, String source) {}

  /** The things that are counted, where the figure is a share of things. */
  default List<Counted> counted(FigureContext context) {
    return List.of();
  }

  /**
   * A thing that counts as one of all, and that fulfils what is asked when the registry says so or
   * when a fact of any of some leaves is above 0.
   *
   * @param name such as {@code equipment:M1} or {@code space:A101 wifi}
   * @param declared whether the registry says that it fulfils it
   * @param fact name of the fact that proves it
   * @param evidence leaves whose fact may prove it, possibly none
   */
  record Counted(String name, boolean declared, String fact, List<Leaf> evidence) {
    public Counted {
      evidence = List.copyOf(evidence);
    }
  }

  /** Whether the rule "coverage below 50 % (a day or less) or 90 % withholds the value" applies. */
  default boolean coverageRule() {
    return true;
  }

  /** Whether it reads the lesson ledger's facts, which need whole days of rows. */
  default boolean lessons() {
    return false;
  }

  /** The metric of one purpose label, when it can be broken down by purpose. */
  default Optional<Metric> forPurpose(String label) {
    return Optional.empty();
  }

  /**
   * The facts of one leaf over one bin.
   *
   * @param leaf whose facts they are
   * @param byYear sums by local calendar year, one entry unless the bin crosses a new year
   * @param atStart facts of the interval that starts where the bin starts, or none
   * @param atEnd facts of the interval that starts where the bin ends, or none
   * @param last facts of the last interval judged, or none
   */
  record LeafSlice(
      Leaf leaf, SortedMap<Integer, Facts> byYear, Facts atStart, Facts atEnd, Facts last) {}

  /**
   * What a formula may know besides facts.
   *
   * @param campus the registry
   * @param roots the scopes that the figure is about
   * @param judged the part of the bin up to the watermark
   * @param bin the whole bin
   * @param zone zone of its days
   * @param factors emission factors
   * @param basis one of the metric's bases, or null when it has none
   */
  record FigureContext(
      Campus campus,
      List<Scope> roots,
      Interval judged,
      Interval bin,
      ZoneId zone,
      EmissionFactors factors,
      String basis) {}
}
