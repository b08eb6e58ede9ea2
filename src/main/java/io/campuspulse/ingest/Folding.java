package io.campuspulse.ingest;

import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.window.PointBuffer;
import io.campuspulse.window.Watermark;
import java.util.List;

/**
 * Folds marked intervals again, and notes the rows that come out different: a changed carry marks
 * the next interval in turn. One thread.
 */
final class Folding {
  private final Recall recall;
  private final Restating restating;
  private final Verdicts verdicts;
  private final UnsavedRows unsaved;
  private final Watermark.Rules rules;
  private boolean writeUnchanged;

  /**
   * A folding.
   *
   * @param unsaved receives the rows that differ
   * @param rules when an interval is final
   */
  Folding(
      Recall recall,
      Restating restating,
      Verdicts verdicts,
      UnsavedRows unsaved,
      Watermark.Rules rules) {
    this.recall = recall;
    this.restating = restating;
    this.verdicts = verdicts;
    this.unsaved = unsaved;
    this.rules = rules;
  }

  /** Whether rows that come out unchanged are written too. */
  void writeUnchanged(boolean write) {
    writeUnchanged = write;
  }

  /**
   * Computes the marked intervals of leaves of one school side by side, interval by interval.
   *
   * @param mark how far is judged
   * @param markBefore how far was judged until now: what was final is restated
   * @param recordedAtMillis time of record of what comes out different
   */
  void recompute(List<LeafState> states, long mark, long markBefore, long recordedAtMillis) {
    LeafState next = earliest(states);
    while (next != null && next.firstDirty() < mark) {
      recomputeFirst(next, mark, markBefore, recordedAtMillis);
      next = earliest(states);
    }
    states.forEach(LeafState::postpone);
  }

  /** The first of those whose earliest marked interval is the earliest of all, or null. */
  private static LeafState earliest(List<LeafState> states) {
    LeafState earliest = null;
    for (LeafState s : states) {
      if (s.isDirty() && (earliest == null || s.firstDirty() < earliest.firstDirty())) {
        earliest = s;
      }
    }
    return earliest;
  }

  private void recomputeFirst(LeafState state, long mark, long markBefore, long recordedAtMillis) {
    long start = state.firstDirty();
    Interval interval = new Interval(start, start + Interval.BASE_MILLIS);
    long until = Math.min(interval.end(), mark);
    recall.cover(state, start - state.lookBackMillis);
    String carryIn = state.carryInto(start);
    LeafFold.Outcome outcome = state.fold.fold(interval, until, carryIn, state::readings);
    record(state, interval, carryIn, outcome, markBefore, recordedAtMillis);
    if (until < interval.end()) {
      state.unfinished.add(start);
    } else {
      state.unfinished.remove(start);
    }
    state.cleanFirst();
    if (until == mark) {
      verdicts.note(state, interval, carryIn);
    }
  }

  private void record(
      LeafState state,
      Interval interval,
      String carryIn,
      LeafFold.Outcome outcome,
      long markBefore,
      long recordedAtMillis) {
    FactRow old = state.row(interval.start());
    String passedOn = state.carriedBefore.remove(interval.start());
    String oldCarry = old != null ? old.carry() : passedOn != null ? passedOn : carryIn;
    boolean sameCarry = oldCarry.equals(outcome.carry());
    if (!sameCarry) {
      propagate(state, interval, oldCarry);
    }
    boolean passesOn = old == null ? carryIn.equals(outcome.carry()) : sameCarry;
    boolean wasFinal = Watermark.isFinal(markBefore, interval.end(), rules);
    Facts oldFacts = old == null ? null : old.facts();
    if (old == null && (passesOn || wasFinal)) { // dear to tell: only where it decides
      oldFacts = state.served(interval, Math.min(interval.end(), state.watermark.millis()));
    }
    boolean sameFacts = outcome.facts().equals(oldFacts);
    if (sameFacts && passesOn) {
      if (writeUnchanged && old != null) {
        unsaved.put(old);
      }
      return;
    }
    int revision = old == null ? 1 : old.revision();
    if (wasFinal && !sameFacts) {
      revision++;
      restating.note(state.fold.leaf(), interval.start(), oldFacts, markBefore);
    }
    FactRow row =
        new FactRow(
            state.fold.leaf(),
            interval.start(),
            outcome.facts(),
            outcome.carry(),
            revision,
            sameFacts && old != null ? old.recordedAtMillis() : recordedAtMillis);
    state.put(row);
    unsaved.put(row);
  }

  /**
   * Marks what a changed carry can change: everything up to the next interval that has a row or a
   * usable sample. There the comparison goes on.
   */
  private void propagate(LeafState state, Interval interval, String oldCarry) {
    Long nextRow = state.rowAfter(interval.start());
    long target = nextRow == null ? Long.MAX_VALUE : nextRow;
    for (PointBuffer b : state.inputs) {
      int i = b.firstUsableFrom(interval.end());
      if (i < b.size()) {
        target = Math.min(target, Interval.baseStart(b.time(i)));
      }
    }
    if (target == Long.MAX_VALUE) {
      return;
    }
    state.markDirty(new Interval(interval.end(), target + 1));
    if (state.row(target) == null) {
      state.carriedBefore.put(target, oldCarry);
    }
  }
}
