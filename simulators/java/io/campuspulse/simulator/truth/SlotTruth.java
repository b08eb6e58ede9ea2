package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.world.SampleSink;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Which slots of the nominal period hold a right sample that left its device whole. Slots are cut
 * from the epoch and belong to the interval in which they start. Not thread-safe.
 */
final class SlotTruth implements SampleSink {
  private final Campus campus;
  private final Interval range;
  private final Map<String, BitSet> filled = new HashMap<>();

  SlotTruth(Campus campus, Interval range) {
    this.campus = campus;
    this.range = range;
  }

  @Override
  public void sample(Point point, long timeMillis, boolean right) {
    if (right && range.contains(timeMillis)) {
      long slot = point.traits().nominalMillis();
      int index = (int) (Math.floorDiv(timeMillis, slot) - Math.floorDiv(range.start(), slot));
      filled.computeIfAbsent(point.id(), k -> new BitSet()).set(index);
    }
  }

  /** Filled over expected slots, %; empty when no samples were recorded or none is expected. */
  OptionalDouble completeness(Ask ask) {
    if (filled.isEmpty()) {
      return OptionalDouble.empty();
    }
    long[] counts = new long[2];
    if (ask.isWhole()) {
      collect(ask.scope(), ask.time(), counts);
    } else {
      for (Space space : campus.spacesUnder(ask.scope())) {
        if (ask.which().test(space)) {
          collect(Scope.space(space.id()), ask.time(), counts);
        }
      }
    }
    return counts[1] == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * counts[0] / counts[1]);
  }

  private void collect(Scope scope, Interval time, long[] counts) {
    for (Point p : campus.pointsOf(scope)) {
      long slot = p.traits().nominalMillis();
      long base = Math.floorDiv(range.start(), slot);
      int first = (int) (-Math.floorDiv(-time.start(), slot) - base);
      int last = (int) (-Math.floorDiv(-time.end(), slot) - base);
      BitSet bits = filled.getOrDefault(p.id(), new BitSet());
      counts[1] += last - first;
      counts[0] += bits.get(first, Math.max(first, last)).cardinality();
    }
    campus.childrenOf(scope).forEach(child -> collect(child, time, counts));
  }
}
