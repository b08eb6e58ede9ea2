package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.metrics.comfort.AdaptiveComfort;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Standards;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Occupied time within category II: by the adaptive model of EN 16798-1 with the running mean of
 * the seven days before, in air-conditioned places by PMV (ISO 7730). The sensor's temperature
 * stands for the operative one.
 */
final class ThermalComfortMetric implements LookBackMetric {
  private static final int DAYS_BEFORE = 7;
  private static final int OK = 0;
  private static final int BAD = 1;
  private static final int NO_DATA = 2;
  private static final int REFUSED = 3;

  private static final MetricInfo INFO =
      new MetricInfo(
          "thermal_comfort",
          new Name("热舒适达标率", "Thermal comfort"),
          "%",
          "occupied time within category II / occupied time with data, in h: 0.33 Trm + 18.8 degC"
              + " +3/-4 K for Trm from 10 degC to a limit, else out_of_range; air-conditioned places"
              + " by |PMV|",
          new Provenance("EN 16798-1:2019, ISO 7730:2005", SourceStatus.VERIFIED),
          "withheld below 50 % coverage (a day or less) or 90 % (longer); limits: see limits",
          List.of());

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    List<Leaf> leaves = new ArrayList<>(RuleMetric.spaces(campus, roots, Quantity.TEMPERATURE));
    bySchool(campus, leaves)
        .keySet()
        .forEach(school -> OutdoorDays.leaf(campus, school).ifPresent(leaves::add));
    return leaves;
  }

  private static Map<String, List<Leaf>> bySchool(Campus campus, List<Leaf> leaves) {
    Map<String, List<Leaf>> map = new TreeMap<>();
    for (Leaf leaf : List.copyOf(leaves)) {
      if (leaf.kind() == Leaf.Kind.RULES) {
        String school = campus.schoolOf(Scope.space(leaf.id())).orElseThrow();
        map.computeIfAbsent(school, s -> new ArrayList<>()).add(leaf);
      }
    }
    return map;
  }

  @Override
  public Parts form(FigureContext context, History history) {
    Sums sums = new Sums();
    bySchool(context.campus(), leaves(context.campus(), context.roots()))
        .forEach((school, leaves) -> school(context, history, school, leaves, sums));
    return sums.parts();
  }

  @Override
  public List<Ingredient> ingredients(FigureContext context, History history) {
    return RuleMetric.limits(
        context.campus(), List.of(Standards.Key.RUNNING_MEAN_HIGHEST, Standards.Key.PMV));
  }

  private static void school(
      FigureContext context, History history, String school, List<Leaf> leaves, Sums sums) {
    List<Interval> bins = Days.within(context.bin(), context.zone());
    LocalDate first = Days.of(context.bin().start(), context.zone());
    OutdoorDays outdoor =
        OutdoorDays.read(
            OutdoorDays.leaf(context.campus(), school),
            first.minusDays(DAYS_BEFORE),
            first.plusDays(bins.size() - 1L),
            context.zone(),
            history);
    double highest = context.campus().standards().value(Standards.Key.RUNNING_MEAN_HIGHEST);
    Map<Leaf, List<Facts>> read = history.read(leaves, bins);
    for (int i = 0; i < bins.size(); i++) {
      Judge judge = judge(outdoor, first.plusDays(i), highest);
      for (Leaf leaf : leaves) {
        read.get(leaf).get(i).forEach((name, ms) -> sums.add(name, ms, judge));
      }
    }
  }

  /** Says whether a temperature is comfortable. */
  private interface Judge {
    int of(double degC);
  }

  private static Judge judge(OutdoorDays outdoor, LocalDate day, double highest) {
    double[] before = new double[DAYS_BEFORE];
    for (int i = 0; i < DAYS_BEFORE; i++) {
      before[i] = outdoor.mean(day.minusDays(i + 1L));
    }
    Optional<Double> mean = AdaptiveComfort.runningMean(before);
    if (mean.isEmpty()) {
      return degC -> NO_DATA;
    }
    Optional<AdaptiveComfort> comfort = AdaptiveComfort.en(mean.get(), highest);
    return degC ->
        comfort.isEmpty()
            ? REFUSED
            : comfort.get().allows(degC, AdaptiveComfort.Category.II) ? OK : BAD;
  }

  /** Time by verdict, while people are there and while nobody knows. */
  private static final class Sums {
    private static final String TEMP = "temp[";
    private final long[] there = new long[4];
    private final long[] perhaps = new long[4];

    void add(String fact, long ms, Judge judge) {
      boolean known = !fact.startsWith("x_") && !fact.startsWith("pmv.x_");
      String name = fact.replace("x_", "");
      int verdict =
          switch (name) {
            case "pmv.ok" -> OK;
            case "pmv.bad" -> BAD;
            case "pmv.nodata", "temp.nodata" -> NO_DATA;
            default -> name.startsWith(TEMP) ? judge.of(degC(name)) : -1;
          };
      if (verdict >= 0) {
        (known ? there : perhaps)[verdict] += ms;
      }
    }

    private static double degC(String name) {
      return Integer.parseInt(name, TEMP.length(), name.length() - 1, 10) / 10.0;
    }

    Parts parts() {
      Parts p = RuleShares.of(there, perhaps);
      if (there[REFUSED] + perhaps[REFUSED] == 0) {
        return p;
      }
      boolean nothing = p.value() == null;
      return new Parts(
          p.value(),
          p.numerator(),
          p.denominator(),
          p.coverage(),
          p.low(),
          p.high(),
          new Parts.Notes(nothing ? "out_of_range" : null, List.of("out_of_range")));
    }
  }
}
