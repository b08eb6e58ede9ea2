package io.campuspulse.app.truth;

import java.util.List;
import java.util.Optional;

/**
 * How far a figure may be from the truth: the one table that the check fails by. A metric without a
 * line is shown and not judged.
 *
 * @param metric catalogue id
 * @param meanError most that the mean absolute error over all figures with a value may be, in the
 *     metric's unit
 * @param slack how far outside its bounds the truth may lie: what a register or a sampled sensor
 *     cannot resolve, in the metric's unit
 * @param violations most figures, as a share, whose bounds may miss the truth by more than that
 */
record Tolerance(String metric, double meanError, double slack, double violations) {
  /**
   * A sample a minute leaves a minute or two of an hour open; a meter read every five minutes
   * leaves up to half a kWh on either side of an hour. Days and sums are far sharper. Air and light
   * are measured with noise around a limit; lamps that burn for a minute may be missed. A motion
   * sensor misses the last minutes of a few who sit still: in two hours of a hundred they are more
   * than the slack, mostly where only a part of the hour counts. A machine's states are told to
   * within the dwell; a quarter's peak to within a register's step of five minutes.
   */
  static final List<Tolerance> TABLE =
      List.of(
          //            metric               mean error  slack  violations
          new Tolerance("space_frequency", /*     */ 2.0, 4.0, 0.02),
          new Tolerance("seat_occupancy", /*      */ 2.0, 4.0, 0.02),
          new Tolerance("space_utilization", /*   */ 1.0, 4.0, 0.02),
          new Tolerance("planned_vs_actual", /*   */ 2.0, 4.0, 0.02),
          new Tolerance("planned_vs_actual_persons", 1.0, 4.0, 0.02),
          new Tolerance("no_show_rate", /*        */ 1.0, 2.0, 0.02),
          new Tolerance("unbooked_use_rate", /*   */ 1.0, 4.0, 0.02),
          new Tolerance("purpose_mix", /*         */ 1.0, 4.0, 0.02),
          new Tolerance("open_sharing_hours", /* */ 0.05, 0.2, 0.02),
          new Tolerance("practical_delivery_rate", 1.0, 2.0, 0.02),
          new Tolerance("energy_use", /*         */ 0.05, 0.5, 0.0),
          new Tolerance("energy_use_intensity", 0.005, 0.02, 0.0),
          new Tolerance("carbon_emissions", /*   */ 0.03, 0.3, 0.0),
          new Tolerance("equipment_allocation", /**/ 2.0, 4.0, 0.02),
          new Tolerance("equipment_utilization", /**/ 2.0, 6.0, 0.02),
          new Tolerance("equipment_availability", 2.0, 6.0, 0.02),
          new Tolerance("energy_use_kgce", /*    */ 0.006, 0.06, 0.0),
          new Tolerance("energy_per_student", /* */ 0.001, 0.01, 0.0),
          new Tolerance("base_load", /*          */ 0.05, 0.05, 0.0),
          new Tolerance("peak_demand", /*        */ 0.3, 2.5, 0.0),
          new Tolerance("pv_self_consumption", /**/ 0.5, 0.5, 0.0),
          new Tolerance("pv_self_sufficiency", /**/ 0.5, 0.5, 0.0),
          new Tolerance("water_use", /*          */ 0.005, 0.02, 0.0),
          new Tolerance("water_per_student", /*  */ 0.005, 0.02, 0.0),
          new Tolerance("night_water_flow", /*   */ 0.5, 1.0, 0.0),
          new Tolerance("co2_compliance", /*      */ 2.0, 15.0, 0.02),
          new Tolerance("illuminance_compliance", 1.5, 12.0, 0.05),
          new Tolerance("lights_on_empty", /*     */ 4.0, 10.0, 0.06),
          new Tolerance("data_completeness", /*   */ 0.5, 2.0, 0.01));

  /** The line of a metric. */
  static Optional<Tolerance> of(String metric) {
    return TABLE.stream().filter(t -> t.metric().equals(metric)).findFirst();
  }
}
