package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Energy of one cumulative register per interval (METRICS §1 "meter", §4 "Counters"). The
 * cumulative curve between two samples is a straight line, rounded half to even at boundaries, so
 * that parts add up to the register's increase exactly.
 *
 * <p>Facts: {@code e} increase in the register's fixed point (mWh for energy); {@code e_est} its
 * part interpolated across a gap longer than the cap; {@code span} judged time; {@code gap} time in
 * such closed gaps; {@code open_gap} time without a sample on one side, unknown; {@code open_max}
 * the most that rated power allows in it; {@code open_unrated} open time without a rated power. At
 * the interval's start, when it lies inside a closed gap: {@code gb}, {@code ga} the gap's increase
 * before and after the boundary and {@code gb_ms}, {@code ga_ms} its time. When the watermark lies
 * inside a gap: {@code cut_b}, {@code cut_a}, {@code cut_ms} likewise at the watermark.
 */
public final class MeterFold implements LeafFold {
  private final Leaf leaf;
  private final String school;
  private final Point point;
  private final long cap;
  private final CounterRule.Limits limits;

  public MeterFold(Point point, String school) {
    this.leaf = new Leaf(Leaf.Kind.METER, point.id());
    this.school = school;
    this.point = point;
    this.cap = Holds.cap(point);
    this.limits =
        new CounterRule.Limits(point.traits().modulus(), point.traits().ratedPowerMilliwatt());
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
    return List.of(point);
  }

  @Override
  public Interval reach(Point p, PointBuffer readings, long millis, String carry) {
    int before = readings.lastUsableBefore(millis);
    int after = readings.firstUsableFrom(millis + 1);
    long from = before < 0 ? millis : readings.time(before);
    CounterRule accepted = CounterRule.restore(carry);
    if (accepted.started()) {
      // Samples in between may not have been believed: the segment starts at the last accepted one.
      from = Math.min(from, accepted.timeMillis());
    }
    long to = after == readings.size() ? millis : readings.time(after);
    return new Interval(from, to + 1);
  }

  @Override
  public long lookBackMillis() {
    return 0;
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    PointBuffer samples = readings.apply(point);
    CounterRule state = CounterRule.restore(carry);
    Accumulator sum = new Accumulator(new Interval(interval.start(), until), cap);
    CounterRule carriedOut = state;
    int i = samples.firstUsableFrom(interval.start());
    while (i < samples.size()) {
      long t = samples.time(i);
      Optional<CounterRule.Step> step = state.step(t, samples.value(i), limits);
      if (step.isPresent()) {
        if (state.started()) {
          sum.segment(state.timeMillis(), t, step.get().delta());
        }
        state = step.get().next();
        if (t >= interval.end()) {
          break;
        }
        carriedOut = state;
      }
      i = samples.firstUsableFrom(t + 1);
    }
    return new Outcome(
        sum.facts(limits.ratedPowerMilliwatt()), carriedOut.started() ? carriedOut.save() : "");
  }

  /** Collects the parts of segments that lie in the judged span. */
  private static final class Accumulator {
    private final Interval span;
    private final long cap;
    private final TreeMap<String, Long> facts = new TreeMap<>();
    private long covered;

    Accumulator(Interval span, long cap) {
      this.span = span;
      this.cap = cap;
      facts.put("e", 0L);
      facts.put("e_est", 0L);
      facts.put("gap", 0L);
    }

    void segment(long t0, long t1, long delta) {
      long a = Math.max(t0, span.start());
      long b = Math.min(t1, span.end());
      boolean gap = t1 - t0 > cap;
      if (gap) {
        boundary(t0, t1, delta);
      }
      if (b <= a) {
        return;
      }
      long part = curve(t0, t1, delta, b) - curve(t0, t1, delta, a);
      covered += b - a;
      facts.merge("e", part, Math::addExact);
      if (gap) {
        facts.merge("e_est", part, Math::addExact);
        facts.merge("gap", b - a, Math::addExact);
      }
    }

    private void boundary(long t0, long t1, long delta) {
      if (t0 < span.start() && span.start() < t1) {
        long before = curve(t0, t1, delta, span.start());
        facts.put("gb", before);
        facts.put("ga", delta - before);
        facts.put("gb_ms", span.start() - t0);
        facts.put("ga_ms", t1 - span.start());
      }
      boolean inProgress = span.end() % Interval.BASE_MILLIS != 0;
      if (inProgress && t0 < span.end() && span.end() < t1) {
        long before = curve(t0, t1, delta, span.end());
        facts.put("cut_b", before);
        facts.put("cut_a", delta - before);
        facts.put("cut_ms", span.end() - t0);
      }
    }

    Facts facts(Optional<Long> ratedPowerMilliwatt) {
      long open = span.length() - covered;
      facts.put("span", span.length());
      facts.put("open_gap", open);
      facts.put("open_max", ratedPowerMilliwatt.map(mw -> energy(mw, open)).orElse(0L));
      facts.put("open_unrated", ratedPowerMilliwatt.isPresent() ? 0 : open);
      return Facts.of(facts);
    }

    /** Energy in mWh of a power in mW over a time in ms, rounded up: a bound must hold. */
    private static long energy(long milliwatt, long millis) {
      return BigDecimal.valueOf(milliwatt)
          .multiply(BigDecimal.valueOf(millis))
          .divide(BigDecimal.valueOf(3_600_000), 0, RoundingMode.CEILING)
          .longValueExact();
    }

    /** The increase from t0 to x on the straight line, rounded half to even. */
    private static long curve(long t0, long t1, long delta, long x) {
      if (x <= t0) {
        return 0;
      }
      if (x >= t1) {
        return delta;
      }
      return BigDecimal.valueOf(delta)
          .multiply(BigDecimal.valueOf(x - t0))
          .divide(BigDecimal.valueOf(t1 - t0), 0, RoundingMode.HALF_EVEN)
          .longValueExact();
    }
  }
}
