package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.world.TruthSink.MeterSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What flowed through registers, and when. Not thread-safe. */
final class MeterTruth {
  /** mWh or mL. */
  static final int AMOUNT = 0;

  /** mW × minutes while the subject is closed. */
  static final int CLOSED = 1;

  /** mW × minutes while nobody is in the subject, a space. */
  static final int EMPTY = 2;

  /** mW × minutes. */
  static final int ALL = 3;

  private static final int FIELDS = 4;
  private final Campus campus;
  private final SpaceTruth spaces;
  private final Interval range;
  private final Quarters sums;

  MeterTruth(Campus campus, SpaceTruth spaces, Interval range) {
    this.campus = campus;
    this.spaces = spaces;
    this.range = range;
    this.sums = new Quarters(range, FIELDS);
  }

  void meter(Point point, MeterSpan span) {
    if (!range.contains(span.time().start())) {
      return;
    }
    long[] sum = sums.at(span.point(), span.time().start());
    sum[AMOUNT] += span.amount();
    if (point.quantity() != Quantity.ENERGY_REGISTER) {
      return;
    }
    List<Space> parts = campus.spacesUnder(point.subject());
    for (int i = 0; i < span.flows().length; i++) {
      long minute = span.time().start() + i * 60_000L;
      long flow = span.flows()[i];
      boolean open = parts.stream().anyMatch(s -> spaces.isOpen(s.id(), minute));
      boolean used = parts.stream().anyMatch(s -> spaces.isUsed(s.id(), minute));
      sum[ALL] += flow;
      sum[CLOSED] += open ? 0 : flow;
      sum[EMPTY] += used ? 0 : flow;
    }
  }

  /** What flowed through a register: mWh or mL. */
  long amount(String point, Interval time) {
    return sums.sum(point, time)[AMOUNT];
  }

  /**
   * The registers that make a scope's total: its main meters, else its own, else those of its
   * parts.
   */
  List<Point> registers(Ask ask, Quantity quantity) {
    if (!ask.isWhole()) {
      List<Point> list = new ArrayList<>();
      for (Space space : campus.spacesUnder(ask.scope())) {
        if (ask.which().test(space)) {
          list.addAll(registers(Scope.space(space.id()), quantity));
        }
      }
      return list;
    }
    return registers(ask.scope(), quantity);
  }

  private List<Point> registers(Scope scope, Quantity quantity) {
    List<Point> own =
        campus.pointsOf(scope).stream()
            .filter(p -> p.quantity() == quantity && p.role() != Point.Role.INFO)
            .toList();
    List<Point> mains = own.stream().filter(p -> p.role() == Point.Role.MAIN).toList();
    if (!own.isEmpty()) {
      return mains.isEmpty() ? own : mains;
    }
    List<Point> list = new ArrayList<>();
    campus.childrenOf(scope).forEach(child -> list.addAll(registers(child, quantity)));
    return list;
  }

  /** A field summed over the registers of a total; empty when nothing is metered. */
  OptionalDouble total(Ask ask, Quantity quantity, int field) {
    List<Point> points = registers(ask, quantity);
    if (points.isEmpty()) {
      return OptionalDouble.empty();
    }
    long sum = 0;
    for (Point p : points) {
      sum += sums.sum(p.id(), ask.time())[field];
    }
    return OptionalDouble.of((double) sum);
  }

  /** A total by quarter of an hour; empty when nothing is metered. */
  long[] series(Ask ask, Quantity quantity) {
    List<Point> points = registers(ask, quantity);
    int n = points.isEmpty() ? 0 : (int) (ask.time().length() / Interval.BASE_MILLIS);
    long[] series = new long[n];
    for (int i = 0; i < n; i++) {
      long start = ask.time().start() + i * Interval.BASE_MILLIS;
      Interval quarter = new Interval(start, start + Interval.BASE_MILLIS);
      for (Point p : points) {
        series[i] += amount(p.id(), quarter);
      }
    }
    return series;
  }
}
