package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Space;
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
 * Use of one space per interval (METRICS §1 "space", §3 "Heads", §4 "Occupancy"), basis {@code
 * open}. Facts, all with prefix {@code open.}: {@code avail = used + sparse + empty + unknown} in
 * ms; {@code counted}; {@code head} in person-ms; {@code head_low}, {@code head_high}; {@code
 * min_x}, {@code max_x}: person-ms of uncounted and unknown time at least and at most; {@code
 * seat_…}: capacity × ms.
 */
public final class SpaceFold implements LeafFold {
  /** The basis that opening hours define. */
  public static final String OPEN = "open";

  private static final long USED_MIN_HEADS = 1;
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

  /**
   * The fold of a space.
   *
   * @param points all points whose subject is the space; those without a say are left out
   */
  public SpaceFold(Space space, String school, ZoneId zone, List<Point> points) {
    this.leaf = new Leaf(Leaf.Kind.SPACE, space.id());
    this.space = space;
    this.school = school;
    this.zone = zone;
    this.inputs =
        points.stream()
            .filter(p -> SIGNALS.contains(p.quantity()) && p.role() != Point.Role.INFO)
            .toList();
    this.footCount = new FootCount(inputs, zone);
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
        + "\nhours "
        + space.hours().on(day.getDayOfWeek())
        + "\n"
        + Configurations.points(inputs);
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
    Sum sum = new Sum(capacityOn(interval.start()));
    Interval judged = new Interval(interval.start(), Math.max(until, interval.start()));
    List<Interval> open = OpenSpans.within(judged, space.hours(), zone);
    FootCount.Outcome foot = footCount.fold(interval, carry, readings);
    if (!open.isEmpty()) {
      eachState(judged, foot.heads(), readings, span -> sum.add(span, open));
    }
    return new Outcome(sum.facts(), foot.carry());
  }

  private long capacityOn(long millis) {
    return space.capacity().on(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone)).orElse(0);
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

  /** Adds spans to the interval's facts. */
  private static final class Sum {
    private final long capacity;
    private final long[] stateMillis = new long[Occupancy.State.values().length];
    private long counted;
    private long headMilli;

    Sum(long capacity) {
      this.capacity = capacity;
    }

    void add(StateSpan span, List<Interval> open) {
      for (Interval o : open) {
        long ms = o.intersect(span.interval()).length();
        if (ms == 0) {
          continue;
        }
        Occupancy occupancy = span.occupancy();
        stateMillis[occupancy.state().ordinal()] += ms;
        if (occupancy.state() == Occupancy.State.USED && occupancy.headsMilli() >= 0) {
          counted += ms;
          headMilli = Math.addExact(headMilli, Math.multiplyExact(occupancy.headsMilli(), ms));
        }
      }
    }

    Facts facts() {
      long used = stateMillis[Occupancy.State.USED.ordinal()];
      long sparse = stateMillis[Occupancy.State.SPARSE.ordinal()];
      long empty = stateMillis[Occupancy.State.EMPTY.ordinal()];
      long unknown = stateMillis[Occupancy.State.UNKNOWN.ordinal()];
      long head = Rounding.halfEven(headMilli, 1000);
      long uncounted = used - counted;
      FactSums sums = new FactSums();
      put(sums, "avail", used + sparse + empty + unknown);
      put(sums, "used", used);
      put(sums, "sparse", sparse);
      put(sums, "empty", empty);
      put(sums, "unknown", unknown);
      put(sums, "counted", counted);
      put(sums, "head", head);
      put(sums, "head_low", head + USED_MIN_HEADS * uncounted);
      put(sums, "head_high", head + capacity * (uncounted + unknown));
      put(sums, "min_x", USED_MIN_HEADS * (uncounted + unknown));
      put(sums, "max_x", capacity * (uncounted + unknown));
      put(sums, "seat_avail", capacity * (used + sparse + empty + unknown));
      put(sums, "seat_used", capacity * used);
      put(sums, "seat_sparse", capacity * sparse);
      put(sums, "seat_empty", capacity * empty);
      put(sums, "seat_unknown", capacity * unknown);
      put(sums, "seat_counted", capacity * counted);
      return sums.toFacts();
    }

    private static void put(FactSums sums, String name, long value) {
      sums.add(OPEN + "." + name, value);
    }
  }
}
