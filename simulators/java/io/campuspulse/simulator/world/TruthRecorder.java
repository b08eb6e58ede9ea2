package io.campuspulse.simulator.world;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import java.util.Arrays;
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
  private final Rooms eve;

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
    this.eve = new Rooms(now.site, now.dice);
  }

  /** Lets the day before pass, so that the air of the first day is right. */
  void eve(DayPlan plan) {
    eve.assume(plan.weather);
    for (int m = 0; m < plan.minutes; m++) {
      eve.step(plan, m);
    }
  }

  void day(DayPlan plan, List<PlannedUse> planned) {
    now.plan = plan;
    planned.forEach(sink::planned);
    for (Site.Room room : now.site.rooms) {
      room(plan, room);
    }
    for (Site.Machine machine : now.site.machines) {
      machine(plan, machine);
    }
    now.air.copy(eve);
    eve.assume(plan.weather);
    minutes(plan);
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
      boolean same =
          m < plan.minutes
              && state[m] == state[first]
              && Machines.toolDown(machine, state, m) == Machines.toolDown(machine, state, first);
      if (!same) {
        Interval time = cut(plan, first, m);
        if (!time.isEmpty()) {
          boolean down = Machines.toolDown(machine, state, first);
          sink.machine(
              new TruthSink.MachineSpan(machine.equipment().id(), time, state[first], down));
        }
        first = m;
      }
    }
  }

  /** The minutes of a day: what flows through meters, and the air. */
  private void minutes(DayPlan plan) {
    MeterQuarters quarters = new MeterQuarters(Math.max(from, plan.startMillis));
    AirQuarter air = new AirQuarter(now);
    for (int m = 0; m < plan.minutes; m++) {
      now.minute = m;
      now.loads.at(plan, m);
      now.air.step(plan, m);
      eve.step(plan, m);
      long start = now.startMillis();
      long end = Math.min(to, start + MINUTE);
      boolean inside = end > from && start < to;
      boolean boundary =
          inside && (end % Interval.BASE_MILLIS == 0 || end == to || m == plan.minutes - 1);
      if (inside && start >= from) {
        air.add();
      }
      quarters.minute(start, end, inside);
      if (boundary) {
        air.flush(new Interval(quarters.since, end), sink);
        quarters.flush(end);
      }
    }
  }

  /** Adds up what flows through each meter, quarter by quarter. */
  private final class MeterQuarters {
    private final long[] total = new long[meters.size()];
    private final long[] reported = new long[meters.size()];
    private final long[] partial = new long[meters.size()];
    private final long[][] flows = new long[meters.size()][15];
    private int count;
    private long since;

    MeterQuarters(long since) {
      this.since = since;
    }

    void minute(long start, long end, boolean inside) {
      boolean first = inside && Math.max(from, start) == from;
      for (int i = 0; i < total.length; i++) {
        Meter meter = meters.get(i);
        long flow = meter.flow().perMinute(now);
        if (first) {
          reported[i] = (total[i] + flow * (from - start) / MINUTE) / meter.divisor();
        }
        if (inside) {
          partial[i] = total[i] + flow * (end - start) / MINUTE;
          flows[i][count] = flow;
        }
        total[i] += flow;
      }
      count += inside ? 1 : 0;
    }

    void flush(long end) {
      for (int i = 0; i < total.length; i++) {
        Meter meter = meters.get(i);
        long sum = partial[i] / meter.divisor();
        sink.meter(
            new TruthSink.MeterSpan(
                meter.point().id(),
                new Interval(since, end),
                sum - reported[i],
                Arrays.copyOf(flows[i], count)));
        reported[i] = sum;
      }
      count = 0;
      since = end;
    }
  }
}
