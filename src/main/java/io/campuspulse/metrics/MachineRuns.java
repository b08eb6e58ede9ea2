package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.PowerSignature;
import io.campuspulse.window.PointBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * States of a machine from one point, instant by instant (METRICS §4 "Equipment state"): a sample
 * holds until the next one, at most for the cap. Equal states in a row are a run; a run shorter
 * than the dwell joins the state before it, a longer one counts from its first sample. After a gap
 * longer than the cap everything starts afresh. A fault counts whatever its length.
 *
 * <p>Looks at samples up to a dwell after the interval, never before it but for the last one.
 */
final class MachineRuns {
  private final long cap;
  private final long dwell;
  private final PowerSignature levels;

  /**
   * The rule of a point.
   *
   * @param levels power levels in mW, or null when samples are codes of states
   */
  MachineRuns(long cap, long dwell, PowerSignature levels) {
    this.cap = cap;
    this.dwell = dwell;
    this.levels = levels;
  }

  /**
   * The time whose states can change through a reading, but for what the carry brings over: a run
   * that has begun within the dwell before it may be confirmed or refuted.
   */
  Interval reach(long millis) {
    return new Interval(millis - dwell, millis + cap + 1);
  }

  /** What one base interval yields; the track's values are codes of {@link MachineState}. */
  record Outcome(Track states, String carry) {}

  /**
   * The run under way after some samples.
   *
   * @param last time of the last usable sample
   * @param since first sample of the run
   * @param before state that counted before the run, {@link MachineState#UNKNOWN} when none did
   */
  private record Run(long last, MachineState state, long since, MachineState before) {
    static Run restore(String carry) {
      if (carry.isEmpty()) {
        return null;
      }
      String[] parts = carry.split(",", -1);
      return new Run(
          Long.parseLong(parts[0]),
          MachineState.of(Long.parseLong(parts[1])),
          Long.parseLong(parts[2]),
          MachineState.of(Long.parseLong(parts[3])));
    }

    String save() {
      return last + "," + state.ordinal() + "," + since + "," + before.ordinal();
    }

    /** What the run counts as, when it ends at a time. */
    MachineState counts(long end, long dwell) {
      boolean lasting = end - since >= dwell || state == MachineState.FAULT;
      return lasting || before == MachineState.UNKNOWN ? state : before;
    }

    /** What counts before the run that follows. */
    MachineState passesOn(long end, long dwell) {
      return state == MachineState.FAULT ? before : counts(end, dwell);
    }
  }

  /** The states over a base interval. */
  Outcome fold(Interval interval, String carry, PointBuffer samples) {
    Track track = new Track(interval.start(), interval.end());
    Run run = Run.restore(carry);
    List<Interval> held = new ArrayList<>();
    if (run != null) {
      int last = samples.lastBefore(interval.start());
      if (last >= 0 && samples.time(last) == run.last()) {
        held.add(hold(samples, last));
      }
    }
    int i = samples.firstUsableFrom(interval.start());
    while (i < samples.size() && samples.time(i) < interval.end()) {
      run = follow(run, samples, i, held, track);
      held.add(hold(samples, i));
      i = samples.nextUsable(i);
    }
    if (run == null) {
      return new Outcome(track, "");
    }
    paint(track, held, run.counts(end(run, samples, i), dwell));
    return new Outcome(track, run.save());
  }

  /** Takes a sample: the run goes on, or it ends and is painted, and another one begins. */
  private Run follow(Run run, PointBuffer samples, int i, List<Interval> held, Track track) {
    long t = samples.time(i);
    if (run == null) {
      return new Run(t, state(MachineState.OFF, samples.value(i)), t, MachineState.UNKNOWN);
    }
    boolean gap = t - run.last() > cap;
    MachineState next = state(gap ? MachineState.OFF : run.state(), samples.value(i));
    if (!gap && next == run.state()) {
      return new Run(t, next, run.since(), run.before());
    }
    long end = gap ? run.last() + cap : t;
    paint(track, held, run.counts(end, dwell));
    held.clear();
    return new Run(t, next, t, gap ? MachineState.UNKNOWN : run.passesOn(end, dwell));
  }

  private MachineState state(MachineState before, long value) {
    return levels == null ? MachineState.of(value) : MachineState.next(before, value, levels);
  }

  /** When the run under way ends; it is followed no further than to its dwell. */
  private long end(Run run, PointBuffer samples, int next) {
    Run at = run;
    int i = next;
    while (i < samples.size() && at.last() - at.since() < dwell) {
      long t = samples.time(i);
      if (t - at.last() > cap) {
        break;
      }
      if (state(at.state(), samples.value(i)) != at.state()) {
        return t;
      }
      at = new Run(t, at.state(), at.since(), at.before());
      i = samples.nextUsable(i);
    }
    return at.last() + cap;
  }

  private Interval hold(PointBuffer samples, int i) {
    int next = samples.next(i);
    long end = samples.time(i) + cap;
    if (next < samples.size()) {
      end = Math.min(end, samples.time(next));
    }
    return new Interval(samples.time(i), end);
  }

  private static void paint(Track track, List<Interval> held, MachineState state) {
    held.forEach(h -> track.set(h.start(), h.end(), state.ordinal()));
  }
}
