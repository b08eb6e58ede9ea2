package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.SampleSink;
import io.campuspulse.simulator.world.TruthSink;
import io.campuspulse.simulator.world.World;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The true value of figures over any range of whole quarters of an hour. It knows everything: there
 * is no unknown time, used means that at least one person is there.
 *
 * <p>Figures of a scope pool its spaces; seats count only where the registry gives a capacity above
 * 0 on that day. Not thread-safe.
 */
public final class TruthFigures implements TruthSink {
  private final Campus campus;
  private final Interval range;
  final SpaceTruth spaces;
  final LessonTruth lessons;
  final EquipmentTruth equipment;
  final MeterTruth meters;
  final SlotTruth slots;
  final Bases bases;
  private IntFunction<OptionalDouble> factors = year -> OptionalDouble.empty();

  /**
   * An empty collection for a range.
   *
   * @param calendar which days are taught
   * @param range whole base intervals
   */
  public TruthFigures(Campus campus, AcademicCalendar calendar, Interval range) {
    if (range.start() % Interval.BASE_MILLIS != 0 || range.end() % Interval.BASE_MILLIS != 0) {
      throw new IllegalArgumentException("truth is kept by whole quarters of an hour: " + range);
    }
    this.campus = campus;
    this.range = range;
    this.bases = new Bases(calendar, campus.city().zone());
    this.spaces = new SpaceTruth(campus, bases, range);
    this.lessons = new LessonTruth(campus, bases);
    this.equipment = new EquipmentTruth(campus, bases, range);
    this.meters = new MeterTruth(campus, spaces, range);
    this.slots = new SlotTruth(campus, range);
  }

  /** The truth of a world over a range. */
  public static TruthFigures of(World world, Interval range) {
    TruthFigures figures = new TruthFigures(world.campus(), world.scenario().calendar(), range);
    world.truth(range.start(), range.end(), figures);
    return figures;
  }

  /** Gives the emission factors by local year, kgCO2/kWh; without them emissions are unknown. */
  public TruthFigures withFactors(IntFunction<OptionalDouble> kgPerKwh) {
    factors = kgPerKwh;
    return this;
  }

  /** Takes what became of samples, so that completeness is known. */
  public SampleSink samples() {
    return slots;
  }

  @Override
  public void planned(PlannedUse use) {
    spaces.planned(use);
    lessons.planned(use);
    equipment.planned(use);
  }

  @Override
  public void space(SpaceSpan span) {
    spaces.space(span);
    lessons.space(span);
  }

  @Override
  public void machine(MachineSpan span) {
    equipment.machine(span);
  }

  @Override
  public void meter(MeterSpan span) {
    if (range.contains(span.time().start())) {
      Point point = campus.point(span.point()).orElseThrow();
      meters.meter(point, span);
      if (point.subject().level() == Scope.Level.EQUIPMENT) {
        equipment.meter(point, span);
      }
    }
  }

  @Override
  public void air(AirSpan span) {
    spaces.air(span);
  }

  /** The metrics, by catalogue id, of which the truth is known. */
  public static Set<String> metrics() {
    return TruthMetrics.ids();
  }

  /**
   * The true value of a metric, in its catalogue unit; empty where it has none, such as a share of
   * nothing.
   *
   * @throws IllegalArgumentException for a metric that the truth does not know
   */
  public OptionalDouble value(String metric, Ask ask) {
    return TruthMetrics.of(metric).value(this, ask);
  }

  /** Milliseconds that a machine spent in each state: off, idle, working, fault. */
  public long[] machineMillis(String machine, Interval time) {
    long[] all = equipment.of(machine, time);
    return new long[] {all[0], all[1], all[2], all[3]};
  }

  /** Milliseconds in which a machine's tool was in the work-piece, or a headset was worn. */
  public long toolDownMillis(String machine, Interval time) {
    return equipment.of(machine, time)[EquipmentTruth.TOOL_DOWN];
  }

  /** What flowed through a register, mWh or mL. */
  public long amount(String point, Interval time) {
    return meters.amount(point, time);
  }

  Campus campus() {
    return campus;
  }

  OptionalDouble factor(int year) {
    return factors.apply(year);
  }
}
