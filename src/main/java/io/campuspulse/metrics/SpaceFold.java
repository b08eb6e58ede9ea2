package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Academics;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Use of one space per interval (METRICS §1 "space", §3 "Heads", §4 "Occupancy"). Facts that are 0
 * are left out.
 *
 * <p>With the prefix {@code open.} or {@code teaching.}: {@code avail = used + sparse + empty +
 * unknown} in ms; {@code counted}; {@code head} in person-ms; {@code head_low}, {@code head_high};
 * {@code min_x}, {@code max_x}: person-ms of uncounted and unknown time at least and at most;
 * {@code seat_…}: capacity × ms; {@code planned_used … planned_unknown}: booked time, where what
 * light or a timetable decides is unknown; {@code planned_head}: enrolled person-ms, {@code
 * planned_head_known} its part while heads are known, {@code planned_headless} booked ms without a
 * number; {@code graced}, {@code graced_unknown}: used and unknown ms within bookings ± 10 min;
 * {@code weak_…}: ms that light or a timetable decides; {@code used[PURPOSE]}, {@code
 * unknown[PURPOSE]}.
 *
 * <p>Without prefix: {@code external.used … external.unknown}, booked time of people from outside;
 * and per record of the lesson ledger, labelled with its start in epoch seconds, {@code
 * record.used[…] … record.unknown[…]}, {@code record.beyond_grace[…]} and the known time by source,
 * {@code record.by_pir[…]}.
 */
public final class SpaceFold implements LeafFold {
  /** The basis that opening hours define. */
  public static final String OPEN = "open";

  /** The basis that the bell periods of teaching and make-up days define. */
  public static final String TEACHING = "teaching";

  static final long USED_MIN_HEADS = 1;
  private static final Set<Quantity> SIGNALS =
      Set.of(
          Quantity.PEOPLE,
          Quantity.PEOPLE_IN,
          Quantity.PEOPLE_OUT,
          Quantity.OCCUPIED,
          Quantity.MOTION);

  private final Leaf leaf;
  private final Space space;
  private final String school;
  private final ZoneId zone;
  private final List<Point> inputs;
  private final FootCount footCount;
  private final Academics plans;
  private volatile SpaceDay recent;

  /**
   * The fold of a space.
   *
   * @param points all points whose subject is the space; those without a say are left out
   * @param plans what is planned in its school
   */
  public SpaceFold(Space space, String school, ZoneId zone, List<Point> points, Academics plans) {
    this.leaf = new Leaf(Leaf.Kind.SPACE, space.id());
    this.space = space;
    this.school = school;
    this.zone = zone;
    this.inputs =
        points.stream()
            .filter(p -> SIGNALS.contains(p.quantity()) && p.role() != Point.Role.INFO)
            .toList();
    this.footCount = new FootCount(inputs, zone);
    this.plans = plans;
  }

  @Override
  public Leaf leaf() {
    return leaf;
  }

  @Override
  public String school() {
    return school;
  }

  @Override
  public List<Point> inputs() {
    return inputs;
  }

  @Override
  public String configuration(LocalDate day) {
    return "capacity "
        + space.capacity().on(day).orElse(0)
        + "\n"
        + on(day)
        + "\n"
        + Configurations.points(inputs);
  }

  /** What is planned on a local day. */
  public SpaceDay on(LocalDate day) {
    SpaceDay known = recent;
    if (known == null || !known.date().equals(day)) {
      known = new SpaceDay(space, plans, day, zone);
      recent = known;
    }
    return known;
  }

  @Override
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    if (point.quantity() == Quantity.MOTION) {
      long reach = MotionSessions.reach(point);
      return new Interval(millis - reach, millis + reach);
    }
    return new Interval(millis, millis + Holds.cap(point));
  }

  @Override
  public long lookBackMillis() {
    long most = 0;
    for (Point p : inputs) {
      boolean motion = p.quantity() == Quantity.MOTION;
      most = Math.max(most, motion ? 2 * MotionSessions.reach(p) : Holds.cap(p));
    }
    return most;
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(interval.start()), zone);
    SpaceTally tally = new SpaceTally(on(date), space.capacity().on(date).orElse(0));
    Interval judged = new Interval(interval.start(), Math.max(until, interval.start()));
    FootCount.Outcome foot = footCount.fold(interval, carry, readings);
    if (tally.concerns(judged)) {
      eachState(judged, foot.heads(), readings, tally::add);
    }
    return new Outcome(tally.facts(), foot.carry());
  }

  /** One span with its verdict. */
  public record StateSpan(Interval interval, Occupancy occupancy) {}

  /** The verdicts over a judged part of one base interval, ascending, without holes. */
  public List<StateSpan> states(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    List<StateSpan> spans = new ArrayList<>();
    Interval judged = new Interval(interval.start(), Math.max(until, interval.start()));
    eachState(judged, footCount.fold(interval, carry, readings).heads(), readings, spans::add);
    return spans;
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
