package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Name;
import io.campuspulse.model.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** Water, m³: registers are held in mL, so that a cubic metre is a million, as a kWh is in mWh. */
final class WaterMetrics {
  private static final String RULE =
      "withheld below 50 % coverage (a day or less) or 90 % (longer); a silent meter is unknown,"
          + " never zero";
  private static final Provenance QUOTA =
      new Provenance("local water quotas (unverified)", SourceStatus.CONFIGURABLE);

  private WaterMetrics() {}

  static Metric use() {
    MetricInfo info =
        new MetricInfo(
            "water_use",
            new Name("用水量", "Water use"),
            "m³",
            "sum of register increases: main meters, or without one the children's",
            QUOTA,
            RULE,
            List.of());
    return new MeterMetric(info, Quantity.WATER_REGISTER, (sums, context) -> volume(sums));
  }

  static Metric perStudent() {
    MetricInfo info =
        new MetricInfo(
            "water_per_student",
            new Name("生均用水量", "Water per student"),
            "m³/person",
            "water_use / mean dated number of students; m³/(person·a) over 12 full months, else per"
                + " period, never scaled up; numerator in m³, denominator in persons",
            QUOTA,
            RULE,
            List.of());
    return new MeterMetric(
        info,
        Quantity.WATER_REGISTER,
        (sums, context) -> PerHead.students(volume(sums), context),
        Needs.STUDENTS);
  }

  private static Parts volume(FactSums sums) {
    return EnergyMetrics.total(
        sums,
        cubicMetres(EnergySums.total(sums, "e")),
        cubicMetres(EnergySums.total(sums, "low")),
        cubicMetres(EnergySums.total(sums, "high")),
        List.of());
  }

  private static BigDecimal cubicMetres(long millilitres) {
    return Parts.plain(BigDecimal.valueOf(millilitres, 6));
  }
}
