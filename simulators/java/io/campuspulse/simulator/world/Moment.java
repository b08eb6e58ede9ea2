package io.campuspulse.simulator.world;

/**
 * One school at one minute: its plan, its loads, its air. Registers hold what has flowed up to the
 * minute's start. Not thread-safe; changes in place as time passes.
 */
final class Moment {
  final Site site;
  final Loads loads;
  final Rooms air;
  final Habits habits;
  final Dice dice;
  DayPlan plan;
  int minute;

  /** People by room in the minute before. */
  final int[] before;

  Moment(Site site, Loads loads, Rooms air, Habits habits, Dice dice) {
    this.site = site;
    this.loads = loads;
    this.air = air;
    this.habits = habits;
    this.dice = dice;
    this.before = new int[site.rooms.size()];
  }

  /** First millisecond of the minute. */
  long startMillis() {
    return plan.startMillis + minute * 60_000L;
  }

  /** Light on the desks of a room, lx. */
  double light(Site.Room room) {
    double daylight = habits.daylight(room, plan.weather.irradiance[minute], plan.weather.day);
    return daylight + (plan.lamps[room.index()][minute] ? 380 : 0);
  }

  int people(int room) {
    return plan.people[room][minute];
  }
}
