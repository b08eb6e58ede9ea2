package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.TreeSet;

/** The power of a three-phase machine: the sum of its phases, known while every phase is. */
final class PhaseSum {
  private PhaseSum() {}

  /**
   * Sums at every time at which any phase has a usable sample.
   *
   * @param cap how long a phase's sample holds, ms
   * @param span times wanted
   */
  static PointBuffer of(List<PointBuffer> phases, long cap, Interval span) {
    TreeSet<Long> times = new TreeSet<>();
    for (PointBuffer phase : phases) {
      for (int i = phase.firstUsableFrom(span.start());
          i < phase.size() && phase.time(i) < span.end();
          i = phase.nextUsable(i)) {
        times.add(phase.time(i));
      }
    }
    PointBuffer sums = new PointBuffer(phases.get(0).point(), Long.MIN_VALUE);
    for (long t : times) {
      Long sum = at(phases, cap, t);
      if (sum != null) {
        sums.add(new Reading(sums.point(), t, sum, Quality.GOOD, -1, 0));
      }
    }
    return sums;
  }

  private static Long at(List<PointBuffer> phases, long cap, long t) {
    long sum = 0;
    for (PointBuffer phase : phases) {
      int i = phase.lastBefore(t + 1);
      if (i < 0 || !phase.usable(i) || t - phase.time(i) >= cap) {
        return null;
      }
      sum = Math.addExact(sum, phase.value(i));
    }
    return sum;
  }
}
