package io.campuspulse.metrics;

import io.campuspulse.metrics.Metric.LeafSlice;
import io.campuspulse.model.Interval;
import java.util.Collection;

/**
 * What closed gaps hold beyond the edges of a bin, of which all may lie inside (METRICS §3
 * "Totals"). Kept per interval as {@code X_before} and {@code X_after}: the increase before and
 * after its start of gaps in which that lies; {@code X_cut}: after the watermark inside it.
 */
final class GapEdges {
  private static final String BEFORE = "_before";
  private static final String AFTER = "_after";
  private static final String CUT = "_cut";

  private GapEdges() {}

  /** Adds the facts of an interval's edges. */
  static void add(String name, Collection<RegisterCurve> curves, Interval span, FactSums into) {
    boolean inProgress = span.end() % Interval.BASE_MILLIS != 0;
    for (RegisterCurve curve : curves) {
      for (RegisterCurve.Segment s : curve.segments()) {
        if (s.gap() && s.start() < span.start() && span.start() < s.end()) {
          long before = s.at(span.start());
          into.add(name + BEFORE, before);
          into.add(name + AFTER, s.delta() - before);
        }
        if (s.gap() && inProgress && s.start() < span.end() && span.end() < s.end()) {
          into.add(name + CUT, s.delta() - s.at(span.end()));
        }
      }
    }
  }

  /** The increase outside of a bin of gaps that reach into it. */
  static long outside(String name, LeafSlice slice) {
    long after =
        slice.last().find(name + CUT).isPresent()
            ? slice.last().get(name + CUT)
            : slice.atEnd().get(name + AFTER);
    return slice.atStart().get(name + BEFORE) + after;
  }
}
