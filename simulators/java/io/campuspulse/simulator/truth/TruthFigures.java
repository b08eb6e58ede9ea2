package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.world.TruthSink;
import io.campuspulse.simulator.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The true value of figures over any range of whole quarters of an hour. It knows everything: there
 * is no unknown time, used means that at least one person is there.
 *
 * <p>Space figures are on the basis {@code open}. Figures of a scope pool its spaces; seats count
 * only where the registry gives a capacity above 0 on that day. Not thread-safe.
 */
public final class TruthFigures implements TruthSink {
  private final Campus campus;
  private final ZoneId zone;
  private final Interval range;
  private final Map<String, Use[]> uses = new HashMap<>();
  private final Map<String, long[]> meters = new HashMap<>();
  private final Map<String, long[][]> machines = new HashMap<>();

  /** A space in a quarter of an hour, inside its opening hours. */
  private static final class Use {
    long open;
    long used;
    long headMillis;
    long seatOpen;
    long seatUsed;
    long lampsOn;
    long lampsOnEmpty;

    void add(Use o) {
      open += o.open;
      used += o.used;
      headMillis += o.headMillis;
      seatOpen += o.seatOpen;
      seatUsed += o.seatUsed;
      lampsOn += o.lampsOn;
      lampsOnEmpty += o.lampsOnEmpty;
    }
  }

  /**
   * An empty collection for a range.
   *
   * @param range whole base intervals
   */
  public TruthFigures(Campus campus, Interval range) {
    if (range.start() % Interval.BASE_MILLIS != 0 || range.end() % Interval.BASE_MILLIS != 0) {
      throw new IllegalArgumentException("truth is kept by whole quarters of an hour: " + range);
    }
    this.campus = campus;
    this.zone = campus.city().zone();
    this.range = range;
  }

  /** The truth of a world over a range. */
  public static TruthFigures of(World world, Interval range) {
    TruthFigures figures = new TruthFigures(world.campus(), range);
    world.truth(range.start(), range.end(), figures);
    return figures;
  }

  private int slots() {
    return (int) (range.length() / Interval.BASE_MILLIS);
  }

  private int slot(long millis) {
    return (int) ((millis - range.start()) / Interval.BASE_MILLIS);
  }

  @Override
  public void space(SpaceSpan span) {
    Space space = campus.space(span.space()).orElseThrow();
    LocalDate date = Instant.ofEpochMilli(span.time().start()).atZone(zone).toLocalDate();
    long midnight = date.atStartOfDay(zone).toInstant().toEpochMilli();
    int seats = space.capacity().on(date).orElse(0);
    for (OpeningHours.Span hours : space.hours().on(date.getDayOfWeek())) {
      Interval open =
          new Interval(
                  midnight + hours.fromMinute() * 60_000L, midnight + hours.toMinute() * 60_000L)
              .intersect(span.time())
              .intersect(range);
      long at = open.start();
      while (at < open.end()) {
        long end = Math.min(open.end(), Interval.baseStart(at) + Interval.BASE_MILLIS);
        add(use(span.space(), slot(at)), span, end - at, seats);
        at = end;
      }
    }
  }

  private Use use(String space, int slot) {
    Use[] all = uses.computeIfAbsent(space, k -> new Use[slots()]);
    if (all[slot] == null) {
      all[slot] = new Use();
    }
    return all[slot];
  }

  private static void add(Use use, SpaceSpan span, long millis, int seats) {
    boolean used = span.people() > 0;
    use.open += millis;
    use.used += used ? millis : 0;
    use.seatOpen += seats * millis;
    use.seatUsed += used ? seats * millis : 0;
    use.headMillis += seats > 0 ? span.people() * millis : 0;
    use.lampsOn += span.lamps() ? millis : 0;
    use.lampsOnEmpty += span.lamps() && !used ? millis : 0;
  }

  @Override
  public void machine(MachineSpan span) {
    long[][] all = machines.computeIfAbsent(span.equipment(), k -> new long[slots()][4]);
    long at = Math.max(range.start(), span.time().start());
    long last = Math.min(range.end(), span.time().end());
    while (at < last) {
      long end = Math.min(last, Interval.baseStart(at) + Interval.BASE_MILLIS);
      all[slot(at)][span.state()] += end - at;
      at = end;
    }
  }

  @Override
  public void meter(MeterSpan span) {
    if (range.contains(span.time().start())) {
      meters.computeIfAbsent(span.point(), k -> new long[slots()])[slot(span.time().start())] +=
          span.amount();
    }
  }

