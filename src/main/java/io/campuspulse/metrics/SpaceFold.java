package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Academics;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
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
 * {@code weak_…}: ms that light or a timetable decides ({@code seat_weak} × capacity where not
 * used); {@code used[PURPOSE]}, {@code unknown[PURPOSE]}.
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

  private final Leaf leaf;
  private final Space space;
  private final String school;
  private final ZoneId zone;
  private final SpaceStates states;
  private final Academics plans;
  private volatile SpaceDay recent;

  /**
   * The fold of a space.
   *
   * @param states who is in it
   * @param plans what is planned in its school
   */
  public SpaceFold(Space space, String school, ZoneId zone, SpaceStates states, Academics plans) {
    this.leaf = new Leaf(Leaf.Kind.SPACE, space.id());
    this.space = space;
    this.school = school;
    this.zone = zone;
    this.states = states;
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
    return states.inputs();
  }

  /** Seats or work places on a local day. */
  public int places(LocalDate day) {
    return space.capacity().on(day).orElse(0);
  }

  ZoneId zone() {
    return zone;
  }

  /** Who is in the space, instant by instant. */
  public SpaceStates states() {
    return states;
  }

  @Override
  public String configuration(LocalDate day) {
    return "capacity "
        + space.capacity().on(day).orElse(0)
        + "\n"
        + on(day)
        + "\n"
        + states.configuration(day)
        + "\n"
        + Configurations.points(inputs());
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
    return states.reach(point, readings, millis, carry);
  }

  @Override
  public long widest(Point p) {
    return states.widest(p);
  }

  @Override
  public Optional<Object> shares() {
    return Optional.of(states);
  }

  @Override
  public long lookBackMillis() {
    return states.lookBackMillis();
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(interval.start()), zone);
    SpaceTally tally =
        new SpaceTally(on(date), space.capacity().on(date).orElse(0), states.usedMinHeads());
    Interval judged = new Interval(interval.start(), Math.max(until, interval.start()));
    SpaceStates.Outcome outcome = states.states(interval, judged.end(), carry, readings);
    if (tally.concerns(judged)) {
      outcome.spans().forEach(tally::add);
    }
    return new Outcome(tally.facts(), outcome.carry());
  }
}
