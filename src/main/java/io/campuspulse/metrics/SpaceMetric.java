package io.campuspulse.metrics;

import io.campuspulse.model.Leaf;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Campus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A metric over spaces and one basis of time. */
final class SpaceMetric implements Metric {
  private final MetricInfo info;
  private final Function<SpaceSums, Parts> formula;
  private final Function<String, Metric> byPurpose;
  private final Needs needs;

  /** What a school must have for a metric to mean anything. */
  private enum Needs {
    NOTHING,
    BOOKINGS,
    LESSONS
  }

  /**
   * A metric that sensors alone can answer.
   *
   * @param info catalogue entry
   * @param formula the figure from the facts of the basis
   */
  SpaceMetric(MetricInfo info, Function<SpaceSums, Parts> formula) {
    this(info, formula, null, Needs.NOTHING);
  }

  private SpaceMetric(
      MetricInfo info,
      Function<SpaceSums, Parts> formula,
      Function<String, Metric> byPurpose,
      Needs needs) {
    this.info = info;
    this.formula = formula;
    this.byPurpose = byPurpose;
    this.needs = needs;
  }

  /** A metric that compares with bookings. */
  static SpaceMetric ofBookings(MetricInfo info, Function<SpaceSums, Parts> formula) {
    return new SpaceMetric(info, formula, null, Needs.BOOKINGS);
  }

  /** Like it, with one formula by purpose label. */
  static SpaceMetric ofPurposes(
      MetricInfo info,
      Function<SpaceSums, Parts> whole,
      Function<String, Function<SpaceSums, Parts>> byPurpose) {
    return new SpaceMetric(
        info, whole, label -> ofBookings(info, byPurpose.apply(label)), Needs.BOOKINGS);
  }

  /** A metric over the records of the lesson ledger. */
  static SpaceMetric ofLessons(MetricInfo info, Function<SpaceSums, Parts> formula) {
    return new SpaceMetric(info, formula, null, Needs.LESSONS);
  }

  @Override
  public MetricInfo info() {
    return info;
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    return roots.stream()
        .flatMap(r -> campus.spacesUnder(r).stream())
        .map(s -> new Leaf(Leaf.Kind.SPACE, s.id()))
        .distinct()
        .toList();
  }

  @Override
  public boolean lessons() {
    return needs == Needs.LESSONS;
  }

  @Override
  public Optional<Metric> forPurpose(String label) {
    return Optional.ofNullable(byPurpose).map(f -> f.apply(label));
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    String basis = context.basis() == null ? SpaceFold.OPEN : context.basis();
    boolean untaught = basis.equals(SpaceFold.TEACHING) && !any(context, Academics::hasCalendar);
    boolean unbooked = needs != Needs.NOTHING && !any(context, Academics::hasBookings);
    if (untaught || unbooked) {
      return Parts.none("not_configured");
    }
    return formula.apply(new SpaceSums(sums, basis));
  }

  private static boolean any(FigureContext context, Predicate<Academics> has) {
    Campus campus = context.campus();
    for (Scope root : context.roots()) {
      if (root.level() == Scope.Level.CITY) {
        return campus.schools().stream().anyMatch(s -> has.test(campus.academics(s.id())));
      }
      if (campus.schoolOf(root).filter(s -> has.test(campus.academics(s))).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Space facts of one basis by their short names. */
  record SpaceSums(FactSums sums, String basis) {
    long get(String fact) {
      return sums.get(basis + "." + fact);
    }

    /** A fact that has no basis. */
    long raw(String fact) {
      return sums.get(fact);
    }
  }
}
