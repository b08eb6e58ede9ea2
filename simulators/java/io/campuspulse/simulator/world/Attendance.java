package io.campuspulse.simulator.world;

import io.campuspulse.model.Scope;
import io.campuspulse.simulator.scenario.PeopleRules;
import java.util.List;

/**
 * Who really comes: turns a day's bookings into people by minute, with no-shows, absentees, late
 * starts, early leavers, and those who stay through a short break.
 */
final class Attendance {
  private static final int STAY_GAP = 20;
  private static final double STAY_SHARE = 0.35;
  private final PeopleRules rules;
  private final Dice dice;

  Attendance(PeopleRules rules, Dice dice) {
    this.rules = rules;
    this.dice = dice;
  }

  /**
   * Fills people and booked slots of the rooms that have bookings.
   *
   * @param day the time key of the day
   */
  void fill(Site site, DayPlan plan, long day) {
    int[][] change = new int[site.rooms.size()][plan.minutes + 1];
    List<Booking> bookings = plan.bookings;
    Booking before = null;
    for (int i = 0; i < bookings.size(); i++) {
      Booking b = bookings.get(i);
      int room = site.indexOf(Scope.space(b.space()));
      for (int m = b.fromMinute(); m < b.toMinute() && m < plan.minutes; m++) {
        plan.booked[room][m] = (short) (i + 1);
      }
      long key = site.rooms.get(room).key();
      boolean follows =
          before != null
              && before.space().equals(b.space())
              && before.group() == b.group()
              && b.fromMinute() - before.toMinute() <= STAY_GAP;
      come(b, follows ? before : null, key, day, change[room]);
      before = b;
    }
    for (int r = 0; r < change.length; r++) {
      int n = 0;
      for (int m = 0; m < plan.minutes; m++) {
        n += change[r][m];
        plan.people[r][m] = (short) n;
      }
    }
  }

  /** People who come to a booking; 0 for a no-show. */
  private int heads(Booking b, long key, long day) {
    long when = day * 1440 + b.fromMinute();
    if (dice.chance(rules.noShowShare(), key, when, 201)) {
      return 0;
    }
    double share = rules.attendance() + 0.04 * dice.normal(key, when, 202);
    return (int) Math.round(b.enrolled() * Math.min(1, Math.max(0.3, share)));
  }

  private int arrival(Booking b, int person, long key, long day) {
    double u = dice.unit(key + person, day * 1440 + b.fromMinute(), 203);
    return b.fromMinute() - 4 + (int) (u * u * (5 + rules.lateMinutes()));
  }

  private int departure(Booking b, int person, long key, long day) {
    long when = day * 1440 + b.fromMinute();
    double early = dice.unit(key, when, 204);
    int end = b.toMinute() - (int) (early * early * rules.lateMinutes());
    return end - 2 + dice.below(4, key + person, when, 205);
  }

  private void come(Booking b, Booking before, long key, long day, int[] change) {
    int heads = heads(b, key, day);
    int headsBefore = before == null ? 0 : heads(before, key, day);
    for (int person = 0; person < heads; person++) {
      int from = Math.max(0, arrival(b, person, key, day));
      int to = Math.min(change.length - 1, Math.max(from + 1, departure(b, person, key, day)));
      if (person < headsBefore
          && dice.chance(STAY_SHARE, key + person, day * 1440 + b.fromMinute(), 206)) {
        from = Math.min(from, Math.max(0, departure(before, person, key, day)));
      }
      change[from]++;
      change[to]--;
    }
  }
}
