package io.campuspulse.metrics;

import io.campuspulse.model.Equipment;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.PointBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one machine does per interval (METRICS §1 "equipment", §4 "Equipment state"). What it
 * reports itself decides while it is live, else its power; a machine that only sends is not a
 * working one, and silence is unknown.
 *
 * <p>Facts, 0 left out: {@code off + idle + working + fault + unknown} = judged time in ms; inside
 * planned time (bookings of its space without repair closures and planned maintenance) the same
 * with the prefix {@code p_}; {@code e_off … e_unknown} mWh of its registers, where gaps are
 * unknown, {@code e_open_ms} time without a sample on one side of a register, {@link GapEdges} of
 * {@code e}. Per record of the space's lesson ledger: {@code record.working[…]}, {@code
 * record.machine_unknown[…]}.
 */
public final class EquipmentFold implements LeafFold {
  /** A new state must last this long (P). */
  static final long DWELL_MILLIS = 120_000;

  private final Leaf leaf;
  private final Equipment item;
  private final Signals signals;
  private final SpaceFold space;
  private final List<Point> inputs = new ArrayList<>();
  private final long powerCap;

  /** How power tells states; null without points of power. */
  private final MachineRuns powerRuns;

  /**
   * What tells about a machine.
   *
   * @param reported point of its own state
   * @param power points of its power: one, or one per phase
   * @param registers its electricity registers
   */
  public record Signals(Optional<Point> reported, List<Point> power, List<Point> registers) {
    /** The signals of a machine in a registry; power without known levels tells nothing. */
    public static Signals of(Campus campus, Equipment item) {
      Scope scope = Scope.equipment(item.id());
      return new Signals(
          preferred(campus, scope, Quantity.MACHINE_STATE).stream().findFirst(),
          EquipmentClass.levels(item).isEmpty()
              ? List.of()
              : preferred(campus, scope, Quantity.POWER),
          EnergyTree.registers(campus, List.of(scope), Quantity.ENERGY_REGISTER));
    }

    private static List<Point> preferred(Campus campus, Scope scope, Quantity quantity) {
      List<Point> mains = EnergyTree.own(campus, scope, quantity, Point.Role.MAIN);
      return mains.isEmpty() ? EnergyTree.own(campus, scope, quantity, Point.Role.NORMAL) : mains;
    }
  }

  /**
   * The fold of a machine.
   *
   * @param space the fold of its space: bookings and lessons
   */
  public EquipmentFold(Equipment item, Signals signals, SpaceFold space) {
    this.leaf = new Leaf(Leaf.Kind.EQUIPMENT, item.id());
    this.item = item;
    this.signals = signals;
    this.space = space;
    signals.reported().ifPresent(inputs::add);
    inputs.addAll(signals.power());
    inputs.addAll(signals.registers());
    this.powerCap = signals.power().stream().mapToLong(Holds::cap).max().orElse(0);
    this.powerRuns =
        signals.power().isEmpty()
            ? null
            : new MachineRuns(powerCap, DWELL_MILLIS, EquipmentClass.levels(item).orElseThrow());
  }

  /** Whether anything tells what a machine does. */
  static boolean observed(Campus campus, Equipment item) {
    Signals signals = Signals.of(campus, item);
    return signals.reported().isPresent() || !signals.power().isEmpty();
  }

  @Override
  public Leaf leaf() {
    return leaf;
  }

  @Override
  public String school() {
    return space.school();
  }

  @Override
  public List<Point> inputs() {
    return List.copyOf(inputs);
  }

  private static MachineRuns reportedRuns(Point point) {
    return new MachineRuns(Holds.cap(point), DWELL_MILLIS, null);
  }

