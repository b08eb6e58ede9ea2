package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.window.PointBuffer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Whether a space is used, sparsely used, empty or unknown, instant by instant, and by which source
 * (METRICS §4 "Occupancy"): the best live source decides. A pure function of the set of readings;
 * immutable and thread-safe.
 *
 * <p>Whoever joins a space's verdicts with other readings takes {@link #inputs()}, {@link #reach}
 * and {@link #lookBackMillis()} into its own fold and carries {@link Outcome#carry()} along.
 */
public final class SpaceStates {
  private static final long USED_MIN_HEADS = 1;
  private static final Set<Quantity> SIGNALS =
      Set.of(
          Quantity.PEOPLE,
          Quantity.PEOPLE_IN,
          Quantity.PEOPLE_OUT,
          Quantity.OCCUPIED,
          Quantity.MOTION);

  private final List<Point> inputs;
  private final FootCount footCount;

  /**
   * The states of a space.
   *
   * @param points all points whose subject is the space; those without a say are left out
   */
  public SpaceStates(ZoneId zone, List<Point> points) {
    this.inputs =
        points.stream()
            .filter(p -> SIGNALS.contains(p.quantity()) && p.role() != Point.Role.INFO)
            .toList();
    this.footCount = new FootCount(inputs, zone);
  }

  /** The points whose readings have a say. */
  public List<Point> inputs() {
    return inputs;
  }

  /** The time whose verdicts can change through a reading, as in {@link LeafFold#reach}. */
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    if (point.quantity() == Quantity.MOTION) {
      long reach = MotionSessions.reach(point);
      return new Interval(millis - reach, millis + reach);
    }
    return new Interval(millis, millis + Holds.cap(point));
  }

  /** How far before an interval readings are looked at, as in {@link LeafFold#lookBackMillis}. */
  public long lookBackMillis() {
    long most = 0;
    for (Point p : inputs) {
      boolean motion = p.quantity() == Quantity.MOTION;
      most = Math.max(most, motion ? 2 * MotionSessions.reach(p) : Holds.cap(p));
    }
    return most;
  }

  /**
   * What one base interval yields.
   *
   * @param spans verdicts over the judged part, ascending, without holes
   * @param carry what the next interval needs, the same however much was judged
   */
  public record Outcome(List<StateSpan> spans, String carry) {}

  /**
   * The verdicts over {@code [interval.start, until)}.
   *
   * @param until end of what may be judged; the interval's start when only the carry is wanted
   * @param carry what the latest earlier interval with readings carried out, or empty
   */
  public Outcome states(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    List<StateSpan> spans = new ArrayList<>();
    FootCount.Outcome foot = footCount.fold(interval, carry, readings);
    if (until > interval.start()) {
      Interval judged = new Interval(interval.start(), until);
      eachState(judged, foot.heads(), readings, spans::add);
    }
    return new Outcome(spans, foot.carry());
  }

  private void eachState(
      Interval judged,
      Track footHeads,
      Function<Point, PointBuffer> readings,
      Consumer<StateSpan> sink) {
    List<Track> counters = tracks(Quantity.PEOPLE, judged, readings);
    List<Track> presences = tracks(Quantity.OCCUPIED, judged, readings);
    List<Track> motions = tracks(Quantity.MOTION, judged, readings);
    long[] cuts = Cuts.of(judged, footHeads, counters, presences, motions);
    for (int i = 0; i + 1 < cuts.length; i++) {
      long t = cuts[i];
      long counted = allSum(counters, t);
      long walked = footHeads.at(t);
      Occupancy verdict;
      if (counted >= 0) {
        verdict = Occupancy.counted(counted, USED_MIN_HEADS * 1000, Occupancy.Source.COUNTER);
      } else if (walked >= 0) {
        verdict = Occupancy.counted(walked, USED_MIN_HEADS * 1000, Occupancy.Source.IN_OUT);
      } else {
        verdict = anyOf(presences, t, Occupancy.Source.PRESENCE);
        if (verdict.state() == Occupancy.State.UNKNOWN) {
          verdict = anyOf(motions, t, Occupancy.Source.PIR);
        }
      }
      sink.accept(new StateSpan(new Interval(t, cuts[i + 1]), verdict));
    }
  }

  private List<Track> tracks(
      Quantity quantity, Interval judged, Function<Point, PointBuffer> readings) {
    List<Track> tracks = new ArrayList<>(2);
    for (Point p : inputs) {
      if (p.quantity() == quantity) {
        PointBuffer buffer = readings.apply(p);
        tracks.add(
            quantity == Quantity.MOTION
                ? MotionSessions.track(p, buffer, judged.start(), judged.end())
                : Holds.track(buffer, Holds.cap(p), judged.start(), judged.end()));
      }
    }
    return tracks;
  }

  /** Counters of several zones add; all of them must be live. */
  private static long allSum(List<Track> tracks, long t) {
    long sum = tracks.isEmpty() ? Track.UNKNOWN : 0;
    for (Track track : tracks) {
      long v = track.at(t);
      if (v == Track.UNKNOWN) {
        return Track.UNKNOWN;
      }
      sum += v;
    }
    return sum;
  }

  /** Used when any sensor sees somebody; empty only when all sensors are live and see nobody. */
  private static Occupancy anyOf(List<Track> tracks, long t, Occupancy.Source source) {
    boolean all = !tracks.isEmpty();
    for (Track track : tracks) {
      long v = track.at(t);
      if (v > 0) {
        return Occupancy.presence(true, source);
      }
      all &= v == 0;
    }
    return all ? Occupancy.presence(false, source) : Occupancy.UNKNOWN;
  }
}
