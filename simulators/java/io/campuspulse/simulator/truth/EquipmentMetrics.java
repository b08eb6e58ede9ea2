package io.campuspulse.simulator.truth;

import static io.campuspulse.simulator.truth.EquipmentTruth.ENERGY;
import static io.campuspulse.simulator.truth.EquipmentTruth.PLANNED;
import static io.campuspulse.simulator.truth.EquipmentTruth.PRACTICAL_WORK;

import java.util.Map;
import java.util.OptionalDouble;

/** True figures of machines. */
final class EquipmentMetrics {
  private static final int IDLE = 1;
  private static final int WORKING = 2;
  private static final int FAULT = 3;

  private EquipmentMetrics() {}

  static void addTo(Map<String, TruthMetrics> table) {
    table.put(
        "equipment_allocation",
        (f, a) -> {
          long[] p = observed(f, a);
          return TruthMetrics.percent(on(p), planned(p));
        });
    table.put(
        "equipment_utilization",
        (f, a) -> {
          long[] p = observed(f, a);
          return TruthMetrics.percent(p[PLANNED + WORKING], on(p));
        });
    table.put(
        "equipment_availability",
        (f, a) -> {
          long[] p = observed(f, a);
          return TruthMetrics.percent(p[PLANNED + WORKING], planned(p));
        });
    table.put("standby_share", EquipmentMetrics::standby);
    table.put("hands_on_minutes_per_place", EquipmentMetrics::handsOn);
  }

  private static long[] observed(TruthFigures f, Ask ask) {
    return f.equipment.total(ask, f.equipment::isObserved);
  }

  private static long on(long[] p) {
    return p[PLANNED + IDLE] + p[PLANNED + WORKING];
  }

  private static long planned(long[] p) {
    return p[PLANNED] + on(p) + p[PLANNED + FAULT];
  }

  private static OptionalDouble standby(TruthFigures f, Ask ask) {
    long[] sums = f.equipment.total(ask, f.equipment::isMetered);
    long all = sums[ENERGY] + sums[ENERGY + IDLE] + sums[ENERGY + WORKING] + sums[ENERGY + FAULT];
    return TruthMetrics.percent(sums[ENERGY + IDLE], all);
  }

  private static OptionalDouble handsOn(TruthFigures f, Ask ask) {
    long places = f.lessons.practicals(ask)[2];
    return places == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(observed(f, ask)[PRACTICAL_WORK] / 60_000.0 / places);
  }
}
