package io.campuspulse.simulator.world;

import io.campuspulse.model.SpaceType;
import io.campuspulse.simulator.scenario.HabitRules;
import java.util.Arrays;

/** What people switch: lamps and air conditioners, and what they leave on. */
final class Habits {
  private static final int LAST_ROUND = 1350;
  private static final double LUMEN_PER_WATT = 115;
  private final HabitRules rules;
  private final Dice dice;

  Habits(HabitRules rules, Dice dice) {
    this.rules = rules;
    this.dice = dice;
  }

  /** Daylight on the desks, lx: the sun's light times a daylight factor, less with blinds. */
  double daylight(Site.Room room, float irradiance, long day) {
    double factor = 0.008 + 0.016 * dice.unit(room.key(), 0, 401);
    boolean blinds = irradiance > 520 && dice.chance(0.5, room.key(), day, 402);
    return irradiance * LUMEN_PER_WATT * factor * (blinds ? 0.3 : 1);
  }

  /** Fills lamps and air conditioners of a plan whose people are filled. */
  void fill(Site site, DayPlan plan, long day) {
    for (Site.Room room : site.rooms) {
      lamps(room, plan, day);
      hvac(room, plan, day);
    }
    for (Site.Machine machine : site.machines) {
      if (machine.kind().use() == MachineKind.Use.ALWAYS) {
        Arrays.fill(plan.hvac[machine.room()], true); // a server room is always cooled
      }
    }
  }

  private void lamps(Site.Room room, DayPlan plan, long day) {
    short[] people = plan.people[room.index()];
    boolean on = false;
    int until = 0;
    for (int m = 0; m < plan.minutes; m++) {
      boolean bed = room.space().type() == SpaceType.DORMITORY && (m < 370 || m > 1360);
      if (people[m] > 0 && !bed) {
        boolean decide = m == 0 || people[m - 1] == 0 || m % 10 == 0;
        if (!on && decide) {
          on = daylight(room, plan.weather.irradiance[m], day) < 300;
        }
        until = m + 1;
      } else if (on && m == until) {
        until = leave(rules.lampsLeftOn(), room, day, m, 403);
        on = until > m;
      } else if (m >= until) {
        on = false;
      }
      plan.lamps[room.index()][m] = on;
    }
  }

  /** Until when something stays on that was on when the last one left. */
  private int leave(double share, Site.Room room, long day, int m, int salt) {
    long when = day * 1440 + m;
    if (m >= LAST_ROUND || !dice.chance(share, room.key(), when, salt)) {
      return m;
    }
    return Math.min(LAST_ROUND, m + 10 + dice.below(140, room.key(), when, salt + 100));
  }

  private void hvac(Site.Room room, DayPlan plan, long day) {
    short[] people = plan.people[room.index()];
    boolean hall = room.space().type() == SpaceType.SPORTS_VENUE;
    boolean habit = hall && dice.chance(rules.emptyHallHeated(), room.key(), day, 405);
    boolean on = false;
    int until = 0;
    int since = 0;
    for (int m = 0; m < plan.minutes; m++) {
      float out = plan.weather.temperature[m];
      boolean wanted = out > 27 || out < 11;
      if (people[m] > 0) {
        since++;
        on = on || (wanted && since >= 4);
        until = m + 1;
      } else {
        since = 0;
        if (on && m == until) {
          until = leave(rules.hvacLeftOn(), room, day, m, 406);
        }
        on = on && m < until;
      }
      plan.hvac[room.index()][m] = on || (habit && wanted && m >= 540 && m < 960);
    }
  }
}
