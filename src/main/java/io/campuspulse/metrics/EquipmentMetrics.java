package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Use of machines: the ratios of ISO 22400-2, rated hours, energy on standby. */
final class EquipmentMetrics {
  private static final String RULE =
      "withheld below 50 % coverage (a day or less) or 90 % (longer); planned time is what is booked"
          + " in the machine's space, without closures and planned maintenance";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private EquipmentMetrics() {}

  private static Metric iso(
      String id, Name name, String formula, BiFunction<Planned, Long, Shares> of) {
    Provenance iso = new Provenance("ISO 22400-2", SourceStatus.SECONDARY);
    MetricInfo info = new MetricInfo(id, name, "%", formula, iso, RULE, List.of());
    return new OfMachines(
        info,
        (sums, context) -> {
          Planned planned = Planned.of(sums);
          return planned.form(of.apply(planned, planned.unknown()), context);
        });
  }

  static Metric allocation() {
    return iso(
        "equipment_allocation",
        new Name("分配效率", "Allocation"),
        "(p_idle + p_working) / (PBT − p_unknown), AUBT/PBT; in h",
        (p, unknown) -> new Shares(p.on(), p.known(), unknown, false));
  }

  static Metric utilization() {
    return iso(
        "equipment_utilization",
        new Name("利用效率", "Utilization"),
        "p_working / (p_idle + p_working), APT/AUBT; in h",
        (p, unknown) -> new Shares(p.working(), p.on(), unknown, false));
  }

  static Metric availability() {
    return iso(
        "equipment_availability",
        new Name("可用率", "Availability"),
        "p_working / (PBT − p_unknown), APT/PBT; in h",
        (p, unknown) -> new Shares(p.working(), p.known(), unknown, false));
  }

  /** Planned busy time (PBT) by state, ms. */
  private record Planned(long on, long working, long known, long unknown) {
    static Planned of(FactSums sums) {
      long working = sums.get("p_working");
      long on = sums.get("p_idle") + working;
      long known = on + sums.get("p_off") + sums.get("p_fault");
      return new Planned(on, working, known, sums.get("p_unknown"));
    }

    Parts form(Shares share, Metric.FigureContext context) {
      boolean unplanned = known + unknown == 0 && !anyBookings(context);
      return new Parts(
          share.percent(),
          Parts.hours(share.part()),
          Parts.hours(share.known()),
          Parts.ratio(known, known + unknown),
          share.low(),
          share.high(),
          Parts.Notes.reason(unplanned ? "not_configured" : share.reason()));
    }

    private static boolean anyBookings(Metric.FigureContext context) {
      return context.roots().stream()
          .map(context.campus()::schoolOf)
          .anyMatch(s -> s.isEmpty() || context.campus().academics(s.get()).hasBookings());
    }
  }

  static Metric ratedHours() {
    MetricInfo info =
        new MetricInfo(
            "rated_hours_rate",
            new Name("机时利用率", "Rated-hours rate"),
            "%",
            "min(100, working h / rated h × 100); rated hours of a school year (from 1 September):"
                + " 800 for machinery, 1400 else, unless registered; numerator and denominator in h"
                + " give the raw value",
            new Provenance(
                "教高司条函[2000]010号, a rule for universities, by analogy", SourceStatus.VERIFIED),
            "per year over a whole school year, else per period, never scaled up; " + RULE,
            List.of());
    return new OfMachines(info, EquipmentMetrics::ratedHoursOf, EquipmentMetrics::ratedHours);
  }

  private static Parts ratedHoursOf(FactSums sums, Metric.FigureContext context) {
    long working = sums.get("working");
    long unknown = sums.get("unknown");
    long known = sums.get("off") + sums.get("idle") + working + sums.get("fault");
    long rated = 0;
    for (Equipment item : OfMachines.machines(context.campus(), context.roots())) {
      rated += EquipmentClass.ratedHoursOf(item);
    }
    long ratedMillis = Math.multiplyExact(rated, 3_600_000L);
    BigDecimal raw = Parts.percent(working, ratedMillis);
    List<String> flags = new ArrayList<>();
    flags.add(schoolYear(context) ? "per_year" : "per_period");
    if (raw != null && raw.compareTo(HUNDRED) > 0) {
      flags.add("capped");
    }
    return new Parts(
        capped(raw),
        Parts.hours(working),
        Parts.hours(ratedMillis),
        Parts.ratio(known, known + unknown),
        capped(raw),
        capped(Parts.percent(working + unknown, ratedMillis)),
        new Parts.Notes(raw == null ? "zero_denominator" : null, flags));
  }

