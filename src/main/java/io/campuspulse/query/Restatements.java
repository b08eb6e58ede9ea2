package io.campuspulse.query;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import io.campuspulse.store.RevisionLog;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * How often a figure was restated after it had become final: restatements are taken back one by
 * one, and those count in which a served field was another (METRICS §2 "Finality"). Thread-safe.
 */
final class Restatements {
  private static final int MOST_REMEMBERED = 100_000;

  private final RevisionLog log;
  private final Watermark.Rules rules;
  private final ConcurrentMap<Object, Counted> remembered = new ConcurrentHashMap<>();

  /** A figure's restatements up to a number. */
  private record Counted(long number, long count) {}

  Restatements(RevisionLog log, Watermark.Rules rules) {
    this.log = log;
    this.rules = rules;
  }

  /**
   * Counts.
   *
   * @param key what the figure is, equal for equal questions
   * @param leaves behind it
   * @param reach where facts lie that it reads
   * @param now the figure of today, its revision aside
   * @param then the figure over facts of the past
   */
  long count(
      Object key,
      Collection<Leaf> leaves,
      Interval reach,
      Figure now,
      Function<Past, Figure> then) {
    Map<Long, List<Revision>> byNumber = new LinkedHashMap<>();
    log.of(
        leaves,
        reach,
        r -> {
          if (settled(r, now.interval())) {
            byNumber.computeIfAbsent(r.number(), n -> new ArrayList<>()).add(r);
          }
        });
    if (byNumber.isEmpty()) {
      return 0;
    }
    long newest = byNumber.keySet().iterator().next();
    Counted known = remembered.get(key);
    long base = 0;
    long count = 0;
    Past past = new Past();
    Figure later = now;
    for (Map.Entry<Long, List<Revision>> step : byNumber.entrySet()) {
      if (known != null && step.getKey() <= known.number()) {
        base = known.count();
        break;
      }
      step.getValue().forEach(past::undo);
      Figure earlier = then.apply(past);
      count += later.servesTheSame(earlier) ? 0 : 1;
      later = earlier;
    }
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(key, new Counted(newest, base + count));
    return base + count;
  }

  /** Where facts lie that a figure may read: its interval, and the first one after it. */
  static Interval reach(Interval interval) {
    return reach(interval.start(), interval.end());
  }

  static Interval reach(long from, long to) {
    return new Interval(from, to + Interval.BASE_MILLIS);
  }

  /** Whether an interval was final when the restatement came. */
  boolean settled(Revision revision, Interval interval) {
    return Watermark.isFinal(revision.watermarkBefore(), interval.end(), rules);
  }
}
