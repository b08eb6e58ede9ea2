package io.campuspulse.ingest;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Journal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Keeps journaled messages for a while after they were dealt with, for stores that can lose what
 * they acknowledged: InfluxDB 1.x drops writes when it crashes twice around a torn log entry. After
 * an outage, and at every start, the pipeline goes back to {@link #from} and writes again; every
 * write is idempotent. One thread.
 */
final class Rewind {
  private static final String CONSUMER = "ingest-rewind";
  private static final long MARK_MILLIS = 60_000;

  private final Journal journal;
  private final Pipeline.Keep keep;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private final boolean known;

  /** Everything from an offset on was received at a time or later. */
  private record Mark(long offset, long receivedAtMillis) {}

  Rewind(Journal journal, Pipeline.Keep keep) {
    this.journal = journal;
    this.keep = keep;
    this.known = journal.cursor(CONSUMER) > 0;
  }

  boolean enabled() {
    return keep.millis() > 0;
  }

  /** Where writing again begins. */
  long from() {
    return Math.max(journal.start(), journal.cursor(CONSUMER));
  }

  /** Notes that everything before an offset was dealt with, and lets go of what is old. */
  void passed(long nextOffset, long newestReceivedMillis) {
    if (!enabled()) {
      if (known) {
        commit(nextOffset);
      }
      return;
    }
    Mark last = marks.peekLast();
    if (last == null) {
      marks.add(new Mark(from(), newestReceivedMillis));
    } else if (newestReceivedMillis - last.receivedAtMillis() >= MARK_MILLIS) {
      marks.add(new Mark(nextOffset, newestReceivedMillis));
      release(newestReceivedMillis);
    }
  }

  private void release(long newestReceivedMillis) {
    boolean moved = false;
    while (marks.size() > 2 && (old(newestReceivedMillis) || journal.sizeBytes() > keep.bytes())) {
      marks.poll();
      moved = true;
      if (!old(newestReceivedMillis)) {
        break; // for size, one mark at a time: trimming follows
      }
    }
    if (moved) {
      commit(marks.element().offset());
    }
  }

  private boolean old(long newestReceivedMillis) {
    return marks.element().receivedAtMillis() < newestReceivedMillis - keep.millis();
  }

  private void commit(long offset) {
    journal.commit(new Checkpoint(CONSUMER, offset, Map.of(), List.of()));
  }

  /** Holds the journal from being trimmed before the first mark. */
  void begin() {
    if (enabled()) {
      commit(from());
    }
  }
}
