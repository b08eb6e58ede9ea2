package io.campuspulse.simulator.world;

import io.campuspulse.simulator.scenario.Scenario;
import java.time.LocalDate;
import java.time.ZoneId;

/** Plans the days of one school. Not thread-safe. */
final class Planner {
  private final Site site;
  private final Scenario scenario;
  private final ZoneId zone;
  private final Weather weather;
  private final Timetable timetable;
  private final Attendance attendance;
  private final Flows flows;
  private final Habits habits;
  private final Machines machines;

  Planner(Site site, Scenario scenario, Dice dice, ZoneId zone) {
    this.site = site;
    this.scenario = scenario;
    this.zone = zone;
    this.weather = new Weather(dice);
    this.timetable = new Timetable(site, scenario, dice);
    this.attendance = new Attendance(scenario.people(), dice);
    this.flows = new Flows(scenario.people(), dice);
    this.habits = new Habits(scenario.habits(), dice);
    this.machines = new Machines(scenario.habits(), scenario.calendar(), dice);
  }

  DayPlan plan(LocalDate date) {
    long start = date.atStartOfDay(zone).toInstant().toEpochMilli();
    long end = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
    LocalDate pattern = scenario.calendar().patternOf(date);
    long day = pattern.toEpochDay();
    WeatherDay sky = new WeatherDay(weather, pattern, (int) ((end - start) / 60_000));
    DayPlan plan = new DayPlan(site, date, start, sky, timetable.on(date));
    attendance.fill(site, plan, day);
    flows.fill(site, plan, scenario.calendar().kind(date), day);
    habits.fill(site, plan, day);
    machines.fill(site, plan, day);
    return plan;
  }

  Timetable timetable() {
    return timetable;
  }

  Habits habits() {
    return habits;
  }

  Weather weather() {
    return weather;
  }
}
