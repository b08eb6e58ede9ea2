package io.campuspulse.ingest;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Reading;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.window.PointBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings back from the stores what memory has let go: readings and rows that an older reading or a
 * restart makes needed again. Repeating a call after a failure is safe. One thread.
 */
final class Recall {
  private static final long HORIZON_MILLIS = 2 * 86_400_000L;

  private final ReadingStore readings;
  private final FactStore facts;

  /** Newest event time seen: nothing is looked for beyond it. */
  private long newest = Long.MIN_VALUE;

  Recall(ReadingStore readings, FactStore facts) {
    this.readings = readings;
    this.facts = facts;
  }

  /** Whether the store holds no readings at all. */
  boolean isEmpty() {
    return readings
        .newestTime()
        .map(
            t -> {
              noteTime(t);
              return false;
            })
        .orElse(true);
  }

  /** The oldest event time of some points, or {@code Long.MAX_VALUE} when they have no readings. */
  long oldest(Collection<String> points) {
    long oldest = Long.MAX_VALUE;
    for (String point : points) {
      oldest =
          Math.min(
              oldest,
              readings.firstUsableFrom(point, 0).map(Reading::timeMillis).orElse(Long.MAX_VALUE));
    }
    return oldest;
  }

  /** Notes that a reading of a time exists. */
  void noteTime(long millis) {
    newest = Math.max(newest, millis);
  }

  private Interval horizon(long from) {
    return new Interval(from, Math.max(from, newest) + HORIZON_MILLIS);
  }

  /**
   * Loads what recent work needs, and marks what readings ahead of the watermark reach.
   *
   * @param states all leaves of one school
   * @param mark its watermark
   * @param memoryMillis how much before the watermark memory keeps
   */
  void preload(List<LeafState> states, long mark, long memoryMillis) {
    long from = mark - Math.min(memoryMillis, HORIZON_MILLIS);
    Map<String, PointBuffer> buffers = new LinkedHashMap<>();
    states.forEach(
        s -> {
          for (PointBuffer buffer : s.inputs) {
            buffers.put(buffer.point(), buffer);
          }
        });
    readings.scan(buffers.keySet(), horizon(from), r -> buffers.get(r.point()).add(r));
    buffers.values().forEach(b -> b.coverFrom(from));
    long firstRow = Interval.baseStart(from);
    Map<Leaf, LeafState> byLeaf = new HashMap<>();
    states.forEach(s -> byLeaf.put(s.fold.leaf(), s));
    facts.scan(
        byLeaf.keySet(),
        horizon(firstRow),
        row -> {
          LeafState state = byLeaf.get(row.leaf());
          state.put(row);
          // The watermark may have stood inside or before it when it was computed.
          state.unfinished.add(row.intervalStart());
        });
    for (LeafState state : states) {
      facts.lastBefore(state.fold.leaf(), firstRow).ifPresent(state::put);
      state.rowsFrom = firstRow;
      markAhead(state, Interval.baseStart(mark));
    }
  }

  /** Marks intervals from a time on that readings in memory reach: they were never computed. */
  private static void markAhead(LeafState state, long from) {
    for (Point p : state.fold.inputs()) {
      PointBuffer b = state.readings(p);
      for (int i = 0; i < b.size(); i = b.next(i)) {
        Interval reach = state.fold.reach(p, b, b.time(i), "");
        long first = Math.max(from, Interval.baseStart(reach.start()));
        for (long s = first; s < reach.end(); s += Interval.BASE_MILLIS) {
          state.unfinished.add(s);
        }
      }
    }
  }

  /** Makes memory complete for a leaf from a time on, reading the stores where it is not. */
  void cover(LeafState state, long from) {
    for (PointBuffer buffer : state.inputs) {
      if (buffer.coveredFrom() > from) {
        String id = buffer.point();
        long to = Math.min(buffer.coveredFrom(), horizon(from).end());
        readings.scan(List.of(id), new Interval(from, Math.max(from, to)), buffer::add);
        readings.lastUsableBefore(id, from).ifPresent(buffer::add);
        buffer.coverFrom(from);
      }
    }
    long firstRow = Interval.baseStart(from);
    if (state.rowsFrom > firstRow) {
      long to = Math.min(state.rowsFrom, horizon(firstRow).end());
      Leaf leaf = state.fold.leaf();
      facts.scan(List.of(leaf), new Interval(firstRow, Math.max(firstRow, to)), state::put);
      facts.lastBefore(leaf, firstRow).ifPresent(state::putIfAbsent);
      state.rowsFrom = firstRow;
    }
  }
}
