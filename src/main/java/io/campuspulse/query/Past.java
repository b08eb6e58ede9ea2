package io.campuspulse.query;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Facts as they were before some restatements, laid over those of today. Not thread-safe. */
final class Past {
  private final Map<Leaf, NavigableMap<Long, Facts>> before = new HashMap<>();

  /** Takes a restatement back; of one row the newest goes first. */
  void undo(Revision revision) {
    before
        .computeIfAbsent(revision.leaf(), l -> new TreeMap<>())
        .put(revision.intervalStart(), revision.before());
  }

  /** The leaves that were different. */
  Set<Leaf> leaves() {
    return before.keySet();
  }

  /** The facts of a leaf that were different, by interval start. */
  NavigableMap<Long, Facts> of(Leaf leaf) {
    return before.getOrDefault(leaf, new TreeMap<>());
  }
}
