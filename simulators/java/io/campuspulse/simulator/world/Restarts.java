package io.campuspulse.simulator.world;

import io.campuspulse.simulator.scenario.FaultRules.Kind;
import java.util.ArrayList;
import java.util.List;

/** Registers that start again on a day: reset to zero, or replaced by another device's. */
final class Restarts {
  private final List<Counter> counters;
  private final FaultPlan faults;
  private final Dice dice;
  private final List<Restart> today = new ArrayList<>();

  private record Restart(int minute, Counter counter, long value) {}

  Restarts(List<Counter> counters, FaultPlan faults, Dice dice) {
    this.counters = counters;
    this.faults = faults;
    this.dice = dice;
  }

  /** Finds out what restarts on a day. */
  void startDay(DayPlan plan) {
    today.clear();
    if (faults.isEmpty()) {
      return;
    }
    for (Counter counter : counters) {
      for (FaultPlan.Active fault : faults.on(plan, counter.device, 0)) {
        int minute = (int) ((fault.from() - plan.startMillis) / 60_000);
        if (fault.kind() == Kind.COUNTER_RESET) {
          today.add(new Restart(minute, counter, 0));
        } else if (fault.kind() == Kind.REPLACED) {
          long value = dice.below(1_000_000, fault.key(), plan.weather.day, 1301) * 10_000L;
          today.add(new Restart(minute, counter, value));
        }
      }
    }
  }

  /** Lets the registers of a minute start again. */
  void apply(int minute) {
    for (Restart restart : today) {
      if (restart.minute() == minute) {
        restart.counter().restart(restart.value());
      }
    }
  }
}
