package io.campuspulse.ingest;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import io.campuspulse.store.RevisionLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers restatements and notes what was served before them. All that changes between two
 * checkpoints has one number. What was noted for a batch that a crash undid keeps its number: the
 * next checkpoint, which repeats the batch, gives that number to the world. One thread.
 */
final class Restating {
  private final RevisionLog log;
  private final List<Revision> pending = new ArrayList<>();
  private final Map<String, Long> judged = new TreeMap<>();
  private long committed;
  private boolean used;
  private long newestRecorded = Long.MIN_VALUE;

  Restating(RevisionLog log) {
    this.log = log;
  }

  /**
   * Goes on where a checkpoint stood.
   *
   * @param saved what {@link #save} gave, or empty without a checkpoint
   */
  void restore(String saved) {
    pending.clear();
    judged.clear();
    long newest = log.numberAt(Long.MAX_VALUE);
    committed = newest;
    if (!saved.isEmpty()) {
      int comma = saved.indexOf(',');
      committed = Long.parseLong(saved, 0, comma, 10);
      newestRecorded = Long.parseLong(saved, comma + 1, saved.length(), 10);
    }
    used = newest > committed;
  }

  /** The saved form of what is true after the batch under way is committed. */
  String save() {
    return (used ? committed + 1 : committed) + "," + newestRecorded;
  }

  /** The time of record of work on messages received up to a time: it never runs backwards. */
  long recordedAt(long newestReceivedMillis) {
    newestRecorded = Math.max(newestRecorded, newestReceivedMillis);
    return newestRecorded;
  }

  /** Notes the facts that a final row had until now. */
  void note(Leaf leaf, long intervalStart, Facts before, long watermarkBefore) {
    pending.add(
        new Revision(committed + 1, leaf, intervalStart, before, watermarkBefore, newestRecorded));
  }

  /** Writes what was noted; call before the rows are written. On failure it may be repeated. */
  void write(Map<String, Long> watermarks) {
    if (!pending.isEmpty()) {
      log.append(pending);
      used = true;
      pending.clear();
    }
    Map<String, Long> advanced = new TreeMap<>();
    watermarks.forEach(
        (school, mark) -> {
          Long last = judged.get(school);
          if (mark != Long.MIN_VALUE && (last == null || last < Interval.baseStart(mark))) {
            advanced.put(school, Interval.baseStart(mark));
          }
        });
    if (!advanced.isEmpty()) {
      log.judged(newestRecorded, advanced);
      judged.putAll(advanced);
    }
  }

  /** The batch is committed: its number is the world's. */
  void committed() {
    if (used) {
      committed++;
      used = false;
    }
  }

  /** The newest number of the world. */
  long number() {
    return committed;
  }
}
