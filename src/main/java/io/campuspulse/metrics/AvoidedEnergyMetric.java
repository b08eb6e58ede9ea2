package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.metrics.savings.BaselineModel;
import io.campuspulse.metrics.savings.DayRange;
import io.campuspulse.metrics.savings.DayType;
import io.campuspulse.metrics.savings.Fuel;
import io.campuspulse.metrics.savings.ModelDay;
import io.campuspulse.metrics.savings.ModelSearch;
import io.campuspulse.metrics.savings.Reason;
import io.campuspulse.metrics.savings.SavingsResult;
import io.campuspulse.metrics.savings.SavingsStudy;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Works;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Energy avoided by registered works (METRICS §7), from the scope's meters and the school's own
 * outdoor temperature. Where generation stands behind the same connection, the load is import plus
 * generation less export. Not claimable: no value, the reasons as flags, and the interval as
 * bounds.
 */
final class AvoidedEnergyMetric implements LookBackMetric {
  private static final int MOST_FITS = 64;
  private static final double MILLIWATT_HOURS = 1e6;
  private static final int DECIMALS = 6;
  private static final String DATE = "YYYYMMDD";
  private static final String WORKS = "registry: works";

  private static final MetricInfo INFO =
      new MetricInfo(
          "avoided_energy",
          new Name("节能量", "Avoided energy"),
          "kWh",
          "sum of predicted - metered over whole days after the works; bounds: 90 % band; baseline"
              + " model UPD = base + bH HDD + bC CDD of daily means, days of which over half is"
              + " missing left out",
          new Provenance("CalTRACK 2.0", SourceStatus.VERIFIED),
          "withheld as not_claimable, with reasons as flags, unless all rules of claims hold",
          List.of());

  /** Fits of baselines already seen; a fit is a function of its days. */
  private final ConcurrentMap<List<ModelDay>, Optional<ModelSearch.Fit>> fits =
      new ConcurrentHashMap<>();

  @Override
  public MetricInfo info() {
    return INFO;
  }

  @Override
  public boolean coverageRule() {
    return false;
  }

  @Override
  public List<Leaf> leaves(Campus campus, List<Scope> roots) {
    if (roots.size() != 1 || campus.works(roots.get(0)).isEmpty()) {
      return List.of();
    }
    Optional<Leaf> weather =
        campus.schoolOf(roots.get(0)).flatMap(school -> OutdoorDays.leaf(campus, school));
    List<Leaf> leaves = new ArrayList<>(meters(campus, roots.get(0)).keySet());
    if (weather.isEmpty() || leaves.isEmpty()) {
      return List.of();
    }
    leaves.add(weather.get());
    return leaves;
  }

  /**
   * The meters of a scope's load, with 1 for those that add and −1 for those that are taken off.
   */
  private static Map<Leaf, Integer> meters(Campus campus, Scope scope) {
    Map<Leaf, Integer> meters = new LinkedHashMap<>();
    EnergyTree.meters(campus, List.of(scope)).forEach(leaf -> meters.put(leaf, 1));
    campus
        .pointsOf(scope)
        .forEach(
            p -> {
              Leaf leaf = new Leaf(Leaf.Kind.METER, p.id());
              if (p.quantity() == Quantity.ENERGY_GENERATION_REGISTER) {
                meters.put(leaf, 1);
              } else if (p.quantity() == Quantity.ENERGY_EXPORT_REGISTER) {
                meters.put(leaf, -1);
              }
            });
    return meters;
  }

  @Override
  public Parts form(FigureContext context, History history) {
    return result(context, history)
        .map(AvoidedEnergyMetric::parts)
        .orElseGet(() -> Parts.none("no_data"));
  }

  /** What was found; empty when no whole day after the works lies in the figure. */
  private Optional<SavingsResult> result(FigureContext context, History history) {
    Scope scope = context.roots().get(0);
    LocalDate from = firstWhole(context.bin().start(), context);
    LocalDate to = Days.of(context.judged().end(), context.zone());
    Works works = latest(context.campus().works(scope), to);
    LocalDate first = from.isBefore(works.reportingFrom()) ? works.reportingFrom() : from;
    if (!first.isBefore(to)) {
      return Optional.empty();
    }
    String school = context.campus().schoolOf(scope).orElseThrow();
    Academics plans = context.campus().academics(school);
    SavingsStudy study =
        new SavingsStudy(
            Fuel.ELECTRICITY,
            new DayRange(works.baselineFrom(), works.baselineTo()),
            new DayRange(first, to),
            works.calendar() ? date -> type(plans, date) : null,
            works.changes());
    Reader reader = new Reader(context, history, scope, OutdoorDays.leaf(context.campus(), school));
    return Optional.of(
        study.compare(
            reader.days(study.baseline(), study::type),
            reader.days(study.reporting(), study::type),
            this::fit));
  }

  /** The model with its band, which days it is applied to, and the sign of each meter. */
  @Override
  public List<Ingredient> ingredients(FigureContext context, History history) {
    Optional<SavingsResult> found = result(context, history);
    if (found.isEmpty()) {
      return List.of();
    }
    SavingsStudy study = found.get().study();
    List<Ingredient> all = new ArrayList<>();
    meters(context.campus(), context.roots().get(0))
        .forEach(
            (leaf, sign) ->
                all.add(number("weight." + leaf.key(), sign, "1", "registry: role of the meter")));
    all.add(number("baseline.from", day(study.baseline().from()), DATE, WORKS));
    all.add(number("baseline.to", day(study.baseline().to()), DATE, WORKS));
    all.add(number("reporting.from", day(study.reporting().from()), DATE, WORKS));
    all.add(number("reporting.to", day(study.reporting().to()), DATE, WORKS));
    if (study.calendar() != null) {
      for (LocalDate d = study.reporting().from();
          d.isBefore(study.reporting().to());
          d = d.plusDays(1)) {
        all.add(number("day." + d + "." + study.type(d).word(), 1, "1", "calendar"));
      }
    }
    found.get().fit().ifPresent(fit -> model(fit.model(), all));
    if (Double.isFinite(found.get().band().reference())) {
      String band = "90 % band of the fit (CalTRACK 2.0 §4.3)";
      all.add(number("band90", found.get().band().reference(), "kWh", band));
    }
    return all;
  }

