package io.campuspulse.simulator.world;

import io.campuspulse.simulator.scenario.Scenario;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * One school as time passes, minute by minute. It may begin on any day from the scenario's epoch
 * on, and is then exactly where a run that began earlier would be. Not thread-safe.
 */
final class SchoolRun {
  private final Planner planner;
  private final Scenario scenario;
  private final Rooms shadow;
  private final List<Counter> counters;
  private final Moment now;

  SchoolRun(Site site, Scenario scenario, Dice dice, ZoneId zone, List<Counter> counters) {
    this.planner = new Planner(site, scenario, dice, zone);
    this.scenario = scenario;
    this.counters = counters;
    this.shadow = new Rooms(site, dice);
    Loads loads = new Loads(site, dice, scenario.habits());
    this.now = new Moment(site, loads, new Rooms(site, dice), planner.habits(), dice);
  }

  Moment now() {
    return now;
  }

  /** Goes to the moment before a day's first minute. */
  void begin(LocalDate day) {
    if (day.isBefore(scenario.epoch())) {
      throw new IllegalArgumentException(
          "the world of scenario '"
              + scenario.name()
              + "' begins on "
              + scenario.epoch()
              + ", it cannot start on "
              + day);
    }
    counters.forEach(Counter::reset);
    Arrays.fill(now.before, 0);
    DayPlan plan = null;
    if (!counters.isEmpty()) {
      for (LocalDate d = scenario.epoch(); d.isBefore(day); d = d.plusDays(1)) {
        plan = planner.plan(d);
        pass(plan);
      }
    }
    LocalDate eve = day.minusDays(1);
    DayPlan before = plan != null ? plan : planner.plan(eve);
    shadow.assume(before.weather);
    for (int m = 0; m < before.minutes; m++) {
      shadow.step(before, m);
    }
    open(planner.plan(day));
  }

  /** Lets a day pass for the registers alone. */
  private void pass(DayPlan plan) {
    now.plan = plan;
    for (int m = 0; m < plan.minutes; m++) {
      now.minute = m;
      now.loads.at(plan, m);
      leave();
    }
  }

  private void open(DayPlan plan) {
    now.air.copy(shadow);
    shadow.assume(plan.weather);
    now.plan = plan;
    now.minute = -1;
  }

  /** Ends the minute: registers count, people are remembered. */
  private void leave() {
    for (Counter c : counters) {
      c.advance(now);
    }
    for (int r = 0; r < now.before.length; r++) {
      now.before[r] = now.plan.people[r][now.minute];
    }
  }

  /** Goes on to the next minute. */
  void next() {
    if (now.minute >= 0) {
      leave();
    }
    if (now.minute + 1 >= now.plan.minutes) {
      open(planner.plan(now.plan.date.plusDays(1)));
    }
    now.minute++;
    now.loads.at(now.plan, now.minute);
    now.air.step(now.plan, now.minute);
    shadow.step(now.plan, now.minute);
  }
}
