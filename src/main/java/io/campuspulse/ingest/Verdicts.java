package io.campuspulse.ingest;

import io.campuspulse.ingest.FactEngine.MachineNow;
import io.campuspulse.ingest.FactEngine.SpacePresence;
import io.campuspulse.metrics.EquipmentFold;
import io.campuspulse.metrics.MachineState;
import io.campuspulse.metrics.SpaceFold;
import io.campuspulse.metrics.StateSpan;
import io.campuspulse.model.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest verdicts about spaces and machines, for lists of what is now. One thread. */
final class Verdicts {
  private final Map<String, SpacePresence> spaces = new HashMap<>();
  private final Map<String, MachineNow> machines = new HashMap<>();

  /** Notes the verdict at the watermark, which lies in or at the end of an interval. */
  void note(LeafState state, Interval interval, String carryIn) {
    long until = state.watermark.millis();
    if (state.fold instanceof SpaceFold fold) {
      List<StateSpan> spans =
          fold.states().states(interval, until, carryIn, state::readings).spans();
      if (!spans.isEmpty()) {
        spaces.put(
            fold.leaf().id(),
            new SpacePresence(spans.get(spans.size() - 1).occupancy(), fold.school(), until));
      }
    } else if (state.fold instanceof EquipmentFold fold) {
      MachineState now = fold.stateBefore(interval, until, carryIn, state::readings);
      machines.put(fold.leaf().id(), new MachineNow(now, fold.school(), until));
    }
  }

  Map<String, SpacePresence> spaces() {
    return Map.copyOf(spaces);
  }

  Map<String, MachineNow> machines() {
    return Map.copyOf(machines);
  }
}