  private Use total(Scope scope, Interval time, Predicate<Space> which) {
    Use sum = new Use();
    for (Space space : campus.spacesUnder(scope)) {
      Use[] all = uses.get(space.id());
      if (all != null && which.test(space)) {
        for (int i = slot(time.start()); i < slot(time.end()); i++) {
          if (all[i] != null) {
            sum.add(all[i]);
          }
        }
      }
    }
    return sum;
  }

  private static OptionalDouble percent(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * part / whole);
  }

  /**
   * Used time over open time, %.
   *
   * @param time whole base intervals inside the range
   * @param which spaces that count, such as those that have a sensor
   */
  public OptionalDouble spaceFrequency(Scope scope, Interval time, Predicate<Space> which) {
    Use use = total(scope, time, which);
    return percent(use.used, use.open);
  }

  /** Persons over seats while used, %. */
  public OptionalDouble seatOccupancy(Scope scope, Interval time, Predicate<Space> which) {
    Use use = total(scope, time, which);
    return percent(use.headMillis, use.seatUsed);
  }

  /** Persons over seats while open, %. */
  public OptionalDouble spaceUtilization(Scope scope, Interval time, Predicate<Space> which) {
    Use use = total(scope, time, which);
    return percent(use.headMillis, use.seatOpen);
  }

  /** Time with lamps on while nobody is there over time with lamps on, %, in opening hours. */
  public OptionalDouble lightsOnEmpty(Scope scope, Interval time, Predicate<Space> which) {
    Use use = total(scope, time, which);
    return percent(use.lampsOnEmpty, use.lampsOn);
  }

  /** Milliseconds that a machine spent in each state: off, idle, working, fault. */
  public long[] machineMillis(String equipment, Interval time) {
    long[] sum = new long[4];
    long[][] all = machines.getOrDefault(equipment, new long[slots()][4]);
    for (int i = slot(time.start()); i < slot(time.end()); i++) {
      for (int state = 0; state < 4; state++) {
        sum[state] += all[i][state];
      }
    }
    return sum;
  }

  /**
   * What flowed through a scope's main meters, or without one through those of its parts, kWh;
   * empty when nothing is metered.
   */
  public OptionalDouble energyUse(Scope scope, Interval time) {
    return sum(scope, Quantity.ENERGY_REGISTER, time, 1e6);
  }

  /** The same for water, L. */
  public OptionalDouble waterUse(Scope scope, Interval time) {
    return sum(scope, Quantity.WATER_REGISTER, time, 1e3);
  }

  private OptionalDouble sum(Scope scope, Quantity quantity, Interval time, double unit) {
    List<Point> own =
        campus.pointsOf(scope).stream().filter(p -> p.quantity() == quantity).toList();
    List<Point> mains = own.stream().filter(p -> p.role() == Point.Role.MAIN).toList();
    List<Point> chosen = mains.isEmpty() ? own : mains;
    if (!chosen.isEmpty()) {
      return OptionalDouble.of(chosen.stream().mapToLong(p -> amount(p.id(), time)).sum() / unit);
    }
    OptionalDouble total = OptionalDouble.empty();
    for (Scope child : campus.childrenOf(scope)) {
      OptionalDouble part = sum(child, quantity, time, unit);
      if (part.isPresent()) {
        total = OptionalDouble.of(total.orElse(0) + part.getAsDouble());
      }
    }
    return total;
  }

  /** What flowed through a register, mWh or mL. */
  public long amount(String point, Interval time) {
    long[] all = meters.getOrDefault(point, new long[slots()]);
    long sum = 0;
    for (int i = slot(time.start()); i < slot(time.end()); i++) {
      sum += all[i];
    }
    return sum;
  }

  /** {@link #energyUse} split by local calendar year: what emission factors are applied to. */
  public NavigableMap<Integer, Double> energyByYear(Scope scope, Interval time) {
    NavigableMap<Integer, Double> years = new TreeMap<>();
    int first = Instant.ofEpochMilli(time.start()).atZone(zone).getYear();
    int last = Instant.ofEpochMilli(time.end() - 1).atZone(zone).getYear();
    for (int year = first; year <= last; year++) {
      Interval whole = new Interval(startOf(year), startOf(year + 1));
      OptionalDouble kwh = energyUse(scope, whole.intersect(time));
      if (kwh.isPresent()) {
        years.put(year, kwh.getAsDouble());
      }
    }
    return years;
  }

  private long startOf(int year) {
    return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
