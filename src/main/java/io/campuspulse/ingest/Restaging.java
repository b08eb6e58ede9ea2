package io.campuspulse.ingest;

import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares two configurations day by day, and marks what the change of one can change in the facts
 * of a leaf. One thread.
 */
final class Restaging {
  private final Recall recall;
  private final Optional<Folds> before;
  private final Folds now;
  private final ZoneId zone;
  private final Map<String, Long> oldest = new HashMap<>();

  /**
   * A comparison.
   *
   * @param before what was in force; empty when nobody knows, then everything is folded again
   * @param zone zone of local days
   */
  Restaging(Recall recall, Optional<Folds> before, Folds now, ZoneId zone) {
    this.recall = recall;
    this.before = before;
    this.now = now;
    this.zone = zone;
  }

  /**
   * Marks the intervals of all days whose configuration differs, from the school's first reading to
   * its watermark.
   *
   * @return whether there are any
   */
  boolean mark(LeafState state) {
    LeafFold fold = state.fold;
    Optional<LeafFold> former = before.flatMap(b -> b.of(fold.leaf()));
    long from = oldest.computeIfAbsent(fold.school(), this::oldest);
    long to = state.watermark.millis();
    if (from >= to) {
      return false;
    }
    List<Interval> changed = changed(fold, former, from, to);
    changed.forEach(state::markDirty);
    if (before.isPresent()) {
      state.former(new LeafState.Former(former));
    }
    return !changed.isEmpty();
  }

  private List<Interval> changed(LeafFold fold, Optional<LeafFold> former, long from, long to) {
    List<Interval> changed = new ArrayList<>();
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(from), zone);
    long start = from;
    while (start < to) {
      long end = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
      LocalDate date = day;
      boolean same =
          former.map(f -> f.configuration(date).equals(fold.configuration(date))).orElse(false);
      if (!same) {
        changed.add(new Interval(start, Math.min(end, to)));
      }
      start = end;
      day = day.plusDays(1);
    }
    return changed;
  }

  /** The first reading of a school's points, now or before. */
  private long oldest(String school) {
    Set<String> points = new LinkedHashSet<>();
    Stream.concat(before.stream(), Stream.of(now))
        .flatMap(folds -> folds.all().stream())
        .filter(f -> f.school().equals(school))
        .flatMap(f -> f.inputs().stream())
        .map(Point::id)
        .forEach(points::add);
    return recall.oldest(points);
  }
}
