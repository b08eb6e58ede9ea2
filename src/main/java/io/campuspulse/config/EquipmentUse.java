package io.campuspulse.config;

import io.campuspulse.model.Equipment;
import io.campuspulse.model.Interval;
import io.campuspulse.model.PowerSignature;
import io.campuspulse.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads what is registered of the use of equipment: {@code power: {idle_low: 10W, idle_high: 20W,
 * work_low: 180W, work_high: 220W}}, {@code rated_hours}, {@code maintenance: [{from: …, to: …}]}.
 */
final class EquipmentUse {
  private static final int MOST_HOURS = 8_784;

  private EquipmentUse() {}

  static Equipment.Traits read(Section entry) {
    return new Equipment.Traits(
        entry.optionalSection("power").flatMap(EquipmentUse::signature),
        entry.optionalInteger("rated_hours", 1, MOST_HOURS).map(Math::toIntExact),
        maintenance(entry));
  }

  private static Optional<PowerSignature> signature(Section levels) {
    long idleLow = milliwatt(levels, "idle_low");
    long idleHigh = milliwatt(levels, "idle_high");
    long workLow = milliwatt(levels, "work_low");
    long workHigh = milliwatt(levels, "work_high");
    if (idleLow == 0 || idleHigh == 0 || workLow == 0 || workHigh == 0) {
      return Optional.empty(); // reported where it was read
    }
    if (idleLow > idleHigh || idleHigh > workLow || workLow > workHigh) {
      levels.problem("", "idle_low, idle_high, work_low and work_high must ascend");
      return Optional.empty();
    }
    return Optional.of(new PowerSignature(idleLow, idleHigh, workLow, workHigh));
  }

  private static long milliwatt(Section levels, String key) {
    if (!levels.has(key)) {
      levels.problem("", "'" + key + "' is missing");
      return 0;
    }
    return levels
        .node(key)
        .flatMap(n -> Measures.read(n, Unit.MILLIWATT, 0))
        .map(amount -> amount.unscaledValue().longValueExact())
        .orElse(0L);
  }

  private static List<Interval> maintenance(Section entry) {
    List<Interval> found = new ArrayList<>();
    for (Section m : entry.sections("maintenance")) {
      OptionalLong from = Moments.read(m, "from");
      OptionalLong to = Moments.read(m, "to");
      if (from.isPresent() && to.isPresent()) {
        if (to.getAsLong() <= from.getAsLong()) {
          m.problemAt("to", "must lie after from");
        } else {
          found.add(new Interval(from.getAsLong(), to.getAsLong()));
        }
      }
    }
    return found;
  }
}
