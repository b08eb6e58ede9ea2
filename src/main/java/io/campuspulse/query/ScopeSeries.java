package io.campuspulse.query;

import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.SeriesInterval;
import io.campuspulse.metrics.SeriesMetric;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The summed series of a scope, base interval by base interval, for metrics that do not add. Reads
 * a local day at a time, so that memory does not grow with the range.
 */
final class ScopeSeries {
  private final FactReader facts;
  private final Collection<Leaf> leaves;
  private final ZoneId zone;

  private ScopeSeries(FactReader facts, Collection<Leaf> leaves, ZoneId zone) {
    this.facts = facts;
    this.leaves = leaves;
    this.zone = zone;
  }

  static ScopeSeries of(FactReader facts, Collection<Leaf> leaves, ZoneId zone) {
    return new ScopeSeries(facts, leaves, zone);
  }

  /**
   * A series.
   *
   * @param restated whether any row behind it was restated
   * @param recordedAtMillis when the newest fact behind it was recorded, or -1
   */
  record Read(List<SeriesInterval> intervals, boolean restated, long recordedAtMillis) {}

  /** The series over the judged part of a bin; an interval in progress is its last. */
  Read read(SeriesMetric metric, Interval judged) {
    long end = Interval.baseStart(judged.end() + Interval.BASE_MILLIS - 1);
    List<SeriesInterval> series = new ArrayList<>();
    boolean restated = false;
    long recordedAt = -1;
    for (Interval day : Bins.of(new Interval(judged.start(), end), Resolution.P1D, zone)) {
      List<Interval> steps = Bins.of(day, Resolution.PT15M, zone);
      Map<Leaf, List<SpanFacts>> read = facts.read(leaves, steps, zone, metric.lessons());
      for (int i = 0; i < steps.size(); i++) {
        FactSums sums = new FactSums();
        for (Map.Entry<Leaf, List<SpanFacts>> leaf : read.entrySet()) {
          List<SpanFacts> spans = leaf.getValue();
          SpanFacts span = spans.get(i);
          Facts after = spans.get(i + 1).first();
          metric.pool(
              new Metric.LeafSlice(leaf.getKey(), span.years(), span.first(), after, span.last()),
              sums);
          restated |= span.restatements() + spans.get(i + 1).restatements() > 0;
          recordedAt = Math.max(recordedAt, span.recordedAtMillis());
        }
        series.add(SeriesInterval.of(steps.get(i).start(), sums, read.size()));
      }
    }
    return new Read(series, restated, recordedAt);
  }
}
