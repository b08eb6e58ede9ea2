package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.model.Space;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Energy, energy use intensity and grid emissions. */
final class EnergyMetrics {
  private static final String RULE =
      "withheld below 50 % coverage (a day or less) or 90 % (longer); the estimated part is flagged";
  private static final int FULL_YEAR_MONTHS = 12;

  private EnergyMetrics() {}

  static Metric use() {
    MetricInfo info =
        new MetricInfo(
            "energy_use",
            new Name("用能量", "Energy use"),
            "kWh",
            "sum of register increases: main meters, or without one the children's; × 0.1229 = kgce",
            new Provenance("GB/T 2589-2020, electricity equivalent", SourceStatus.SECONDARY),
            RULE,
            List.of());
    return new EnergyMetric(info, (sums, context) -> energy(sums));
  }

  private static Parts energy(FactSums sums) {
    BigDecimal value = Parts.kilowattHours(EnergySums.total(sums, "e"));
    return total(
        sums,
        value,
        Parts.kilowattHours(EnergySums.total(sums, "low")),
        Parts.kilowattHours(EnergySums.total(sums, "high")),
        List.of());
  }

  private static Parts total(
      FactSums sums, BigDecimal value, BigDecimal low, BigDecimal high, List<String> flags) {
    List<String> all = new ArrayList<>(flags);
    if (sums.get("e_est") != 0) {
      all.add("estimated");
    }
    BigDecimal coverage = EnergySums.coverage(sums);
    boolean nothing = sums.get("open_gap") == sums.get("span");
    return new Parts(
        nothing ? null : value,
        nothing ? null : value,
        null,
        coverage,
        low,
        EnergySums.unbounded(sums) ? null : high,
        new Parts.Notes(nothing ? "no_data" : null, all));
  }

  static Metric intensity() {
    MetricInfo info =
        new MetricInfo(
            "energy_use_intensity",
            new Name("单位面积能耗", "Energy use intensity"),
            "kWh/m²",
            "energy_use / mean floor area of the scope's spaces; kWh/(m²·a) over 12 full months, "
                + "else per period, never scaled up; numerator in kWh, denominator in m²",
            new Provenance("provincial energy quotas for public buildings", SourceStatus.SECONDARY),
            RULE,
            List.of());
    return new EnergyMetric(info, EnergyMetrics::intensityOf);
  }

  private static Parts intensityOf(FactSums sums, Metric.FigureContext context) {
    Parts energy = energy(sums);
    BigDecimal area = meanArea(context);
    List<String> flags = new ArrayList<>(energy.notes().flags());
    flags.add(fullYear(context) ? "per_year" : "per_period");
    flags.add("area_basis_spaces");
    if (area.signum() == 0) {
      return new Parts(
          null,
          energy.value(),
          area,
          energy.coverage(),
          null,
          null,
          new Parts.Notes("zero_denominator", flags));
    }
    return new Parts(
        energy.value() == null ? null : Parts.ratio(energy.value(), area),
        energy.value(),
        area,
        energy.coverage(),
        Parts.ratio(energy.low(), area),
        energy.high() == null ? null : Parts.ratio(energy.high(), area),
        new Parts.Notes(energy.notes().reason(), flags));
  }

  /** Mean over the judged days of the dated floor area, m². */
  private static BigDecimal meanArea(Metric.FigureContext context) {
    Interval judged = context.judged();
    LocalDate first = date(judged.start(), context);
    LocalDate last = date(Math.max(judged.start(), judged.end() - 1), context);
    Set<Space> spaces = new LinkedHashSet<>();
    context.roots().forEach(r -> spaces.addAll(context.campus().spacesUnder(r)));
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    BigDecimal sum = BigDecimal.ZERO;
    for (Space space : spaces) {
      if (space.area().changes().size() <= 1) {
        BigDecimal area = space.area().latest().orElse(BigDecimal.ZERO);
        sum = sum.add(area.multiply(BigDecimal.valueOf(days)));
        continue;
      }
      for (LocalDate d = first; !d.isAfter(last); d = d.plusDays(1)) {
        sum = sum.add(space.area().on(d).orElse(BigDecimal.ZERO));
      }
    }
    return Parts.ratio(sum, BigDecimal.valueOf(days));
  }

  private static LocalDate date(long millis, Metric.FigureContext context) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), context.zone());
  }

  private static boolean fullYear(Metric.FigureContext context) {
    LocalDate from = date(context.bin().start(), context);
    LocalDate to = date(context.bin().end(), context);
    return from.getDayOfMonth() == 1
        && from.plusMonths(FULL_YEAR_MONTHS).equals(to)
        && context.judged().end() == context.bin().end();
  }

  static Metric carbon() {
    MetricInfo info =
        new MetricInfo(
            "carbon_emissions",
            new Name("用电碳排放", "Emissions"),
            "kgCO2",
            "sum over local years of grid import in kWh × grid factor (region, year)",
            new Provenance(
                "Ministry of Ecology and Environment, grid factors by year and region",
                SourceStatus.VERIFIED),
            RULE,
            List.of());
    return new EnergyMetric(info, EnergyMetrics::carbonOf);
  }

  private static Parts carbonOf(FactSums sums, Metric.FigureContext context) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    boolean carried = false;
    for (int year : EnergySums.years(sums)) {
      Optional<EmissionFactors.Factor> factor = context.factors().factor(year);
      if (factor.isEmpty()) {
        return Parts.none("not_configured");
      }
      BigDecimal kg = factor.get().kgPerKwh();
      carried |= factor.get().carried();
      value = value.add(Parts.kilowattHours(sums.get("e." + year)).multiply(kg));
      low = low.add(Parts.kilowattHours(sums.get("low." + year)).multiply(kg));
      high = high.add(Parts.kilowattHours(sums.get("high." + year)).multiply(kg));
    }
    return total(
        sums,
        Parts.plain(value),
        Parts.plain(low),
        Parts.plain(high),
        carried ? List.of("factor_carried") : List.of());
  }
}
