package io.campuspulse.query;

import io.campuspulse.metrics.FactSums;
import io.campuspulse.model.Facts;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Summed facts of one leaf over a span of whole base intervals, with what lies at its edges.
 * Mutable while being filled.
 */
final class SpanFacts {
  private final TreeMap<Integer, FactSums> byYear = new TreeMap<>();
  private SortedMap<Integer, Facts> frozen;
  private Facts first = Facts.NONE;
  private Facts last = Facts.NONE;
  private boolean any;
  private long restatements;
  private long recordedAtMillis = -1;

  /** Adds the facts of the next interval. */
  void add(int localYear, Facts facts, int revision, long recordedAt) {
    LessonRows.addUnlabelled(facts, byYear.computeIfAbsent(localYear, y -> new FactSums()));
    if (!any) {
      first = facts;
      any = true;
    }
    last = facts;
    restatements += revision - 1;
    recordedAtMillis = Math.max(recordedAtMillis, recordedAt);
  }

  /** Adds facts that some of the intervals added before give together. */
  void addWithin(int localYear, Facts facts) {
    byYear.computeIfAbsent(localYear, y -> new FactSums()).add(facts);
  }

  /**
   * Gives up what only filling needs, so that it can be kept for long; nothing may be added then.
   *
   * @param edges whether the facts at the edges are still wanted
   */
  SpanFacts frozen(boolean edges) {
    frozen = years();
    byYear.clear();
    if (!edges) {
      first = Facts.NONE;
      last = Facts.NONE;
    }
    return this;
  }

  /** Adds the next span. */
  void add(SpanFacts next) {
    if (!next.any) {
      return;
    }
    next.years()
        .forEach((year, sums) -> byYear.computeIfAbsent(year, y -> new FactSums()).add(sums));
    if (!any) {
      first = next.first;
      any = true;
    }
    last = next.last;
    restatements += next.restatements;
    recordedAtMillis = Math.max(recordedAtMillis, next.recordedAtMillis);
  }

  SortedMap<Integer, Facts> years() {
    if (frozen != null) {
      return frozen;
    }
    TreeMap<Integer, Facts> facts = new TreeMap<>();
    byYear.forEach((year, sums) -> facts.put(year, sums.toFacts()));
    return facts;
  }

  /** Sums over all years. */
  Facts sum() {
    FactSums all = new FactSums();
    byYear.values().forEach(sums -> all.add(sums.toFacts()));
    return all.toFacts();
  }

  /** Facts of the first interval, or none. */
  Facts first() {
    return first;
  }

  /** Facts of the last interval judged, or none. */
  Facts last() {
    return last;
  }

  long restatements() {
    return restatements;
  }

  long recordedAtMillis() {
    return recordedAtMillis;
  }
}
