package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the facts of one register in one judged span; see {@link MeterFold}. */
final class MeterSums {
  private final Interval span;
  private final RegisterCurve curve;
  private final String amount;
  private final TreeMap<String, Long> facts = new TreeMap<>();

  MeterSums(Interval span, RegisterCurve curve, String amount) {
    this.span = span;
    this.curve = curve;
    this.amount = amount;
  }

  /** The increase, its gaps and what lies at their edges. */
  void whole(Optional<Long> ratedPowerMilliwatt) {
    long gap = curve.gapMillis(span.start(), span.end());
    long open = span.length() - gap - curve.measuredMillis(span.start(), span.end());
    facts.put(amount, curve.increase(span.start(), span.end()));
    facts.put(amount + "_est", curve.estimated(span.start(), span.end()));
    facts.put("span", span.length());
    facts.put("gap", gap);
    facts.put("open_gap", open);
    facts.put("open_max", ratedPowerMilliwatt.map(mw -> energy(mw, open)).orElse(0L));
    facts.put("open_unrated", ratedPowerMilliwatt.isPresent() ? 0 : open);
    if (gap > 0) {
      facts.put("gap_most", curve.gapIncrease(span.start(), span.end()));
    }
    curve.segments().stream().filter(RegisterCurve.Segment::gap).forEach(this::boundary);
    putCount("resets", curve.count(CounterRule.Kind.RESET, span));
    putCount("disbelieved", curve.count(null, span));
  }

  private void putCount(String name, long count) {
    if (count > 0) {
      facts.put(name, count);
    }
  }

  void alwaysOn() {
    facts.put("always_on", span.length());
  }

  private void boundary(RegisterCurve.Segment s) {
    if (s.start() < span.start() && span.start() < s.end()) {
      long before = s.at(span.start());
      facts.put("gb", before);
      facts.put("ga", s.delta() - before);
      facts.put("gb_ms", span.start() - s.start());
      facts.put("ga_ms", s.end() - span.start());
    }
    boolean inProgress = span.end() % Interval.BASE_MILLIS != 0;
    if (inProgress && s.start() < span.end() && span.end() < s.end()) {
      long before = s.at(span.end());
      facts.put("cut_b", before);
      facts.put("cut_a", s.delta() - before);
      facts.put("cut_ms", span.end() - s.start());
    }
  }

  /** Energy in mWh of a power in mW over a time in ms, rounded up: a bound must hold. */
  private static long energy(long milliwatt, long millis) {
    return BigDecimal.valueOf(milliwatt)
        .multiply(BigDecimal.valueOf(millis))
        .divide(BigDecimal.valueOf(3_600_000), 0, RoundingMode.CEILING)
        .longValueExact();
  }

  /** Open and closed, split at the very minute. */
  void byOpening(List<Interval> open) {
    long inside = 0;
    long estimatedInside = 0;
    for (Interval o : open) {
      inside += curve.increase(o.start(), o.end());
      estimatedInside += curve.estimated(o.start(), o.end());
    }
    facts.put("e_open", inside);
    facts.put("e_closed", facts.get(amount) - inside);
    facts.put("e_closed_est", facts.get(amount + "_est") - estimatedInside);
  }

  /**
   * By the states of the space. What a gap holds belongs to none that is known, and what light or a
   * timetable says of a space is not known well enough to call its energy wasted.
   */
  void byState(List<StateSpan> spans) {
    long[] energy = new long[Occupancy.State.values().length];
    long known = 0;
    for (StateSpan s : spans) {
      long from = s.interval().start();
      long to = s.interval().end();
      long estimated = curve.estimated(from, to);
      boolean weak = s.occupancy().source().weak();
      Occupancy.State state = weak ? Occupancy.State.UNKNOWN : s.occupancy().state();
      energy[state.ordinal()] += curve.increase(from, to) - estimated;
      energy[Occupancy.State.UNKNOWN.ordinal()] += estimated;
      if (state != Occupancy.State.UNKNOWN) {
        known += curve.measuredMillis(from, to);
      }
    }
    facts.put("e_used", energy[Occupancy.State.USED.ordinal()]);
    facts.put("e_sparse", energy[Occupancy.State.SPARSE.ordinal()]);
    facts.put("e_empty", energy[Occupancy.State.EMPTY.ordinal()]);
    facts.put("e_unknown", energy[Occupancy.State.UNKNOWN.ordinal()]);
    facts.put("state_ms", known);
  }

  /** By the records of the lesson ledger, split exactly at their edges. */
  void byLesson(List<LessonSlot> slots) {
    for (LessonSlot slot : slots) {
      Interval inside = span.intersect(slot.time());
      if (!inside.isEmpty()) {
        facts.put("record.e" + slot.label(), curve.increase(inside.start(), inside.end()));
        putCount("record.e_est" + slot.label(), curve.estimated(inside.start(), inside.end()));
      }
    }
  }

  Facts facts() {
    return Facts.of(facts);
  }
}
