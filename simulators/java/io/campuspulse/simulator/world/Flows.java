package io.campuspulse.simulator.world;

import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.SpaceType;
import io.campuspulse.simulator.scenario.AcademicCalendar.Kind;
import io.campuspulse.simulator.scenario.PeopleRules;

/**
 * People outside of bookings: small groups in free rooms, and the coming and going in libraries,
 * halls, canteens, offices and dormitories. Nobody is in two places: all flows draw on those of the
 * school who are nowhere else.
 */
final class Flows {
  private static final double STAFF_SHARE = 0.08;
  private final PeopleRules rules;
  private final Dice dice;

  Flows(PeopleRules rules, Dice dice) {
    this.rules = rules;
    this.dice = dice;
  }

  /** Students and staff of a school. */
  static int population(Site site) {
    return (int) (site.school.students().latest().orElse(400) * (1 + STAFF_SHARE));
  }

  /** Adds to the people of a plan whose lessons are filled. */
  void fill(Site site, DayPlan plan, Kind kind, long day) {
    int[] free = new int[plan.minutes];
    for (int m = 0; m < plan.minutes; m++) {
      free[m] = population(site);
      for (int r = 0; r < plan.people.length; r++) {
        Booking b = plan.bookingAt(r, m);
        if (b == null || !b.external()) {
          free[m] -= plan.people[r][m];
        }
      }
    }
    for (Site.Room room : site.rooms) {
      SpaceType type = room.space().type();
      if (type == SpaceType.CLASSROOM || type == SpaceType.TRAINING_ROOM) {
        if (kind == Kind.TEACHING) {
          groups(room, plan, day, free);
        }
      } else {
        visitors(room, plan, kind, day, free);
      }
    }
  }

  /** Unbooked use: a few people in a room that is free for a whole period's length. */
  private void groups(Site.Room room, DayPlan plan, long day, int[] free) {
    short[] people = plan.people[room.index()];
    short[] booked = plan.booked[room.index()];
    for (int from = 480; from + 50 <= 1260; from += 55) {
      long when = day * 1440 + from;
      if (!dice.chance(rules.unbookedShare(), room.key(), when, 301)
          || !Timetable.open(room, plan.date, from, from + 50)) {
        continue;
      }
      int start = from + dice.below(20, room.key(), when, 302);
      int end = start + 12 + dice.below(30, room.key(), when, 303);
      int heads = 1 + dice.below(7, room.key(), when, 304);
      boolean clear = end < plan.minutes;
      for (int m = start - 5; clear && m < end + 5 && m < plan.minutes; m++) {
        clear = booked[m] == 0 && people[m] == 0 && free[m] >= heads;
      }
      for (int m = start; clear && m < end; m++) {
        people[m] += (short) heads;
        free[m] -= heads;
      }
    }
  }

  private void visitors(Site.Room room, DayPlan plan, Kind kind, long day, int[] free) {
    int capacity = room.space().capacity().latest().orElse(0);
    short[] people = plan.people[room.index()];
    double liking = 0.8 + 0.4 * dice.unit(room.key(), day, 305);
    for (OpeningHours.Span span : room.space().hours().on(plan.date.getDayOfWeek())) {
      for (int m = span.fromMinute(); m < span.toMinute() && m < plan.minutes; m++) {
        if (plan.booked[room.index()][m] != 0 || people[m] > 0) {
          continue;
        }
        double ramp = Math.min(1, Math.min(m - span.fromMinute() + 1, span.toMinute() - m) / 12.0);
        double share = shape(room.space().type(), kind, m) * liking * ramp;
        double crowd = capacity * share * (1 + 0.35 * wander(room.key(), day, m));
        int places = Math.min(capacity, Math.max(0, free[m]));
        int n = Math.min((int) Math.round(Math.max(0, crowd)), places);
        people[m] = (short) n;
        free[m] -= n;
      }
    }
  }

  private double wander(long key, long day, int minute) {
    int step = minute / 8;
    double f = (minute % 8) / 8.0;
    double a = dice.normal(key, day * 200 + step, 306);
    double b = dice.normal(key, day * 200 + step + 1, 306);
    return a + (b - a) * f;
  }

  /** Usual share of the places that are taken. */
  private static double shape(SpaceType type, Kind kind, int m) {
    boolean teaching = kind == Kind.TEACHING || kind == Kind.EXAM;
    double factor = teaching ? 1 : kind == Kind.WEEKEND ? 0.45 : 0.06;
    double base =
        switch (type) {
          case LIBRARY ->
              0.16 + peak(m, 755, 45, 0.4) + peak(m, 1005, 40, 0.2) + peak(m, 1170, 80, 0.5);
          case SPORTS_VENUE -> peak(m, 1045, 45, 0.3) + peak(m, 1180, 60, 0.3);
          case CANTEEN -> peak(m, 425, 20, 0.6) + peak(m, 725, 28, 0.9) + peak(m, 1065, 28, 0.75);
          case OFFICE -> m < 480 || m > 1050 ? 0 : 0.65 - peak(m, 740, 35, 0.45);
          case DORMITORY -> m < 400 || m > 1290 ? 0.85 : 0.05 + peak(m, 760, 40, 0.4);
          default -> 0.08;
        };
    return base < 0.012 ? 0 : base * factor;
  }

  private static double peak(int minute, int at, int width, double height) {
    double x = (double) (minute - at) / width;
    return height * Math.exp(-x * x);
  }
}
