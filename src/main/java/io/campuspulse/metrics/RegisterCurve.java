package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cumulative curve of one register over one base interval: a straight line between accepted
 * samples, rounded half to even at boundaries, so that parts add up to the register's increase
 * exactly (METRICS §3 "Numbers", §4 "Counters"). Immutable.
 */
final class RegisterCurve {
  private final List<Segment> segments;
  private final CounterRule carry;
  private final List<Event> events;

  /**
   * What is registered of a register.
   *
   * @param cap longest time between samples that is not a gap, ms
   */
  record Rule(long cap, CounterRule.Limits limits) {
    static Rule of(Point point) {
      return new Rule(Holds.cap(point), CounterRule.Limits.of(point.traits()));
    }
  }

  /** A sample that says more than a rise; kind null when it was not believed. */
  record Event(long timeMillis, CounterRule.Kind kind) {}

  /**
   * The line between two accepted samples.
   *
   * @param gap whether they lie further apart than the cap: known in total, unknown in shape
   */
  record Segment(long start, long end, long delta, boolean gap) {
    /** The increase from the start to an instant. */
    long at(long x) {
      if (x <= start) {
        return 0;
      }
      if (x >= end) {
        return delta;
      }
      long part = x - start;
      long whole = end - start;
      if (delta < Long.MAX_VALUE / whole) {
        return Rounding.halfEven(delta * part, whole);
      }
      return BigDecimal.valueOf(delta)
          .multiply(BigDecimal.valueOf(part))
          .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
          .longValueExact();
    }

    long between(long from, long to) {
      return to <= start || from >= end ? 0 : at(to) - at(from);
    }

    long millis(long from, long to) {
      return Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }

  private RegisterCurve(List<Segment> segments, CounterRule carry, List<Event> events) {
    this.segments = segments;
    this.carry = carry;
    this.events = events;
  }

  /**
   * The curve over a base interval.
   *
   * @param carried the register's state before the interval
   */
  static RegisterCurve of(PointBuffer samples, Interval interval, CounterRule carried, Rule rule) {
    List<Segment> segments = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    CounterRule state = carried;
    CounterRule carriedOut = carried;
    int i = samples.firstUsableFrom(interval.start());
    while (i < samples.size()) {
      long t = samples.time(i);
      Optional<CounterRule.Step> step = state.step(t, samples.value(i), rule.limits());
      if (step.isPresent()) {
        if (state.started() && t > interval.start()) {
          long from = state.timeMillis();
          segments.add(new Segment(from, t, step.get().delta(), t - from > rule.cap()));
        }
        if (step.get().kind().ordinal() > CounterRule.Kind.RISE.ordinal()) {
          events.add(new Event(t, step.get().kind()));
        }
        state = step.get().next();
        if (t >= interval.end()) {
          break;
        }
        carriedOut = state;
      } else {
        events.add(new Event(t, null));
      }
      i = samples.nextUsable(i);
    }
    return new RegisterCurve(segments, carriedOut, events);
  }

  /** The time whose increase can change through a reading, as in {@link LeafFold#reach}. */
  static Interval reach(PointBuffer readings, long millis, CounterRule accepted) {
    int before = readings.lastUsableBefore(millis);
    int after = readings.firstUsableFrom(millis + 1);
    long from = before < 0 ? millis : readings.time(before);
    if (accepted.started()) {
      // Samples in between may not have been believed: the segment starts at the last accepted one.
      from = Math.min(from, accepted.timeMillis());
    }
    long to = after == readings.size() ? millis : readings.time(after);
    return new Interval(from, to + 1);
  }

  /** Segments that touch the interval, ascending; they may begin before and end after it. */
  List<Segment> segments() {
    return segments;
  }

  /** The register's state after the interval, for the next one. */
  String carry() {
    return carry.started() ? carry.save() : "";
  }

  /** How often a kind of sample (null: not believed) came inside a span. */
  long count(CounterRule.Kind kind, Interval span) {
    return events.stream().filter(e -> e.kind() == kind && span.contains(e.timeMillis())).count();
  }

  /** The increase between two instants, gaps included. */
  long increase(long from, long to) {
    long sum = 0;
    for (Segment s : segments) {
      sum = Math.addExact(sum, s.between(from, to));
    }
    return sum;
  }

  /** The part of the increase that is interpolated across gaps. */
  long estimated(long from, long to) {
    long sum = 0;
    for (Segment s : segments) {
      if (s.gap()) {
        sum = Math.addExact(sum, s.between(from, to));
      }
    }
    return sum;
  }

  /** Time between two instants that is neither a gap nor without a sample on one side. */
  long measuredMillis(long from, long to) {
    long sum = 0;
    for (Segment s : segments) {
      if (!s.gap()) {
        sum += s.millis(from, to);
      }
    }
    return sum;
  }

  /** Time between two instants in closed gaps. */
  long gapMillis(long from, long to) {
    long sum = 0;
    for (Segment s : segments) {
      if (s.gap()) {
        sum += s.millis(from, to);
      }
    }
    return sum;
  }

  /** The most that closed gaps can hold of a span: the whole increase of each that touches it. */
  long gapIncrease(long from, long to) {
    long sum = 0;
    for (Segment s : segments) {
      if (s.gap() && s.millis(from, to) > 0) {
        sum = Math.addExact(sum, s.delta());
      }
    }
    return sum;
  }
}
