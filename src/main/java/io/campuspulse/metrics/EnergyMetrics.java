package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Energy, energy use intensity and grid emissions. */
final class EnergyMetrics {
  private static final String RULE =
      "withheld below 50 % coverage (a day or less) or 90 % (longer); the estimated part is flagged";
  private static final BigDecimal KGCE_PER_KWH = new BigDecimal("0.1229");

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
    return new MeterMetric(info, Quantity.ENERGY_REGISTER, (sums, context) -> energy(sums));
  }

  static Metric coalEquivalent() {
    MetricInfo info =
        new MetricInfo(
            "energy_use_kgce",
            new Name("用能量（标准煤）", "Energy use, coal equivalent"),
            "kgce",
            "energy_use × 0.1229 kgce/kWh",
            new Provenance("GB/T 2589-2020, electricity equivalent", SourceStatus.SECONDARY),
            RULE,
            List.of());
    return new MeterMetric(
        info,
        Quantity.ENERGY_REGISTER,
        (sums, context) -> times(energy(sums), KGCE_PER_KWH),
        (sums, context) ->
            List.of(
                new Metric.Ingredient(
                    "kgce_per_kwh", KGCE_PER_KWH, "kgce/kWh", info.provenance().source())));
  }

  private static Parts times(Parts p, BigDecimal factor) {
    return new Parts(
        times(p.value(), factor),
        times(p.numerator(), factor),
        null,
        p.coverage(),
        times(p.low(), factor),
        times(p.high(), factor),
        p.notes());
  }

  private static BigDecimal times(BigDecimal value, BigDecimal factor) {
    return value == null ? null : Parts.plain(value.multiply(factor));
  }

  static Parts energy(FactSums sums) {
    BigDecimal value = Parts.kilowattHours(EnergySums.total(sums, "e"));
    return total(
        sums,
        value,
        Parts.kilowattHours(EnergySums.total(sums, "low")),
        Parts.kilowattHours(EnergySums.total(sums, "high")),
        List.of());
  }

  static Parts total(
      FactSums sums, BigDecimal value, BigDecimal low, BigDecimal high, List<String> flags) {
    List<String> all = new ArrayList<>(flags);
    if (sums.get("e_est") != 0) {
      all.add("estimated");
    }
    if (sums.get("resets") != 0) {
      all.add("meter_reset");
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
    return new MeterMetric(info, Quantity.ENERGY_REGISTER, EnergyMetrics::intensityOf, Needs.AREA);
  }

  private static Parts intensityOf(FactSums sums, Metric.FigureContext context) {
    return PerHead.divide(
        energy(sums), DatedMeans.area(context), context, List.of("area_basis_spaces"));
  }

  static Metric perStudent() {
    MetricInfo info =
        new MetricInfo(
            "energy_per_student",
            new Name("生均能耗", "Energy per student"),
            "kWh/person",
            "energy_use / mean dated number of students; kWh/(person·a) over 12 full months, else"
                + " per period, never scaled up; numerator in kWh, denominator in persons",
            new Provenance("provincial energy quotas for public buildings", SourceStatus.SECONDARY),
            RULE,
            List.of());
    return new MeterMetric(
        info,
        Quantity.ENERGY_REGISTER,
        (sums, context) -> PerHead.students(energy(sums), context),
        Needs.STUDENTS);
  }

  static Metric offHours() {
    MetricInfo info =
        new MetricInfo(
            "off_hours_share",
            new Name("非开放时段能耗占比", "Off-hours share"),
            "%",
            "e_closed / e, split at the very minute of opening hours; a building or school is open"
                + " while any of its spaces is; what gaps hold is unknown; in kWh",
            new Provenance("Energy Sparks, out of hours usage", SourceStatus.VERIFIED),
            RULE,
            List.of());
    return new MeterMetric(info, Quantity.ENERGY_REGISTER, (sums, context) -> offHoursOf(sums));
  }

  private static Parts offHoursOf(FactSums sums) {
    long estimated = sums.get("e_est");
    long outside = sums.get("edge_outside") + sums.get("open_max");
    Shares share =
        new Shares(
            sums.get("e_closed") - sums.get("e_closed_est"),
            EnergySums.total(sums, "e") - estimated,
            estimated + outside,
            EnergySums.unbounded(sums));
    return new Parts(
        share.percent(),
        Parts.kilowattHours(share.part()),
        Parts.kilowattHours(share.known()),
        EnergySums.shapeCoverage(sums),
        share.low(),
        share.high(),
        Parts.Notes.reason(share.reason()));
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
    return new MeterMetric(
        info,
        Quantity.ENERGY_REGISTER,
        EnergyMetrics::carbonOf,
        (sums, context) ->
            YearPrice.CARBON.ingredients(
                "grid_factor", "kgCO2/kWh", EnergySums.years(sums), context));
  }

  private static Parts carbonOf(FactSums sums, Metric.FigureContext context) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ZERO;
    boolean carried = false;
    for (int year : EnergySums.years(sums)) {
      Optional<YearPrice.Value> factor = YearPrice.CARBON.of(year, context);
      if (factor.isEmpty()) {
        return Parts.none("not_configured");
      }
      BigDecimal kg = factor.get().perKwh();
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
