package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * How often per hour the supply air replaces the air of a space, as far as registry and points
 * tell: a measured airflow; a damper times the airflow of a fully open one, registered or learnt; a
 * registered constant. Immutable.
 */
final class Airflow {
  /** Air that enters by itself, per hour (U). */
  static final double LEAKAGE = 0.1;

  private static final int SMOOTH = 5;

  private final List<Point> flows;
  private final List<Point> dampers;
  private final double registered;

  /**
   * The airflow of a space.
   *
   * @param registered m³/h, or not a number
   */
  Airflow(List<Point> points, double registered) {
    this.flows = points.stream().filter(p -> p.quantity() == Quantity.AIRFLOW).toList();
    this.dampers = points.stream().filter(p -> p.quantity() == Quantity.DAMPER).toList();
    this.registered = registered;
  }

  /** Whether anything at all is known of it. */
  boolean isKnown() {
    return !flows.isEmpty() || !dampers.isEmpty() || !Double.isNaN(registered);
  }

  /** Whether the air of a fully open damper must be learnt. */
  boolean isLearnt() {
    return flows.isEmpty() && !dampers.isEmpty() && Double.isNaN(registered);
  }

  /** Opening of the dampers per minute, 0 to 1, not a number where unknown. */
  double[] opening(Function<Point, PointBuffer> readings, long from, int minutes) {
    double[] sum = new double[minutes];
    add(dampers, readings, from, sum);
    for (int m = 0; m < minutes; m++) {
      sum[m] /= 100 * Math.max(1, dampers.size());
    }
    return sum;
  }

  /**
   * Air changes per hour per minute, not a number where unknown.
   *
   * @param opening of the dampers
   * @param fullyOpen air changes per hour of a fully open damper, where learnt
   */
  double[] changes(
      Function<Point, PointBuffer> readings,
      long from,
      double[] opening,
      double volume,
      double fullyOpen) {
    double[] changes = new double[opening.length];
    if (!flows.isEmpty()) {
      add(flows, readings, from, changes);
    }
    for (int m = 0; m < changes.length; m++) {
      if (!flows.isEmpty()) {
        changes[m] /= volume;
      } else if (!dampers.isEmpty()) {
        double full = Double.isNaN(registered) ? fullyOpen : registered / volume;
        changes[m] = opening[m] * full + LEAKAGE;
      } else {
        changes[m] = registered / volume;
      }
    }
    return changes;
  }

  /** Adds the held values of all points, each averaged over the minutes around. */
  private static void add(
      List<Point> points, Function<Point, PointBuffer> readings, long from, double[] sum) {
    int n = sum.length;
    for (Point p : points) {
      long start = from - SMOOTH * Co2Curve.MINUTE;
      int wide = n + 2 * SMOOTH;
      Track track =
          Holds.track(readings.apply(p), Holds.cap(p), start, start + wide * Co2Curve.MINUTE);
      long[] total = new long[wide + 1];
      int[] known = new int[wide + 1];
      int piece = 0;
      for (int m = 0; m < wide; m++) {
        long t = start + m * Co2Curve.MINUTE;
        while (track.end(piece) <= t) {
          piece++;
        }
        boolean is = track.value(piece) != Track.UNKNOWN;
        total[m + 1] = total[m] + (is ? track.value(piece) : 0);
        known[m + 1] = known[m] + (is ? 1 : 0);
      }
      for (int m = 0; m < n; m++) {
        int count = known[m + 2 * SMOOTH + 1] - known[m];
        boolean now = known[m + SMOOTH + 1] > known[m + SMOOTH];
        sum[m] += now ? (total[m + 2 * SMOOTH + 1] - total[m]) / 1000.0 / count : Double.NaN;
      }
    }
  }

  /** How far around a reading the air changes can differ through it, ms. */
  static long reach(Point point) {
    return Holds.cap(point) + (SMOOTH + 1) * Co2Curve.MINUTE;
  }
}
