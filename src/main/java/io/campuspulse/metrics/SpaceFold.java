package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Space;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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
  private final Leaf leaf;
  private final Space space;
  private final String school;
  private final ZoneId zone;
  private final SpaceStates states;

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
    this.states = new SpaceStates(zone, points);
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
    return states.inputs();
  }

  /** Who is in the space, instant by instant. */
  public SpaceStates states() {
    return states;
  }

  @Override
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    return states.reach(point, readings, millis, carry);
  }

  @Override
  public long lookBackMillis() {
    return states.lookBackMillis();
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    Sum sum = new Sum(capacityOn(interval.start()));
    Interval judged = new Interval(interval.start(), Math.max(until, interval.start()));
    List<Interval> open = OpenSpans.within(judged, space.hours(), zone);
    long judgedUntil = open.isEmpty() ? interval.start() : until;
    SpaceStates.Outcome outcome = states.states(interval, judgedUntil, carry, readings);
    outcome.spans().forEach(span -> sum.add(span, open));
    return new Outcome(sum.facts(), outcome.carry());
  }

  private long capacityOn(long millis) {
    return space.capacity().on(LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone)).orElse(0);
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
