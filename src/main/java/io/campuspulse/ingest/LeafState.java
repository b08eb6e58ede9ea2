package io.campuspulse.ingest;

import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import io.campuspulse.window.Watermark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the engine keeps of one leaf: its recent rows and the intervals to compute again. */
final class LeafState {
  final LeafFold fold;

  /** The watermark of the leaf's school. */
  final Watermark watermark;

  /** The readings of the fold's inputs, in their order. */
  final PointBuffer[] inputs;

  /** The fold's own, which may be dear to ask for. */
  final long lookBackMillis;

  /** The leaves that are computed side by side with this one, itself among them. */
  final List<LeafState> companions;

  /** The intervals whose facts must be computed again. */
  private final DirtyIntervals dirty = new DirtyIntervals();

  /**
   * A span whose intervals are all marked and whose readings are in memory, so that most readings
   * find their intervals marked without a search; none when it ends before it starts.
   */
  private long markedFrom;

  private long markedUntil = -1;

  /**
   * What an interval without a row used to be carried, where the carry before it has changed: it is
   * compared with what it is carried now.
   */
  final Map<Long, String> carriedBefore = new HashMap<>();

  /** Interval starts computed while the watermark was inside, or that lie ahead of it. */
  final TreeSet<Long> unfinished = new TreeSet<>();

  /** Rows by interval start, complete from {@link #rowsFrom} on, and the latest one before it. */
  private final NavigableMap<Long, FactRow> rows = new TreeMap<>();

  long rowsFrom;

  /** Whether a reading came since the last computation. */
  boolean touched;

  /** Under which configuration intervals without a row were served until now. */
  private Former former;

  private long carryStart = Long.MIN_VALUE;
  private String carry = "";

  /**
   * The state of a leaf before anything was read.
   *
   * @param companions to which it adds itself
   */
  LeafState(
      LeafFold fold,
      Watermark watermark,
      PointBuffer[] inputs,
      long rowsFrom,
      List<LeafState> companions) {
    companions.add(this);
    this.companions = companions;
    this.fold = fold;
    this.watermark = watermark;
    this.inputs = inputs;
    this.lookBackMillis = fold.lookBackMillis();
    this.rowsFrom = rowsFrom;
    this.former = new Former(Optional.of(fold));
  }

  /**
   * What stood for a leaf before its configuration changed.
   *
   * @param fold the fold, or empty when the leaf did not exist
   */
  record Former(Optional<LeafFold> fold) {}

  /** Sets what stood for the leaf until now. */
  void former(Former before) {
    former = before;
  }

  /** What was served of an interval that has no row. */
  Facts served(Interval interval, long until) {
    return former.fold().map(f -> f.empty(interval, until)).orElse(Facts.NONE);
  }

  /** The readings of an input. */
  PointBuffer readings(Point input) {
    for (PointBuffer buffer : inputs) {
      if (buffer.point().equals(input.id())) {
        return buffer;
      }
    }
    throw new IllegalArgumentException(fold.leaf() + " does not read " + input.id());
  }

  /** Whether all intervals around a time are marked already. */
  boolean isMarked(long millis, long around) {
    return millis - around >= markedFrom && millis + around < markedUntil;
  }

  /** Marks the intervals that a span of time touches; what they need is in memory. */
  void markDirty(Interval span) {
    long first = Interval.baseStart(span.start());
    long last = Interval.baseStart(span.end() - 1);
    long until = last + Interval.BASE_MILLIS;
    boolean some = markedFrom < markedUntil;
    if (last < first || (some && span.start() >= markedFrom && until <= markedUntil)) {
      return;
    }
    dirty.add(first, last);
    boolean joins = some && span.start() <= markedUntil && until >= markedFrom;
    markedFrom = joins ? Math.min(span.start(), markedFrom) : span.start();
    markedUntil = joins ? Math.max(until, markedUntil) : until;
  }

  /** Marks what lies ahead of the old watermark and behind the new one. */
  void markPassed(long mark) {
    unfinished.headSet(mark).forEach(start -> dirty.add(start, start));
  }

  boolean isDirty() {
    return !dirty.isEmpty();
  }

  /** The earliest interval to compute. */
  long firstDirty() {
    return dirty.first();
  }

  /** Takes the mark off the earliest interval. */
  void cleanFirst() {
    dirty.removeFirst();
    forgetMarked();
  }

  /** Leaves all marked intervals for later. */
  void postpone() {
    dirty.forEach(unfinished::add);
    dirty.clear();
    forgetMarked();
  }

  private void forgetMarked() {
    markedFrom = 0;
    markedUntil = -1;
  }

  /** The row of an interval, or null. */
  FactRow row(long intervalStart) {
    return rows.get(intervalStart);
  }

  void put(FactRow row) {
    rows.put(row.intervalStart(), row);
    carryStart = Long.MIN_VALUE;
  }

  void putIfAbsent(FactRow row) {
    rows.putIfAbsent(row.intervalStart(), row);
    carryStart = Long.MIN_VALUE;
  }

  /** The start of the next interval that has a row, or null. */
  Long rowAfter(long intervalStart) {
    return rows.higherKey(intervalStart);
  }

  /** The carry into an interval. */
  String carryInto(long intervalStart) {
    if (intervalStart != carryStart) {
      Map.Entry<Long, FactRow> before = rows.lowerEntry(intervalStart);
      carry = before == null ? "" : before.getValue().carry();
      carryStart = intervalStart;
    }
    return carry;
  }

  /** Forgets rows before a time, all but the latest of them. */
  void pruneBefore(long millis) {
    Long keep = rows.lowerKey(millis);
    if (keep != null) {
      rows.headMap(keep, false).clear();
    }
    rowsFrom = Math.max(rowsFrom, millis);
    carryStart = Long.MIN_VALUE;
  }
}
