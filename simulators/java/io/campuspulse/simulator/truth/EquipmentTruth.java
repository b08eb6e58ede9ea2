package io.campuspulse.simulator.truth;

import io.campuspulse.model.Equipment;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.TruthSink.MachineSpan;
import io.campuspulse.simulator.world.TruthSink.MeterSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What machines did, when they should have, and on how much energy. Not thread-safe. */
final class EquipmentTruth {
  /** First of four fields: milliseconds off, idle, working, fault. */
  static final int STATE = 0;

  /** First of four fields: the same within bookings of the machine's space. */
  static final int PLANNED = 4;

  /** First of four fields: mW × minutes in each state. */
  static final int ENERGY = 8;

  static final int TOOL_DOWN = 12;
  static final int PRACTICAL_WORK = 13;
  private static final int FIELDS = 14;
  private static final int WORKING = 2;

  private final Campus campus;
  private final Bases bases;
  private final Interval range;
  private final Quarters sums;
  private final DayMinutes states = new DayMinutes();
  private final Map<String, List<PlannedUse>> planned = new HashMap<>();
  private final Map<String, LocalDate> latest = new HashMap<>();

  EquipmentTruth(Campus campus, Bases bases, Interval range) {
    this.campus = campus;
    this.bases = bases;
    this.range = range;
    this.sums = new Quarters(range, FIELDS);
  }

  void planned(PlannedUse use) {
    String space = use.booking().space();
    List<PlannedUse> today = planned.computeIfAbsent(space, k -> new ArrayList<>());
    if (!use.date().equals(latest.put(space, use.date()))) {
      today.clear();
    }
    if (!use.cancelled()) {
      today.add(use);
    }
  }

  void machine(MachineSpan span) {
    Interval time = span.time().intersect(range);
    String id = span.equipment();
    long midnight = bases.midnight(bases.dateOf(span.time().start()));
    states.put(id, midnight, time, (byte) span.state());
    String space = campus.equipment(id).orElseThrow().space();
    List<PlannedUse> today =
        bases.dateOf(span.time().start()).equals(latest.get(space))
            ? planned.get(space)
            : List.of();
    for (long t = time.start(); t < time.end(); t += 60_000) {
      long[] sum = sums.at(id, t);
      sum[STATE + span.state()] += 60_000;
      sum[TOOL_DOWN] += span.toolDown() ? 60_000 : 0;
      for (PlannedUse use : today) {
        if (use.time().contains(t)) {
          sum[PLANNED + span.state()] += 60_000;
          boolean work = use.booking().practical() && span.state() == WORKING;
          sum[PRACTICAL_WORK] += work ? 60_000 : 0;
          break;
        }
      }
    }
  }

  /** Takes the energy of a machine's own meter. */
  void meter(Point point, MeterSpan span) {
    if (point.quantity() != Quantity.ENERGY_REGISTER || point.role() == Point.Role.INFO) {
      return;
    }
    String id = point.subject().id();
    for (int i = 0; i < span.flows().length; i++) {
      long minute = span.time().start() + i * 60_000L;
      sums.at(id, minute)[ENERGY + states.at(id, minute)] += span.flows()[i];
    }
  }

  long[] of(String equipment, Interval time) {
    return sums.sum(equipment, time);
  }

  /** The fields of all machines that a question is about and that pass a test. */
  long[] total(Ask ask, java.util.function.Predicate<Equipment> test) {
    long[] total = new long[FIELDS];
    if (ask.scope().level() == Scope.Level.EQUIPMENT) {
      campus
          .equipment(ask.scope().id())
          .filter(test)
          .ifPresent(e -> sums.sum(e.id(), ask.time(), total));
      return total;
    }
    for (Space space : campus.spacesUnder(ask.scope())) {
      for (Equipment e : campus.equipmentOf(space.id())) {
        if (ask.which().test(space) && test.test(e)) {
          sums.sum(e.id(), ask.time(), total);
        }
      }
    }
    return total;
  }

  /** Whether a machine says what it does: by its own state or by its power. */
  boolean isObserved(Equipment e) {
    return has(e, Quantity.MACHINE_STATE) || has(e, Quantity.POWER);
  }

  /** Whether a machine has a meter of its own. */
  boolean isMetered(Equipment e) {
    return has(e, Quantity.ENERGY_REGISTER) && isObserved(e);
  }

  private boolean has(Equipment e, Quantity quantity) {
    return campus.pointsOf(Scope.equipment(e.id())).stream()
        .anyMatch(p -> p.quantity() == quantity && p.role() != Point.Role.INFO);
  }
}
