package io.campuspulse.simulator.world;

import io.campuspulse.simulator.scenario.FaultRules;
import io.campuspulse.simulator.scenario.FaultRules.Fault;
import io.campuspulse.simulator.scenario.FaultRules.Kind;
import java.util.ArrayList;
import java.util.List;

/** Which fault hits which device when: a function of seed, device and day. */
final class FaultPlan {
  private final FaultRules rules;
  private final Dice dice;

  /**
   * A fault at work.
   *
   * @param kind what goes wrong
   * @param from first millisecond
   * @param to first millisecond after
   * @param rate share of the messages concerned meanwhile
   * @param key key of its draws
   */
  record Active(Kind kind, long from, long to, double rate, long key) {
    boolean at(long millis) {
      return millis >= from && millis < to;
    }
  }

  FaultPlan(FaultRules rules, Dice dice) {
    this.rules = rules;
    this.dice = dice;
  }

  boolean isEmpty() {
    return rules.faults().isEmpty();
  }

  /**
   * The faults of a device on a day.
   *
   * @param device key of the device
   * @param gateway key of the gateway through which it speaks
   */
  List<Active> on(DayPlan plan, long device, long gateway) {
    List<Active> list = new ArrayList<>();
    long day = plan.weather.day;
    for (int i = 0; i < rules.faults().size(); i++) {
      Fault fault = rules.faults().get(i);
      long who = fault.kind() == Kind.GATEWAY_DEATH ? gateway : device;
      if (dice.chance(fault.devices(), who, i, 1101)
          && dice.chance(fault.perDay(), who, day * 100 + i, 1102)) {
        long length = fault.lasting().toMillis();
        long dayLength = plan.minutes * 60_000L;
        long latest = Math.max(1, dayLength - length);
        long start =
            fault
                .at()
                .map(t -> t.toSecondOfDay() * 1_000L)
                .orElseGet(() -> (long) (dice.unit(who, day, 1103) * latest));
        long from = plan.startMillis + start / 60_000 * 60_000;
        long to = Math.min(plan.startMillis + dayLength, from + length);
        list.add(new Active(fault.kind(), from, to, fault.rate(), device + i));
      }
    }
    return list;
  }
}