  private static List<Metric.Ingredient> ratedHours(FactSums sums, Metric.FigureContext context) {
    return OfMachines.machines(context.campus(), context.roots()).stream()
        .map(
            e ->
                new Metric.Ingredient(
                    "rated_hours." + e.id(),
                    BigDecimal.valueOf(EquipmentClass.ratedHoursOf(e)),
                    "h",
                    e.traits().ratedHours().isPresent()
                        ? "registry"
                        : "教高司条函[2000]010号 by analogy, for kind " + e.kind()))
        .toList();
  }

  private static BigDecimal capped(BigDecimal percent) {
    return percent == null ? null : percent.min(HUNDRED);
  }

  private static boolean schoolYear(Metric.FigureContext context) {
    LocalDate from = date(context.bin().start(), context);
    LocalDate to = date(context.bin().end(), context);
    return from.getDayOfMonth() == 1
        && from.getMonthValue() == 9
        && from.plusYears(1).equals(to)
        && context.judged().end() == context.bin().end();
  }

  private static LocalDate date(long millis, Metric.FigureContext context) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), context.zone());
  }

  static Metric standby() {
    MetricInfo info =
        new MetricInfo(
            "standby_share",
            new Name("待机能耗占比", "Standby share"),
            "%",
            "e_idle / (e − e_unknown) of machines with a register; in kWh",
            new Provenance("product definition", SourceStatus.PRODUCT),
            "a reporting machine is not a working one; withheld below 50 % coverage (a day or less)"
                + " or 90 % (longer)",
            List.of());
    return new OfMachines(info, (sums, context) -> standbyOf(sums));
  }

  private static Parts standbyOf(FactSums sums) {
    long known =
        sums.get("e_off") + sums.get("e_idle") + sums.get("e_working") + sums.get("e_fault");
    long unknown = sums.get("e_unknown") + sums.get("e_outside");
    Shares share = new Shares(sums.get("e_idle"), known, unknown, sums.get("e_open_ms") > 0);
    return new Parts(
        share.percent(),
        Parts.kilowattHours(share.part()),
        Parts.kilowattHours(share.known()),
        Parts.ratio(known, known + sums.get("e_unknown")),
        share.low(),
        share.high(),
        Parts.Notes.reason(share.reason()));
  }

  /** A metric over the machines of some scopes that tell what they do. */
  private record OfMachines(
      MetricInfo info, BiFunction<FactSums, Metric.FigureContext, Parts> formula, Needs needs)
      implements Metric {
    OfMachines(MetricInfo info, BiFunction<FactSums, Metric.FigureContext, Parts> formula) {
      this(info, formula, Needs.NOTHING);
    }

    @Override
    public List<Ingredient> ingredients(FactSums sums, FigureContext context) {
      return needs.of(sums, context);
    }

    @Override
    public List<Leaf> leaves(Campus campus, List<Scope> roots) {
      return machines(campus, roots).stream()
          .map(e -> new Leaf(Leaf.Kind.EQUIPMENT, e.id()))
          .toList();
    }

    static Set<Equipment> machines(Campus campus, List<Scope> roots) {
      Set<Equipment> found = new LinkedHashSet<>();
      for (Scope root : roots) {
        if (root.level() == Scope.Level.EQUIPMENT) {
          campus.equipment(root.id()).ifPresent(found::add);
        }
        campus.spacesUnder(root).forEach(s -> found.addAll(campus.equipmentOf(s.id())));
      }
      found.removeIf(e -> !EquipmentFold.observed(campus, e));
      return found;
    }

    @Override
    public void pool(LeafSlice slice, FactSums into) {
      slice.byYear().values().forEach(into::add);
      into.add("e_outside", GapEdges.outside("e", slice));
    }

    @Override
    public Parts form(FactSums sums, FigureContext context) {
      return formula.apply(sums, context);
    }
  }
}
