package io.campuspulse.simulator.world;

import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.HabitRules;
import java.time.LocalDate;
import java.util.Arrays;

/** What machines do: duty cycles in practical lessons, faults, and standby at night. */
final class Machines {
  static final byte OFF = 0;
  static final byte IDLE = 1;
  static final byte WORKING = 2;
  static final byte FAULT = 3;
  private final HabitRules rules;
  private final AcademicCalendar calendar;
  private final Dice dice;

  Machines(HabitRules rules, AcademicCalendar calendar, Dice dice) {
    this.rules = rules;
    this.calendar = calendar;
    this.dice = dice;
  }

  /** Fills the machine states of a plan whose people are filled. */
  void fill(Site site, DayPlan plan, long day) {
    for (Site.Machine machine : site.machines) {
      byte[] state = plan.machines[machine.index()];
      switch (machine.kind().use()) {
        case ALWAYS -> Arrays.fill(state, WORKING);
        case PRESENCE -> presence(machine, plan, state);
        case HVAC -> follow(plan.hvac[machine.room()], state);
        case LAMPS -> follow(plan.lamps[machine.room()], state);
        case LESSON -> lessons(machine, plan, state, day);
        case WORN -> worn(machine, plan, state, day);
      }
    }
  }

  /**
   * Whether the tool is in the work-piece at a minute: between approach and retreat of a run, the
   * first and last of its minutes. A worn headset is always at it; other things have no tool.
   *
   * @param state the machine's day
   */
  static boolean toolDown(Site.Machine machine, byte[] state, int m) {
    if (state[m] != WORKING) {
      return false;
    }
    return switch (machine.kind().use()) {
      case LESSON ->
          m > 0 && m + 1 < state.length && state[m - 1] == WORKING && state[m + 1] == WORKING;
      case WORN -> true;
      default -> false;
    };
  }

  /** Headsets are worn in turns, never by more people than are there. */
  private void worn(Site.Machine machine, DayPlan plan, byte[] state, long day) {
    lessons(machine, plan, state, day);
    short[] people = plan.people[machine.room()];
    for (int m = 0; m < state.length; m++) {
      if (state[m] == WORKING && machine.place() >= people[m]) {
        state[m] = IDLE;
      }
    }
  }

  private static void follow(boolean[] on, byte[] state) {
    for (int m = 0; m < state.length; m++) {
      state[m] = on[m] ? WORKING : OFF;
    }
  }

  private static void presence(Site.Machine machine, DayPlan plan, byte[] state) {
    short[] people = plan.people[machine.room()];
    int last = -100;
    for (int m = 0; m < state.length; m++) {
      if (people[m] > 0) {
        last = m;
      }
      state[m] = people[m] > 0 ? WORKING : m - last < 15 ? IDLE : OFF;
    }
  }

  /** Whether the machine was left idle at the end of a day, looking back over days off. */
  private boolean leftIdle(Site.Machine machine, LocalDate date) {
    LocalDate day = date;
    for (int back = 0; back < 10; back++) {
      if (calendar.kind(day) == AcademicCalendar.Kind.TEACHING) {
        long key = calendar.patternOf(day).toEpochDay();
        return dice.chance(rules.machinesLeftIdle(), machine.key(), key, 501);
      }
      day = day.minusDays(1);
    }
    return false;
  }

  private void lessons(Site.Machine machine, DayPlan plan, byte[] state, long day) {
    boolean idle = leftIdle(machine, plan.date.minusDays(1));
    int m = 0;
    short[] booked = plan.booked[machine.room()];
    short[] people = plan.people[machine.room()];
    while (m < state.length) {
      if (booked[m] == 0) {
        state[m++] = idle ? IDLE : OFF;
        continue;
      }
      int end = m;
      while (end < state.length && booked[end] == booked[m]) {
        end++;
      }
      Booking b = plan.bookings.get(booked[m] - 1);
      boolean needed = dice.chance(0.9, machine.key(), day * 1440 + m, 502);
      if (needed && people[Math.min(end - 1, m + 15)] > 0) {
        session(machine, state, m, end, day);
        boolean more = end + 20 < state.length && follows(plan, booked, end, b);
        boolean last = !more && !laterUse(booked, end);
        idle =
            more
                || (last
                    ? leftIdle(machine, plan.date)
                    : dice.chance(0.5, machine.key(), day * 1440 + m, 503));
      } else {
        Arrays.fill(state, m, end, idle ? IDLE : OFF);
      }
      m = end;
    }
  }

  private static boolean follows(DayPlan plan, short[] booked, int end, Booking b) {
    for (int m = end; m < end + 20; m++) {
      if (booked[m] != 0) {
        return plan.bookings.get(booked[m] - 1).group() == b.group();
      }
    }
    return false;
  }

  private static boolean laterUse(short[] booked, int from) {
    for (int m = from; m < booked.length; m++) {
      if (booked[m] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Set-up, then runs and pauses until shortly before the end; rarely a fault. */
  private void session(Site.Machine machine, byte[] state, int from, int to, long day) {
    long key = machine.key();
    long when = day * 1440 + from;
    int at = from + 2 + dice.below(5, key, when, 504);
    boolean on = from > 0 && state[from - 1] != OFF;
    state[from] = on ? IDLE : OFF; // nobody switches it off for a minute
    Arrays.fill(state, Math.min(to, from + 1), Math.min(to, at), IDLE);
    if (dice.chance(0.015, key, when, 505)) {
      int broken = Math.min(to, at + 5 + dice.below(15, key, when, 506));
      Arrays.fill(state, at, broken, FAULT);
      at = broken;
    }
    int n = 0;
    boolean work = true;
    while (at < to) {
      int mean = work ? machine.kind().workMinutes() : machine.kind().pauseMinutes();
      int length = Math.max(3, (int) (mean * (0.5 + dice.unit(key, when, 510 + n))));
      int end = Math.min(to, at + length);
      boolean closing = at >= to - 4;
      Arrays.fill(state, at, end, work && !closing ? WORKING : IDLE);
      at = end;
      work = !work;
      n++;
    }
  }
}
