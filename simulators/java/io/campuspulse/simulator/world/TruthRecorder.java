package io.campuspulse.simulator.world;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import java.util.List;
import java.util.Optional;

/** Turns the days of one school into truth spans. Not thread-safe. */
final class TruthRecorder {
  private static final long MINUTE = 60_000;
  private final Moment now;
  private final List<Meter> meters;
  private final long from;
  private final long to;
  private final TruthSink sink;

  /** A register's point and what flows through it. */
  record Meter(Point point, Flow flow) {
    long divisor() {
      return point.quantity() == Quantity.WATER_REGISTER ? 1 : 60;
    }
  }

  TruthRecorder(Moment now, List<Meter> meters, long from, long to, TruthSink sink) {
    this.now = now;
    this.meters = meters;
    this.from = from;
    this.to = to;
    this.sink = sink;
  }

  void day(DayPlan plan) {
    now.plan = plan;
    for (Site.Room room : now.site.rooms) {
      room(plan, room);
    }
    for (Site.Machine machine : now.site.machines) {
      machine(plan, machine);
    }
    meters(plan);
  }

  /** The part of a span of minutes inside the range. */
  private Interval cut(DayPlan plan, int first, int end) {
    long start = plan.startMillis;
    return new Interval(start + first * MINUTE, start + end * MINUTE)
        .intersect(new Interval(from, to));
  }

  private void room(DayPlan plan, Site.Room room) {
    int r = room.index();
    int first = 0;
    for (int m = 1; m <= plan.minutes; m++) {
      boolean same =
          m < plan.minutes
              && plan.people[r][m] == plan.people[r][first]
              && plan.booked[r][m] == plan.booked[r][first]
              && plan.lamps[r][m] == plan.lamps[r][first]
              && plan.hvac[r][m] == plan.hvac[r][first];
      if (!same) {
        Interval time = cut(plan, first, m);
        if (!time.isEmpty()) {
          sink.space(
              new TruthSink.SpaceSpan(
                  room.space().id(),
                  time,
                  plan.people[r][first],
                  plan.lamps[r][first],
                  plan.hvac[r][first],
                  Optional.ofNullable(plan.bookingAt(r, first))));
        }
        first = m;
      }
    }
  }

  private void machine(DayPlan plan, Site.Machine machine) {
    byte[] state = plan.machines[machine.index()];
    int first = 0;
    for (int m = 1; m <= plan.minutes; m++) {
      if (m == plan.minutes || state[m] != state[first]) {
        Interval time = cut(plan, first, m);
        if (!time.isEmpty()) {
          sink.machine(new TruthSink.MachineSpan(machine.equipment().id(), time, state[first]));
        }
        first = m;
      }
    }
  }

  private void meters(DayPlan plan) {
    long[] total = new long[meters.size()];
    long[] reported = new long[meters.size()];
    long since = Math.max(from, plan.startMillis);
    for (int m = 0; m < plan.minutes; m++) {
      now.minute = m;
      now.loads.at(plan, m);
      long start = now.startMillis();
      long end = Math.min(to, start + MINUTE);
      boolean inside = end > from && start < to;
      long begin = Math.max(from, start);
      boolean boundary =
          inside && (end % Interval.BASE_MILLIS == 0 || end == to || m == plan.minutes - 1);
      for (int i = 0; i < total.length; i++) {
        Meter meter = meters.get(i);
        long flow = meter.flow().perMinute(now);
        if (inside && begin == from) {
          reported[i] = (total[i] + flow * (from - start) / MINUTE) / meter.divisor();
        }
        if (boundary) {
          long sum = (total[i] + flow * (end - start) / MINUTE) / meter.divisor();
          sink.meter(
              new TruthSink.MeterSpan(
                  meter.point().id(), new Interval(since, end), sum - reported[i]));
          reported[i] = sum;
        }
        total[i] += flow;
      }
      if (boundary) {
        since = end;
      }
    }
  }
}
