package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import java.util.List;

/** Collects the facts of one machine; see {@link EquipmentFold}. Not thread-safe. */
final class EquipmentTally {
  private final FactSums sums = new FactSums();

  private void add(String name, long value) {
    if (value != 0) {
      sums.add(name, value);
    }
  }

  void time(String prefix, MachineState state, long millis) {
    add(prefix + state.word(), millis);
  }

  /** A known state that is no working counts as 0, so that it differs from nothing measured. */
  void lesson(LessonSlot slot, EquipmentFold.StateTime s) {
    long inside =
        Math.min(slot.time().end(), s.time().end())
            - Math.max(slot.time().start(), s.time().start());
    if (inside <= 0) {
      return;
    }
    if (slot.practical()) {
      add("practical_" + s.state().word(), inside);
    }
    if (s.state() == MachineState.UNKNOWN) {
      sums.add("record.machine_unknown" + slot.label(), inside);
    } else {
      boolean working = s.state() == MachineState.WORKING;
      sums.add("record.working" + slot.label(), working ? inside : 0);
    }
  }

  /** A register's increase during a state; what a gap holds belongs to none that is known. */
  void energy(RegisterCurve curve, EquipmentFold.StateTime s) {
    long from = s.time().start();
    long to = s.time().end();
    long estimated = curve.estimated(from, to);
    add("e_" + s.state().word(), curve.increase(from, to) - estimated);
    add("e_" + MachineState.UNKNOWN.word(), estimated);
  }

  void edges(RegisterCurve curve, Interval span) {
    long from = span.start();
    long to = span.end();
    add("e_open_ms", to - from - curve.measuredMillis(from, to) - curve.gapMillis(from, to));
    GapEdges.add("e", List.of(curve), span, sums);
  }

  Facts facts() {
    return sums.toFacts();
  }
}
