package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;

/**
 * Gauges between samples: a value holds until the next sample, at most for a cap; then, and after a
 * sample that may not be used, the time is unknown (METRICS §4 "Gauges").
 */
final class Holds {
  private static final int CAP_PERIODS = 3;

  private Holds() {}

  /** The hold cap of a point: three expected intervals, in ms. */
  static long cap(Point point) {
    return CAP_PERIODS * point.traits().nominalMillis();
  }

  /** What a gauge says over {@code [from, to)}, in the fixed point of its quantity. */
  static Track track(PointBuffer samples, long cap, long from, long to) {
    Track track = new Track(from, to);
    int i = samples.lastBefore(from);
    if (i < 0) {
      i = samples.firstAtOrAfter(from);
    }
    while (i < samples.size() && samples.time(i) < to) {
      int next = samples.next(i);
      if (samples.usable(i)) {
        long end = samples.time(i) + cap;
        if (next < samples.size()) {
          end = Math.min(end, samples.time(next));
        }
        track.set(samples.time(i), end, samples.value(i));
      }
      i = next;
    }
    return track;
  }
}
