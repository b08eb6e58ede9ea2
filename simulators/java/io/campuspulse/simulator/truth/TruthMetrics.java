package io.campuspulse.simulator.truth;

import static io.campuspulse.simulator.truth.SpaceTruth.AVAIL;
import static io.campuspulse.simulator.truth.SpaceTruth.CO2_BAD;
import static io.campuspulse.simulator.truth.SpaceTruth.CO2_OK;
import static io.campuspulse.simulator.truth.SpaceTruth.EXTERNAL;
import static io.campuspulse.simulator.truth.SpaceTruth.GRACED;
import static io.campuspulse.simulator.truth.SpaceTruth.HEAD;
import static io.campuspulse.simulator.truth.SpaceTruth.LAMPS;
import static io.campuspulse.simulator.truth.SpaceTruth.LAMPS_EMPTY;
import static io.campuspulse.simulator.truth.SpaceTruth.LIGHT_BAD;
import static io.campuspulse.simulator.truth.SpaceTruth.LIGHT_OK;
import static io.campuspulse.simulator.truth.SpaceTruth.PLANNED;
import static io.campuspulse.simulator.truth.SpaceTruth.PLANNED_HEAD;
import static io.campuspulse.simulator.truth.SpaceTruth.PURPOSE;
import static io.campuspulse.simulator.truth.SpaceTruth.PURPOSES;
import static io.campuspulse.simulator.truth.SpaceTruth.SEAT_AVAIL;
import static io.campuspulse.simulator.truth.SpaceTruth.SEAT_USED;
import static io.campuspulse.simulator.truth.SpaceTruth.USED;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The definition of each true figure, by catalogue id. */
interface TruthMetrics {
  double HOUR = 3_600_000;

  /** Its value in the catalogue unit. */
  OptionalDouble value(TruthFigures truth, Ask ask);

  /** All definitions, in the order of the metric specification. */
  Map<String, TruthMetrics> TABLE = table();

  private static Map<String, TruthMetrics> table() {
    Map<String, TruthMetrics> t = new LinkedHashMap<>();
    t.put("space_frequency", (f, a) -> spaceShare(f, a, USED, AVAIL));
    t.put("seat_occupancy", (f, a) -> spaceShare(f, a, HEAD, SEAT_USED));
    t.put("space_utilization", (f, a) -> spaceShare(f, a, HEAD, SEAT_AVAIL));
    t.put("planned_vs_actual", TruthMetrics::plannedVersusActual);
    t.put("planned_vs_actual_persons", TruthMetrics::persons);
    t.put("no_show_rate", TruthMetrics::noShows);
    t.put("unbooked_use_rate", TruthMetrics::unbooked);
    t.put("purpose_mix", TruthMetrics::purpose);
    t.put("open_sharing_hours", TruthMetrics::shared);
    t.put("practical_delivery_rate", TruthMetrics::practicals);
    EquipmentMetrics.addTo(t);
    EnergyTruth.addTo(t);
    t.put("co2_compliance", TruthMetrics::air);
    t.put("illuminance_compliance", TruthMetrics::light);
    t.put("lights_on_empty", (f, a) -> spaceShare(f, a.on(Bases.ALL), LAMPS_EMPTY, LAMPS));
    t.put("data_completeness", (f, a) -> f.slots.completeness(a));
    return Collections.unmodifiableMap(t);
  }

  static Set<String> ids() {
    return TABLE.keySet();
  }

  static TruthMetrics of(String metric) {
    TruthMetrics found = TABLE.get(metric);
    if (found == null) {
      throw new IllegalArgumentException("the truth does not know the metric '" + metric + "'");
    }
    return found;
  }

  static OptionalDouble percent(long part, long whole) {
    return percent((double) part, (double) whole);
  }

  static OptionalDouble percent(double part, double whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(100 * part / whole);
  }

  private static OptionalDouble spaceShare(TruthFigures f, Ask ask, int part, int whole) {
    long[] sums = f.spaces.total(ask);
    return percent(sums[part], sums[whole]);
  }

  /** Used time less planned time over all time, percentage points. */
  private static OptionalDouble plannedVersusActual(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask);
    return percent(sums[USED] - sums[PLANNED], sums[AVAIL]);
  }

  /** The same for person-time over seats. */
  private static OptionalDouble persons(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask);
    return percent(sums[HEAD] - sums[PLANNED_HEAD], sums[SEAT_AVAIL]);
  }

  private static OptionalDouble noShows(TruthFigures f, Ask ask) {
    long[] millis = f.lessons.millis(ask);
    long ghost = millis[LessonTruth.Outcome.GHOST.ordinal()];
    return percent(ghost, ghost + millis[LessonTruth.Outcome.TAUGHT.ordinal()]);
  }

  private static OptionalDouble unbooked(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask);
    return percent(sums[USED] - sums[GRACED], sums[USED]);
  }

  /** The share of one purpose, the ask's label, in used time; without a label of all of them. */
  private static OptionalDouble purpose(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask);
    if (ask.label().isEmpty()) {
      return percent(sums[USED] - sums[PURPOSE + PURPOSES.indexOf("unspecified")], sums[USED]);
    }
    int purpose = PURPOSES.indexOf(ask.label());
    return purpose < 0 ? OptionalDouble.empty() : percent(sums[PURPOSE + purpose], sums[USED]);
  }

  private static OptionalDouble shared(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask.on(Bases.ALL));
    return sums[AVAIL] == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[EXTERNAL] / HOUR);
  }

  private static OptionalDouble practicals(TruthFigures f, Ask ask) {
    long[] counts = f.lessons.practicals(ask);
    return percent(counts[0], counts[0] + counts[1]);
  }

  /** Minutes at or below 1,000 ppm of all occupied minutes, on no basis. */
  private static OptionalDouble air(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask.on(Bases.ALL));
    return percent(sums[CO2_OK], sums[CO2_OK] + sums[CO2_BAD]);
  }

  /** Minutes with at least 300 lx on the desks of all occupied minutes, on no basis. */
  private static OptionalDouble light(TruthFigures f, Ask ask) {
    long[] sums = f.spaces.total(ask.on(Bases.ALL));
    return percent(sums[LIGHT_OK], sums[LIGHT_OK] + sums[LIGHT_BAD]);
  }
}
