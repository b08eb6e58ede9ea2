package io.campuspulse.simulator.world;

import io.campuspulse.simulator.scenario.Scenario;
import java.time.LocalDate;
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
  private final long[][] initial;
  private final Checkpoints checkpoints;
  private final Restarts restarts;
  private final Moment now;

  SchoolRun(
      Planner planner,
      Moment now,
      Scenario scenario,
      List<Counter> counters,
      Checkpoints checkpoints) {
    this.planner = planner;
    this.scenario = scenario;
    this.counters = counters;
    this.initial = counters.stream().map(Counter::state).toArray(long[][]::new);
    this.checkpoints = checkpoints;
    this.now = now;
    this.restarts = new Restarts(counters, new FaultPlan(scenario.faults(), now.dice), now.dice);
    this.shadow = new Rooms(now.site, now.dice);
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
    DayPlan plan = counters.isEmpty() ? null : passUntil(day);
    LocalDate eve = day.minusDays(1);
    DayPlan before = plan != null ? plan : planner.plan(eve);
    shadow.assume(before.weather);
    for (int m = 0; m < before.minutes; m++) {
      shadow.step(before, m);
    }
    open(planner.plan(day));
  }

  /** Brings the registers to a day's midnight, from the latest checkpoint before it. */
  private DayPlan passUntil(LocalDate day) {
    Checkpoints.Checkpoint start = checkpoints.latest(now.site.school.id(), day, this::atEpoch);
    for (int i = 0; i < counters.size(); i++) {
      counters.get(i).restore(start.totals()[i]);
    }
    System.arraycopy(start.people(), 0, now.before, 0, now.before.length);
    DayPlan plan = null;
    for (LocalDate d = start.day(); d.isBefore(day); d = d.plusDays(1)) {
      plan = planner.plan(d);
      pass(plan);
    }
    remember(day);
    return plan;
  }

  private Checkpoints.Checkpoint atEpoch() {
    return new Checkpoints.Checkpoint(scenario.epoch(), initial, new int[now.before.length]);
  }

  private void remember(LocalDate day) {
    if (!counters.isEmpty()) {
      long[][] totals = counters.stream().map(Counter::state).toArray(long[][]::new);
      checkpoints.add(
          now.site.school.id(), new Checkpoints.Checkpoint(day, totals, now.before.clone()));
    }
  }

  /** Lets a day pass for the registers alone. */
  private void pass(DayPlan plan) {
    now.plan = plan;
    restarts.startDay(plan);
    for (int m = 0; m < plan.minutes; m++) {
      now.minute = m;
      restarts.apply(m);
      now.loads.at(plan, m);
      leave();
    }
  }

  private void open(DayPlan plan) {
    now.air.copy(shadow);
    shadow.assume(plan.weather);
    now.plan = plan;
    restarts.startDay(plan);
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
      LocalDate tomorrow = now.plan.date.plusDays(1);
      remember(tomorrow);
      open(planner.plan(tomorrow));
    }
    now.minute++;
    restarts.apply(now.minute);
    now.loads.at(now.plan, now.minute);
    now.air.step(now.plan, now.minute);
    shadow.step(now.plan, now.minute);
  }
}
