package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Load, generation and their overlap at a grid connection (Luthander et al. 2015), step by step of
 * the finest grid that all registers fill, then added: load = import + generation − export, overlap
 * = min(load, generation). A step that any register does not measure through is unknown.
 *
 * <p>Facts in mWh: {@code load}, {@code gen}, {@code overlap} over known steps; {@code load_x},
 * {@code gen_x} the most that unknown steps can add; in ms: {@code span} judged, {@code known_ms},
 * {@code open_ms} without a sample on one side of a register; {@link GapEdges} of {@code gen} and
 * {@code imported}.
 */
public final class PvFold implements LeafFold {
  private static final long MINUTE = 60_000;
  private static final long[] STEPS = {MINUTE, 3 * MINUTE, 5 * MINUTE, Interval.BASE_MILLIS};

  private final PvConnection connection;
  private final String school;
  private final List<Point> registers;
  private final long step;

  PvFold(PvConnection connection, String school) {
    this.connection = connection;
    this.school = school;
    this.registers = connection.registers();
    this.step = step(registers);
  }

  private static long step(List<Point> registers) {
    long slowest = registers.stream().mapToLong(p -> p.traits().nominalMillis()).max().orElse(0);
    for (long step : STEPS) {
      if (step >= slowest) {
        return step;
      }
    }
    return Interval.BASE_MILLIS;
  }

  @Override
  public Leaf leaf() {
    return connection.leaf();
  }

  @Override
  public String school() {
    return school;
  }

  @Override
  public List<Point> inputs() {
    return registers;
  }

  @Override
  public Interval reach(Point point, PointBuffer readings, long millis, String carry) {
    String own = Carries.part(carry, registers.indexOf(point));
    return RegisterCurve.reach(readings, millis, CounterRule.restore(own));
  }

  @Override
  public long lookBackMillis() {
    return 0;
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    Map<Point, RegisterCurve> curves = new TreeMap<>((a, b) -> a.id().compareTo(b.id()));
    String[] carries = new String[registers.size()];
    for (int i = 0; i < carries.length; i++) {
      Point p = registers.get(i);
      CounterRule carried = CounterRule.restore(Carries.part(carry, i));
      RegisterCurve.Rule rule = RegisterCurve.Rule.of(p);
      RegisterCurve curve = RegisterCurve.of(readings.apply(p), interval, carried, rule);
      curves.put(p, curve);
      carries[i] = curve.carry();
    }
    Interval span = new Interval(interval.start(), Math.max(until, interval.start()));
    return new Outcome(facts(span, curves), Carries.join(carries));
  }

  private Facts facts(Interval span, Map<Point, RegisterCurve> curves) {
    FactSums sums = new FactSums();
    sums.add("span", span.length());
    List<RegisterCurve> all = new ArrayList<>(curves.values());
    for (long from = span.start(); from < span.end(); from += step) {
      long to = Math.min(from + step, span.end());
      long gen = increase(connection.generation(), curves, from, to);
      long imported = increase(connection.imports(), curves, from, to);
      long load = imported + gen - increase(connection.exports(), curves, from, to);
      if (measured(all, from, to)) {
        sums.add("known_ms", to - from);
        sums.add("gen", gen);
        sums.add("load", load);
        sums.add("overlap", Math.max(0, Math.min(load, gen)));
      } else {
        sums.add("gen_x", gen);
        sums.add("load_x", imported + gen);
        sums.add("open_ms", open(all, from, to) ? to - from : 0);
      }
    }
    GapEdges.add("gen", of(connection.generation(), curves), span, sums);
    GapEdges.add("imported", of(connection.imports(), curves), span, sums);
    return sums.toFacts();
  }

  private static long increase(
      List<Point> points, Map<Point, RegisterCurve> curves, long from, long to) {
    return points.stream().mapToLong(p -> curves.get(p).increase(from, to)).sum();
  }

  private static boolean measured(List<RegisterCurve> curves, long from, long to) {
    return curves.stream().allMatch(c -> c.measuredMillis(from, to) == to - from);
  }

  private static boolean open(List<RegisterCurve> curves, long from, long to) {
    return curves.stream()
        .anyMatch(c -> c.measuredMillis(from, to) + c.gapMillis(from, to) < to - from);
  }

  private static List<RegisterCurve> of(List<Point> points, Map<Point, RegisterCurve> curves) {
    return points.stream().map(curves::get).toList();
  }
}