  @Override
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    int register = signals.registers().indexOf(point);
    if (register >= 0) {
      String own = Carries.part(carry, 2 + register);
      return RegisterCurve.reach(readings, millis, CounterRule.restore(own));
    }
    if (point.quantity() == Quantity.MACHINE_STATE) {
      return reportedRuns(point).reach(millis);
    }
    Interval one = powerRuns.reach(millis);
    // One phase's sample counts in the sums at the others' times as long as it holds.
    boolean phases = signals.power().size() > 1;
    return phases ? new Interval(one.start(), one.end() + powerCap) : one;
  }

  @Override
  public long widest(Point point) {
    if (signals.registers().contains(point)) {
      return UNBOUNDED;
    }
    return Math.max(DWELL_MILLIS, Holds.cap(point) + 1 + powerCap);
  }

  @Override
  public long lookBackMillis() {
    long reported = signals.reported().map(Holds::cap).orElse(0L);
    return Math.max(reported, 2 * powerCap);
  }

  @Override
  public String configuration(LocalDate day) {
    return Configurations.points(inputs)
        + EquipmentClass.levels(item)
        + item.traits().maintenance()
        + space.on(day).booked()
        + space.on(day).slots();
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    States states = states(interval, carry, readings);
    List<String> carries = new ArrayList<>(states.carries());
    List<RegisterCurve> curves = new ArrayList<>();
    for (Point p : signals.registers()) {
      CounterRule carried = CounterRule.restore(Carries.part(carry, carries.size()));
      RegisterCurve.Rule rule = RegisterCurve.Rule.of(p);
      RegisterCurve curve = RegisterCurve.of(readings.apply(p), interval, carried, rule);
      curves.add(curve);
      carries.add(curve.carry());
    }
    Interval span = new Interval(interval.start(), Math.max(until, interval.start()));
    return new Outcome(
        facts(span, spans(span, states.tracks()), curves),
        Carries.join(carries.toArray(String[]::new)));
  }

  /** What each source says: first what the machine reports, then its power. */
  private record States(List<Track> tracks, List<String> carries) {}

  private States states(Interval interval, String carry, Function<Point, PointBuffer> readings) {
    List<Track> tracks = new ArrayList<>(2);
    List<String> carries = new ArrayList<>(List.of("", ""));
    if (signals.reported().isPresent()) {
      Point p = signals.reported().get();
      MachineRuns.Outcome outcome =
          reportedRuns(p).fold(interval, Carries.part(carry, 0), readings.apply(p));
      tracks.add(outcome.states());
      carries.set(0, outcome.carry());
    }
    if (!signals.power().isEmpty()) {
      MachineRuns.Outcome outcome =
          powerRuns.fold(interval, Carries.part(carry, 1), power(interval, readings));
      tracks.add(outcome.states());
      carries.set(1, outcome.carry());
    }
    return new States(tracks, carries);
  }

  private PointBuffer power(Interval interval, Function<Point, PointBuffer> readings) {
    List<PointBuffer> phases = signals.power().stream().map(readings).toList();
    Interval wanted =
        new Interval(interval.start() - powerCap, interval.end() + DWELL_MILLIS + powerCap);
    return phases.size() == 1 ? phases.get(0) : PhaseSum.of(phases, powerCap, wanted);
  }

  /** A time of one state. */
  record StateTime(Interval time, MachineState state) {}

  /** The first track that knows decides: what the machine reports, then its power. */
  private static List<StateTime> spans(Interval span, List<Track> tracks) {
    List<StateTime> spans = new ArrayList<>();
    if (span.isEmpty()) {
      return spans;
    }
    long[] cuts = Cuts.of(span, tracks);
    for (int i = 0; i + 1 < cuts.length; i++) {
      long value = Track.UNKNOWN;
      for (Track t : tracks) {
        value = value == Track.UNKNOWN ? t.at(cuts[i]) : value;
      }
      spans.add(new StateTime(new Interval(cuts[i], cuts[i + 1]), MachineState.of(value)));
    }
    return spans;
  }

  private Facts facts(Interval span, List<StateTime> states, List<RegisterCurve> curves) {
    EquipmentTally tally = new EquipmentTally();
    SpaceDay day = space.on(LocalDate.ofInstant(Instant.ofEpochMilli(span.start()), space.zone()));
    List<Interval> planned = planned(day, span);
    for (StateTime s : states) {
      tally.time("", s.state(), s.time().length());
      tally.time("p_", s.state(), Spans.covered(s.time(), planned));
      day.slots().forEach(slot -> tally.lesson(slot, s));
      curves.forEach(c -> tally.energy(c, s));
    }
    curves.forEach(c -> tally.edges(c, span));
    return tally.facts();
  }

  private List<Interval> planned(SpaceDay day, Interval span) {
    List<Interval> maintenance = Spans.union(item.traits().maintenance());
    List<Interval> planned = new ArrayList<>();
    for (Interval b : day.booked()) {
      Interval inside = b.intersect(span);
      if (!inside.isEmpty()) {
        planned.addAll(Spans.without(inside, maintenance));
      }
    }
    return planned;
  }

  /** The state at the end of what has been judged of an interval. */
  public MachineState stateBefore(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    List<Track> tracks = states(interval, carry, readings).tracks();
    List<StateTime> spans = spans(new Interval(interval.start(), until), tracks);
    return spans.isEmpty() ? MachineState.UNKNOWN : spans.get(spans.size() - 1).state();
  }
}