  private static void model(BaselineModel model, List<Ingredient> into) {
    String source = "least squares over the baseline's days (CalTRACK 2.0 §3)";
    model
        .bases()
        .forEach((t, kwh) -> into.add(number("model.base." + t.word(), kwh, "kWh", source)));
    term("model.heating", model.heating(), source, into);
    term("model.cooling", model.cooling(), source, into);
  }

  private static void term(
      String name, BaselineModel.Term term, String source, List<Ingredient> into) {
    if (term != null) {
      into.add(number(name + ".balance", term.balanceDegF(), "degF", source));
      into.add(number(name + ".per_degree", term.perDegree(), "kWh/degF", source));
    }
  }

  private static Ingredient number(String name, double value, String unit, String source) {
    return new Ingredient(name, BigDecimal.valueOf(value), unit, source);
  }

  /** A date as the number YYYYMMDD. */
  private static int day(LocalDate date) {
    return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
  }

  private static LocalDate firstWhole(long millis, FigureContext context) {
    LocalDate date = Days.of(millis, context.zone());
    return Days.midnight(date, context.zone()) == millis ? date : date.plusDays(1);
  }

  /** The last works that were done before a day, or the first ones. */
  private static Works latest(List<Works> all, LocalDate day) {
    Works best = all.get(0);
    for (Works w : all) {
      boolean later = w.reportingFrom().isAfter(best.reportingFrom());
      best = later && w.reportingFrom().isBefore(day) ? w : best;
    }
    return best;
  }

  private static DayType type(Academics plans, LocalDate date) {
    if (!plans.hasCalendar()) {
      return DayType.ofWeekday(date);
    }
    AcademicCalendar.Kind kind = plans.calendar().on(date).kind();
    return switch (kind) {
      case TEACHING, EXAM, MAKEUP -> DayType.TEACHING;
      case WEEKEND -> DayType.WEEKEND;
      case HOLIDAY -> DayType.HOLIDAY;
    };
  }

  private Optional<ModelSearch.Fit> fit(List<ModelDay> days) {
    if (fits.size() >= MOST_FITS) {
      fits.clear();
    }
    return fits.computeIfAbsent(List.copyOf(days), d -> ModelSearch.best(d, true));
  }

  private static Parts parts(SavingsResult result) {
    double avoided = result.totals().avoided();
    double band = result.band().reference();
    List<String> flags = result.reasons().stream().map(Reason::code).toList();
    int asked = result.study().reporting().days();
    return new Parts(
        result.claimable() ? decimal(avoided) : null,
        decimal(avoided),
        null,
        Parts.ratio(result.totals().days(), asked),
        decimal(avoided - band),
        decimal(avoided + band),
        new Parts.Notes(result.claimable() ? null : "not_claimable", flags));
  }

  private static BigDecimal decimal(double x) {
    return Double.isFinite(x)
        ? Parts.plain(BigDecimal.valueOf(x).setScale(DECIMALS, java.math.RoundingMode.HALF_EVEN))
        : null;
  }

  /** Reads days of load and weather. */
  private record Reader(
      FigureContext context, History history, Scope scope, Optional<Leaf> weather) {

    List<ModelDay> days(DayRange range, Function<LocalDate, DayType> types) {
      Map<Leaf, Integer> meters = meters(context.campus(), scope);
      List<Interval> bins = Days.whole(range.from(), range.to(), context.zone());
      Map<Leaf, List<Facts>> read = history.read(meters.keySet(), bins);
      OutdoorDays outdoor =
          OutdoorDays.read(weather, range.from(), range.to(), context.zone(), history);
      List<ModelDay> days = new ArrayList<>();
      for (int i = 0; i < bins.size(); i++) {
        LocalDate date = range.from().plusDays(i);
        Map<Leaf, Facts> facts = new HashMap<>();
        for (Leaf leaf : meters.keySet()) {
          facts.put(leaf, read.get(leaf).get(i));
        }
        double kwh = load(meters, facts, bins.get(i).length());
        double degC = outdoor.mean(date);
        if (!Double.isNaN(kwh) && kwh != 0 && !Double.isNaN(degC)) {
          days.add(new ModelDay(date, kwh, degC * 9 / 5 + 32, types.apply(date)));
        }
      }
      return days;
    }

    /** The load of a day, kWh; NaN when over half of a meter's day is missing. */
    private static double load(Map<Leaf, Integer> meters, Map<Leaf, Facts> facts, long millis) {
      double sum = 0;
      for (Map.Entry<Leaf, Integer> meter : meters.entrySet()) {
        Facts f = facts.get(meter.getKey());
        long measured = f.get("span") - f.get("open_gap");
        long missing = millis - measured + f.get("gap");
        if (2 * missing > millis || measured <= 0) {
          return Double.NaN;
        }
        double filled = (double) millis / measured;
        sum += meter.getValue() * f.get("e") / MILLIWATT_HOURS * filled;
      }
      return sum;
    }
  }
}
