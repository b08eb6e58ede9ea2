package io.campuspulse.ingest;

import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.FactRow;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the engine keeps of one leaf: its recent rows and the intervals to compute again. */
final class LeafState {
  final LeafFold fold;

  /** Interval starts whose facts must be computed again. */
  final TreeSet<Long> dirty = new TreeSet<>();

  /**
   * What an interval without a row used to be carried, where the carry before it has changed: it is
   * compared with what it is carried now.
   */
  final Map<Long, String> carriedBefore = new HashMap<>();

  /** Interval starts computed while the watermark was inside, or that lie ahead of it. */
  final TreeSet<Long> unfinished = new TreeSet<>();

  /** Rows by interval start, complete from {@link #rowsFrom} on, and the latest one before it. */
  final NavigableMap<Long, FactRow> rows = new TreeMap<>();

  long rowsFrom;

  LeafState(LeafFold fold, long rowsFrom) {
    this.fold = fold;
    this.rowsFrom = rowsFrom;
  }

  /** The carry into an interval. */
  String carryInto(long intervalStart) {
    Map.Entry<Long, FactRow> before = rows.lowerEntry(intervalStart);
    return before == null ? "" : before.getValue().carry();
  }

  /** Forgets rows before a time, all but the latest of them. */
  void pruneBefore(long millis) {
    Long keep = rows.lowerKey(millis);
    if (keep != null) {
      rows.headMap(keep, false).clear();
    }
    rowsFrom = Math.max(rowsFrom, millis);
  }
}
