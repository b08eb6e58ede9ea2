package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Sensing;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.PointBuffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
  /** What tells of people directly; CO2 stands in for it while it is silent. */
  static final Set<Quantity> SIGNALS =
      EnumSet.of(
          Quantity.PEOPLE,
          Quantity.PEOPLE_IN,
          Quantity.PEOPLE_OUT,
          Quantity.OCCUPIED,
          Quantity.MOTION);

  private static final BigDecimal ROOM_HEIGHT = new BigDecimal("3.3");
  private static final BigDecimal NO_AREA = BigDecimal.valueOf(60);
  private static final String SEPARATOR = "|";

  private final Space space;
  private final ZoneId zone;
  private final Sensing sensing;
  private final Academics plans;
  private final List<Point> inputs;
  private final FootCount footCount;
  private final Co2Presence co2;
  private final LightUse light;
  private volatile RecentStates recent;

  private SpaceStates(
      Space space, ZoneId zone, Sensing sensing, Academics plans, List<List<Point>> points) {
    this.space = space;
    this.zone = zone;
    this.sensing = sensing;
    this.plans = plans;
    List<Point> own = points.get(0).stream().filter(p -> p.role() != Point.Role.INFO).toList();
    double registered = sensing.airflowM3h().map(BigDecimal::doubleValue).orElse(Double.NaN);
    this.co2 = new Co2Presence(own, points.get(1), registered);
    this.light = new LightUse(own);
    Set<Quantity> signals = EnumSet.copyOf(SIGNALS);
    if (co2.isPossible()) {
      signals.addAll(Co2Presence.SIGNALS);
    }
    if (sensing.light()) {
      signals.addAll(LightUse.SIGNALS);
    }
    List<Point> all = new ArrayList<>();
    own.stream().filter(p -> signals.contains(p.quantity())).forEach(all::add);
    if (co2.isPossible()) {
      all.addAll(points.get(1));
    }
    this.inputs = List.copyOf(all);
    this.footCount = new FootCount(inputs, zone);
  }

  /** The states of a space of a registry. */
  public static SpaceStates of(Campus campus, Space space) {
    String school = campus.schoolOf(Scope.space(space.id())).orElse("");
    List<Point> outdoors =
        campus.pointsOf(Scope.school(school)).stream()
            .filter(p -> p.quantity() == Quantity.CO2 && p.role() != Point.Role.INFO)
            .toList();
    return new SpaceStates(
        space,
        campus.city().zone(),
        campus.sensing(space.id()),
        campus.academics(school),
        List.of(campus.pointsOf(Scope.space(space.id())), outdoors));
  }

  /** The points whose readings have a say. */
  public List<Point> inputs() {
    return inputs;
  }

  /** Fewer people than this make the space sparsely used. */
  int usedMinHeads() {
    return sensing.usedMinHeads();
  }

  /** What is configured and decides, as a canonical text; without the points. */
  String configuration(LocalDate day) {
    return "sensing " + sensing + " volume " + volume(day);
  }

  private double volume(LocalDate day) {
    return sensing
        .volumeM3()
        .orElseGet(() -> space.area().on(day).orElse(NO_AREA).multiply(ROOM_HEIGHT))
        .doubleValue();
  }

  /** The time whose verdicts can change through a reading, as in {@link LeafFold#reach}. */
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    long back =
        switch (point.quantity()) {
          case MOTION -> MotionSessions.reach(point);
          case CO2, DAMPER, AIRFLOW ->
              co2.reach(point) + Plausibility.reach(point, readings, millis);
          case PEOPLE -> Plausibility.reach(point, readings, millis) + Holds.cap(point);
          default -> 0;
        };
    return new Interval(millis - back, millis + Math.max(back, Holds.cap(point)));
  }

  /** A bound of {@link #reach}, as in {@link LeafFold#widest}. */
  long widest(Point point) {
    long back =
        switch (point.quantity()) {
          case MOTION -> MotionSessions.reach(point);
          case CO2, DAMPER, AIRFLOW -> co2.reach(point) + Plausibility.reach(point);
          case PEOPLE -> Plausibility.reach(point) + Holds.cap(point);
          default -> 0;
        };
    return Math.max(back, Holds.cap(point));
  }

  /** How far before an interval readings are looked at, as in {@link LeafFold#lookBackMillis}. */
  public long lookBackMillis() {
    long most = 0;
    for (Point p : inputs) {
      long reach =
          switch (p.quantity()) {
            case MOTION -> 2 * MotionSessions.reach(p);
            case CO2, DAMPER, AIRFLOW -> Math.max(co2.lookBack(), co2.reach(p) + Holds.cap(p));
            case PEOPLE -> Plausibility.reach(p) + 2 * Holds.cap(p);
            default -> Holds.cap(p);
          };
      most = Math.max(most, reach);
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
   * @param until end of what may be judged, not before the interval's start
   * @param carry what the latest earlier interval with readings carried out, or empty
   */
  public Outcome states(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    PointBuffer[] buffers = new PointBuffer[inputs.size()];
    boolean any = false;
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = readings.apply(inputs.get(i));
      any |= buffers[i].size() > 0;
    }
    RecentStates known = recent;
    if (known != null && known.answers(interval, until, carry, buffers)) {
      return known.outcome();
    }
    Outcome outcome = outcome(interval, until, carry, readings);
    if (any) { // nobody asks twice about nothing
      recent = new RecentStates(interval, until, carry, buffers, outcome);
    }
    return outcome;
  }

  private Outcome outcome(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    if (!co2.isPossible()) {
      FootCount.Outcome foot = footCount.fold(interval, carry, readings);
      return new Outcome(spans(interval, until, readings, foot.heads(), null), foot.carry());
    }
    int cut = carry.indexOf(SEPARATOR);
    FootCount.Outcome foot =
        footCount.fold(interval, cut < 0 ? "" : carry.substring(0, cut), readings);
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(interval.start()), zone);
    Co2Presence.Outcome air =
        co2.fold(interval, volume(day), cut < 0 ? "" : carry.substring(cut + 1), readings);
    boolean nothing = foot.carry().isEmpty() && air.carry().isEmpty();
    return new Outcome(
        spans(interval, until, readings, foot.heads(), air.track()),
        nothing ? "" : foot.carry() + SEPARATOR + air.carry());
  }

  private List<StateSpan> spans(
      Interval interval, long until, Function<Point, PointBuffer> readings, Track foot, Track air) {
    if (until <= interval.start()) {
      return List.of();
    }
    Interval judged = new Interval(interval.start(), until);
    Track nothing = new Track(judged.start(), judged.end());
    Sources sources =
        new Sources(
            tracks(Quantity.PEOPLE, judged, readings),
            foot,
            tracks(Quantity.OCCUPIED, judged, readings),
            tracks(Quantity.MOTION, judged, readings),
            air == null ? nothing : air,
            sensing.light() ? light.track(judged, readings) : nothing,
            sensing.timetable() ? timetable(judged) : nothing);
    long[] cuts = sources.cuts(judged);
    List<StateSpan> spans = new ArrayList<>(cuts.length);
    for (int i = 0; i + 1 < cuts.length; i++) {
      Occupancy verdict = sources.at(cuts[i], sensing.usedMinHeads() * 1000L);
      spans.add(new StateSpan(new Interval(cuts[i], cuts[i + 1]), verdict));
    }
    return Collections.unmodifiableList(spans);
  }

  private List<Track> tracks(
      Quantity quantity, Interval judged, Function<Point, PointBuffer> readings) {
    List<Track> tracks = new ArrayList<>(2);
    for (Point p : inputs) {
      if (p.quantity() == quantity) {
        PointBuffer all = readings.apply(p);
        PointBuffer buffer = Plausibility.believed(p, all, judged.start(), judged.end());
        tracks.add(
            quantity == Quantity.MOTION
                ? MotionSessions.track(p, buffer, judged.start(), judged.end())
                : Holds.track(buffer, Holds.cap(p), judged.start(), judged.end()));
      }
    }
    return tracks;
  }

  /** 1 where a booking has the space, 0 elsewhere. */
  private Track timetable(Interval judged) {
    Track track = new Track(judged.start(), judged.end());
    track.set(judged.start(), judged.end(), 0);
    List<Interval> booked =
        Spans.union(plans.bookings(space.id(), judged).stream().map(Booking::time).toList());
    for (Interval time : booked) {
      track.set(time.start(), time.end(), 1);
      track.set(time.end(), judged.end(), 0);
    }
    return track;
  }
}
