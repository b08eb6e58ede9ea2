package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.window.PointBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which samples of a gauge are believed (METRICS §5 "data_validity": in range, rate and not stuck).
 * A lone sample far from both of its neighbours is a spike; samples that stay exactly equal for
 * longer than the registry allows are stuck. Whether a sample is believed depends on the samples
 * within {@link #reach} around it, on nothing else.
 */
final class Plausibility {
  private static final int LEAST_STUCK_SAMPLES = 8;

  /**
   * What is implausible, values in fixed point.
   *
   * @param spike least distance of a spike from both neighbours
   * @param stuckFrom lower values may stay equal for ever: an empty room stays empty
   */
  private record Rule(long spike, long stuckFrom) {}

  /** In four teaching rooms (P) counts of up to 4 stayed equal for 14 h, of 5 for 81 min. */
  private static final Map<Quantity, Rule> RULES =
      new EnumMap<>(
          Map.of(
              Quantity.PEOPLE, new Rule(20_000, 5_000),
              Quantity.CO2, new Rule(300_000, 0)));

  private Plausibility() {}

  /** How far around a sample others decide whether it is believed, in ms. */
  static long reach(Point point) {
    Rule rule = RULES.get(point.quantity());
    return rule == null ? 0 : Math.max(point.traits().stuckMillis(), Holds.cap(point));
  }

  /** How far around it a reading can change what is believed, in ms; at most {@link #reach}. */
  static long reach(Point point, PointBuffer samples, long millis) {
    Rule rule = RULES.get(point.quantity());
    if (rule == null) {
      return 0;
    }
    int before = samples.lastUsableBefore(millis);
    int after = samples.firstUsableFrom(millis + 1);
    boolean any = before >= 0;
    boolean both = any && after < samples.size();
    boolean equal = both && samples.value(before) == samples.value(after);
    for (int i = samples.firstAtOrAfter(millis);
        i < samples.size() && samples.time(i) == millis;
        i++) {
      equal |= any && samples.value(i) == samples.value(before);
      equal |= after < samples.size() && samples.value(i) == samples.value(after);
    }
    return equal ? reach(point) : Holds.cap(point);
  }

  /**
   * The samples with those in {@code [from, to)} and the one before that are not believed marked
   * suspect; the very same buffer where all are.
   */
  static PointBuffer believed(Point point, PointBuffer samples, long from, long to) {
    Rule rule = RULES.get(point.quantity());
    if (rule == null) {
      return samples;
    }
    List<Integer> doubtful = new ArrayList<>(0);
    int before = samples.lastUsableBefore(from);
    int i = before < 0 ? samples.firstUsableFrom(from) : before;
    int previous = i < samples.size() ? samples.lastUsableBefore(samples.time(i)) : -1;
    while (i < samples.size() && samples.time(i) < to) {
      int next = samples.nextUsable(i);
      if (spike(samples, previous, i, next, rule.spike(), Holds.cap(point))) {
        doubtful.add(i);
      }
      previous = i;
      i = next;
    }
    long stuckMillis = point.traits().stuckMillis();
    if (stuckMillis > 0) {
      addStuck(samples, new Interval(from, to), stuckMillis, rule.stuckFrom(), doubtful);
    }
    return doubtful.isEmpty() ? samples : without(samples, doubtful, from, to);
  }

  private static boolean spike(
      PointBuffer s, int previous, int i, int next, long distance, long cap) {
    if (previous < 0 || next >= s.size()) {
      return false;
    }
    long up = s.value(i) - s.value(previous);
    long down = s.value(i) - s.value(next);
    boolean lone = (up >= distance && down >= distance) || (up <= -distance && down <= -distance);
    return lone && s.time(i) - s.time(previous) <= cap && s.time(next) - s.time(i) <= cap;
  }

  /** Runs of equal values; only those that touch the span matter, followed as far as they count. */
  private static void addStuck(
      PointBuffer s, Interval span, long stuckMillis, long stuckFrom, List<Integer> found) {
    long from = span.start();
    long to = span.end();
    int before = s.lastUsableBefore(from);
    int i = before < 0 ? s.firstUsableFrom(from) : before;
    while (i < s.size() && s.time(i) < to) {
      long value = s.value(i);
      int last = i;
      int count = 1;
      long limit = Math.max(to, s.time(i)) + stuckMillis;
      int next = s.nextUsable(i);
      while (next < s.size() && s.value(next) == value && s.time(next) < limit) {
        last = next;
        count++;
        next = s.nextUsable(next);
      }
      int first = i;
      if (i == before || before < 0) {
        int back = s.lastUsableBefore(s.time(first));
        while (back >= 0 && s.value(back) == value && s.time(back) >= from - stuckMillis) {
          first = back;
          count++;
          back = s.lastUsableBefore(s.time(first));
        }
      }
      boolean stuck =
          value >= stuckFrom
              && count >= LEAST_STUCK_SAMPLES
              && s.time(last) - s.time(first) >= stuckMillis;
      for (int k = i; stuck && k < s.size() && k <= last; k = s.nextUsable(k)) {
        found.add(k);
      }
      i = next;
    }
  }

  private static PointBuffer without(PointBuffer s, List<Integer> doubtful, long from, long to) {
    PointBuffer copy = new PointBuffer(s.point(), s.coveredFrom());
    int before = s.lastUsableBefore(from);
    int i = before < 0 ? s.firstAtOrAfter(from) : before;
    while (i < s.size()) {
      long t = s.time(i);
      Quality quality = doubtful.contains(i) ? Quality.SUSPECT : s.quality(i);
      copy.add(new Reading(s.point(), t, s.value(i), quality, -1, t));
      if (t >= to) {
        break;
      }
      i = s.next(i);
    }
    return copy;
  }
}
