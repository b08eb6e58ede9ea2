package io.campuspulse.ingest;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows that are yet to be written, the latest of each interval of a leaf. Not thread-safe. */
final class UnsavedRows {
  private final TreeMap<Long, Map<Leaf, FactRow>> rows = new TreeMap<>(Comparator.reverseOrder());

  void put(FactRow row) {
    rows.computeIfAbsent(row.intervalStart(), s -> new HashMap<>()).put(row.leaf(), row);
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** All rows, those of later intervals first. */
  List<FactRow> newestFirst() {
    List<FactRow> all = new ArrayList<>();
    rows.values().forEach(ofInterval -> all.addAll(ofInterval.values()));
    return all;
  }

  void clear() {
    rows.clear();
  }
}
