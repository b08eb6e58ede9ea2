package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Increase of one cumulative register per interval (METRICS §1 "meter", §4 "Counters"), and for
 * electricity its split by opening hours and by the states of its space.
 *
 * <p>Facts, energy in mWh, water in mL: {@code e} (water: {@code w}) increase; {@code e_est} its
 * part interpolated across a gap longer than the cap; {@code span} judged time; {@code gap} time in
 * such closed gaps; {@code open_gap} time without a sample on one side, unknown; {@code open_max}
 * the most that rated power allows in it; {@code open_unrated} open time without a rated power;
 * {@code gap_most} the most that closed gaps can hold of the interval.
 *
 * <p>{@code e = e_open + e_closed}, of which {@code e_closed_est} is interpolated; {@code e =
 * e_used + e_sparse + e_empty + e_unknown} of its space, where gaps are unknown, and {@code
 * state_ms} the time in which both are known. {@code always_on}: judged time of a circuit that is
 * meant to run. {@code resets}, {@code disbelieved}: samples that were taken for a reset or not
 * believed.
 *
 * <p>At the interval's start, when it lies inside a closed gap: {@code gb}, {@code ga} the gap's
 * increase before and after the boundary and {@code gb_ms}, {@code ga_ms} its time. When the
 * watermark lies inside a gap: {@code cut_b}, {@code cut_a}, {@code cut_ms} likewise at the
 * watermark.
 */
public final class MeterFold implements LeafFold {
  private final Leaf leaf;
  private final String school;
  private final Point point;
  private final RegisterCurve.Rule rule;
  private final Optional<Place> place;
  private final List<Point> inputs;

  /**
   * Where the metered energy is used.
   *
   * @param hours opening hours; of a building or school those of any of its spaces
   * @param space its states and lessons, empty for a building or school
   */
  public record Place(OpeningHours hours, ZoneId zone, Optional<SpaceFold> space) {}

  /** A fold without splits: water, generation, export. */
  public MeterFold(Point point, String school) {
    this(point, school, null);
  }

  /** The fold of an electricity register in its place. */
  public MeterFold(Point point, String school, Place place) {
    this.leaf = new Leaf(Leaf.Kind.METER, point.id());
    this.school = school;
    this.point = point;
    this.rule = RegisterCurve.Rule.of(point);
    this.place = Optional.ofNullable(place);
    this.inputs = new ArrayList<>(List.of(point));
    states().ifPresent(s -> inputs.addAll(s.inputs()));
  }

  private Optional<SpaceStates> states() {
    return place.flatMap(Place::space).map(SpaceFold::states);
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
    return List.copyOf(inputs);
  }

  @Override
  public Interval reach(Point p, PointBuffer readings, long millis, String carry) {
    if (!p.equals(point)) {
      return states().orElseThrow().reach(p, readings, millis, Carries.part(carry, 1));
    }
    return RegisterCurve.reach(readings, millis, CounterRule.restore(Carries.part(carry, 0)));
  }

  @Override
  public long widest(Point p) {
    return p.equals(point) ? UNBOUNDED : states().orElseThrow().widest(p);
  }

  @Override
  public Optional<Object> shares() {
    return states().map(Object.class::cast);
  }

  @Override
  public long lookBackMillis() {
    return states().map(SpaceStates::lookBackMillis).orElse(0L);
  }

  private SpaceDay day(long millis) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(millis), place.orElseThrow().zone());
    return place.orElseThrow().space().orElseThrow().on(date);
  }

  @Override
  public String configuration(LocalDate day) {
    StringBuilder out = new StringBuilder(Configurations.points(inputs));
    place.ifPresent(p -> out.append("hours ").append(p.hours().on(day.getDayOfWeek())));
    place.flatMap(Place::space).ifPresent(s -> out.append('\n').append(s.configuration(day)));
    return out.toString();
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    CounterRule carried = CounterRule.restore(Carries.part(carry, 0));
    RegisterCurve curve = RegisterCurve.of(readings.apply(point), interval, carried, rule);
    Interval span = new Interval(interval.start(), Math.max(until, interval.start()));
    String amount = point.quantity() == Quantity.WATER_REGISTER ? "w" : "e";
    MeterSums sums = new MeterSums(span, curve, amount);
    sums.whole(rule.limits().ratedPowerMilliwatt());
    if (point.traits().alwaysOn()) {
      sums.alwaysOn();
    }
    String spaceCarry = "";
    if (place.isPresent()) {
      sums.byOpening(OpenSpans.within(span, place.get().hours(), place.get().zone()));
    }
    if (states().isPresent()) {
      SpaceStates.Outcome space =
          states().get().states(interval, span.end(), Carries.part(carry, 1), readings);
      sums.byState(space.spans());
      spaceCarry = space.carry();
      sums.byLesson(day(interval.start()).slots());
    }
    return new Outcome(sums.facts(), Carries.join(curve.carry(), spaceCarry));
  }
}
