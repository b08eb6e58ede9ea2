package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Dated;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.SchoolFigures;
import io.campuspulse.registry.SchoolFigures.Condition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The minimum conditions of a school, each total and each figure per student judged separately, on
 * the registry's dated figures of the bin's last day. Each verdict is a flag, such as {@code
 * campus_area:pass} and {@code campus_area_per_student:fail}; figures and minima are ingredients.
 */
final class ConditionsMetric implements Metric {
  private static final String SOURCE = "教职成〔2010〕12号, as re-published";
  private static final MetricInfo INFO =
      new MetricInfo(
          "basic_conditions",
          new Name("办学条件达标", "Basic conditions"),
          "%",
          "conditions passed / conditions judged; total and per student apart, students dated; the"
              + " verdicts are flags",
          new Provenance(SOURCE, SourceStatus.VERIFIED),
          "never withheld; figures that are not registered are not judged",
          List.of());

  /** One condition of one school. */
  private record Verdict(String id, BigDecimal value, BigDecimal least, String unit) {
    boolean passed() {
      return value.compareTo(least) >= 0;
    }
  }

  @Override
  public MetricInfo info() {
    return INFO;
  }

  /** The registry alone decides; one channel says how far time has come. */
  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    boolean schools =
        roots.stream()
            .allMatch(r -> r.level() == Scope.Level.SCHOOL || r.level() == Scope.Level.CITY);
    return schools
        ? ShareMetric.points(campus, roots).stream()
            .limit(1)
            .map(p -> new Leaf(Leaf.Kind.CHANNEL, p.id()))
            .toList()
        : List.of();
  }

  @Override
  public boolean coverageRule() {
    return false;
  }

  @Override
  public Parts form(FactSums sums, FigureContext context) {
    List<Verdict> verdicts = verdicts(context);
    long passed = verdicts.stream().filter(Verdict::passed).count();
    BigDecimal value = Parts.percent(passed, verdicts.size());
    boolean one =
        context.roots().size() == 1 && context.roots().get(0).level() == Scope.Level.SCHOOL;
    List<String> flags =
        one
            ? verdicts.stream().map(v -> v.id() + (v.passed() ? ":pass" : ":fail")).toList()
            : List.of();
    return new Parts(
        value,
        BigDecimal.valueOf(passed),
        BigDecimal.valueOf(verdicts.size()),
        null,
        value,
        value,
        new Parts.Notes(verdicts.isEmpty() ? "not_configured" : null, flags));
  }

  @Override
  public List<Ingredient> ingredients(FactSums sums, FigureContext context) {
    List<Ingredient> all = new ArrayList<>();
    for (Verdict v : verdicts(context)) {
      all.add(new Ingredient(v.id(), v.value(), v.unit(), "registry"));
      all.add(new Ingredient(v.id() + ".least", v.least(), v.unit(), SOURCE));
    }
    return all;
  }

  private static List<Verdict> verdicts(FigureContext context) {
    LocalDate day = Days.of(context.judged().end() - 1, context.zone());
    List<Verdict> verdicts = new ArrayList<>();
    for (Scope root : context.roots()) {
      List<Scope> schools =
          root.level() == Scope.Level.CITY ? context.campus().childrenOf(root) : List.of(root);
      schools.forEach(s -> judge(context.campus(), s.id(), day, verdicts));
    }
    return verdicts;
  }

  private static void judge(Campus campus, String school, LocalDate day, List<Verdict> into) {
    SchoolFigures figures = campus.figures(school);
    Optional<BigDecimal> students =
        campus.school(school).flatMap(s -> s.students().on(day)).map(BigDecimal::valueOf);
    for (Condition c : Condition.values()) {
      Optional<BigDecimal> total = figures.conditions().getOrDefault(c, Dated.never()).on(day);
      if (total.isEmpty()) {
        continue;
      }
      if (c.least() > 0) {
        into.add(new Verdict(c.word(), total.get(), BigDecimal.valueOf(c.least()), c.unit()));
      }
      if (students.filter(n -> n.signum() > 0).isPresent()) {
        into.add(
            new Verdict(
                c.word() + "_per_student",
                Parts.ratio(total.get(), students.get()),
                BigDecimal.valueOf(c.leastPerStudent()),
                c.unit() + "/student"));
      }
    }
  }
}
