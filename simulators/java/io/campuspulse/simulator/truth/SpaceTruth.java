package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.world.Booking;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.TruthSink.AirSpan;
import io.campuspulse.simulator.world.TruthSink.SpaceSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Use, plan, lamps and air of spaces, by basis and quarter of an hour. Not thread-safe. */
final class SpaceTruth {
  static final int AVAIL = 0;
  static final int USED = 1;
  static final int HEAD = 2;
  static final int SEAT_AVAIL = 3;
  static final int SEAT_USED = 4;
  static final int PLANNED = 5;
  static final int GRACED = 6;
  static final int EXTERNAL = 7;
  static final int LAMPS = 8;
  static final int LAMPS_EMPTY = 9;
  static final int CO2_OK = 10;
  static final int CO2_BAD = 11;
  static final int LIGHT_OK = 12;
  static final int LIGHT_BAD = 13;
  static final int PLANNED_HEAD = 14;
  static final int PURPOSE = 15;

  /** What used time is for; the last is use without a purpose. */
  static final List<String> PURPOSES =
      List.of(
          "internship_training",
          "enterprise_production",
          "social_training",
          "teacher_research_training",
          "skills_appraisal",
          "innovation_entrepreneurship",
          "technical_services",
          "professional_experience",
          "unspecified");

  private static final long GRACE = 600_000;
  private static final int CO2_LIMIT = 1_000_000;
  private static final int LIGHT_LIMIT = 300_000;
  private static final int FIELDS = PURPOSE + PURPOSES.size();
  private final Campus campus;
  private final Bases bases;
  private final Interval range;
  private final List<Quarters> sums = new ArrayList<>();
  private final DayMinutes people = new DayMinutes();
  private final DayMinutes open = new DayMinutes();
  private final Map<String, Day> days = new HashMap<>();

  /** A day of a space: when time counts, and when it is planned. */
  private static final class Day {
    private LocalDate date = LocalDate.MIN;
    private long midnight;
    private final List<Interval> graced = new ArrayList<>();
    private final List<List<Interval>> counting = new ArrayList<>();
  }

  SpaceTruth(Campus campus, Bases bases, Interval range) {
    this.campus = campus;
    this.bases = bases;
    this.range = range;
    Bases.NAMES.forEach(b -> sums.add(new Quarters(range, FIELDS)));
  }

  private Day day(String space, long millis) {
    Day day = days.computeIfAbsent(space, k -> new Day());
    LocalDate date = bases.dateOf(millis);
    if (!date.equals(day.date)) {
      day.date = date;
      day.midnight = bases.midnight(date);
      day.graced.clear();
      day.counting.clear();
      Space registered = campus.space(space).orElseThrow();
      Bases.NAMES.forEach(b -> day.counting.add(bases.spans(b, registered, date)));
      Interval whole = new Interval(day.midnight, bases.midnight(date.plusDays(1)));
      open.put(space, day.midnight, whole, (byte) 0);
      day.counting.get(0).forEach(s -> open.put(space, day.midnight, s, (byte) 1));
    }
    return day;
  }

  void planned(PlannedUse use) {
    Day day = day(use.booking().space(), use.time().start());
    if (!use.cancelled()) {
      day.graced.add(new Interval(use.time().start() - GRACE, use.time().end() + GRACE));
    }
  }

  void space(SpaceSpan span) {
    Day day = day(span.space(), span.time().start());
    Interval time = span.time().intersect(range);
    people.put(span.space(), day.midnight, time, (byte) (span.people() > 0 ? 1 : 0));
    int seats = campus.space(span.space()).orElseThrow().capacity().on(day.date).orElse(0);
    for (int b = 0; b < sums.size(); b++) {
      for (Interval counting : day.counting.get(b)) {
        Interval part = counting.intersect(time);
        long at = part.start();
        while (at < part.end()) {
          long end = Math.min(part.end(), Interval.baseStart(at) + Interval.BASE_MILLIS);
          add(sums.get(b).at(span.space(), at), span, new Interval(at, end), seats);
          at = end;
        }
      }
    }
    for (int b = 0; b < sums.size(); b++) {
      for (Interval counting : day.counting.get(b)) {
        graced(sums.get(b), span, counting.intersect(time), day.graced);
      }
    }
  }

  private static void add(long[] use, SpaceSpan span, Interval time, int seats) {
    long millis = time.length();
    boolean used = span.people() > 0;
    use[AVAIL] += millis;
    use[SEAT_AVAIL] += seats * millis;
    use[PLANNED] += span.booking().isPresent() ? millis : 0;
    use[PLANNED_HEAD] += span.booking().map(Booking::enrolled).orElse(0) * millis;
    use[LAMPS] += span.lamps() ? millis : 0;
    use[LAMPS_EMPTY] += span.lamps() && !used ? millis : 0;
    if (used) {
      use[USED] += millis;
      use[SEAT_USED] += seats * millis;
      use[HEAD] += seats > 0 ? span.people() * millis : 0;
      use[EXTERNAL] += span.booking().filter(Booking::external).isPresent() ? millis : 0;
      String purpose = span.booking().flatMap(Booking::purpose).orElse("unspecified");
      use[PURPOSE + PURPOSES.indexOf(purpose)] += millis;
    }
  }

  /** Used time within the bookings and their grace, as a union. */
  private static void graced(Quarters sum, SpaceSpan span, Interval part, List<Interval> graced) {
    if (span.people() == 0 || part.isEmpty()) {
      return;
    }
    for (long t = part.start(); t < part.end(); t += 60_000) {
      long minute = t;
      if (graced.stream().anyMatch(g -> g.contains(minute))) {
        sum.at(span.space(), t)[GRACED] += 60_000;
      }
    }
  }

  /** Air while somebody is there. */
  void air(AirSpan span) {
    Day day = day(span.space(), span.time().start());
    for (int i = 0; i < span.co2().length; i++) {
      long minute = span.time().start() + i * 60_000L;
      if (!range.contains(minute) || people.at(span.space(), minute) == 0) {
        continue;
      }
      int co2 = span.co2()[i] <= CO2_LIMIT ? CO2_OK : CO2_BAD;
      int light = span.light()[i] >= LIGHT_LIMIT ? LIGHT_OK : LIGHT_BAD;
      for (int b = 0; b < sums.size(); b++) {
        if (day.counting.get(b).stream().anyMatch(c -> c.contains(minute))) {
          sums.get(b).at(span.space(), minute)[co2] += 60_000;
          sums.get(b).at(span.space(), minute)[light] += 60_000;
        }
      }
    }
  }

  /** Whether somebody is in a space at a minute of its latest day. */
  boolean isUsed(String space, long minute) {
    return people.at(space, minute) != 0;
  }

  /** Whether a space is open at a minute of its latest day. */
  boolean isOpen(String space, long minute) {
    return open.at(space, minute) != 0;
  }

  /** The fields of all spaces that a question is about. */
  long[] total(Ask ask) {
    long[] total = new long[FIELDS];
    Quarters sum = sums.get(Math.max(0, Bases.NAMES.indexOf(ask.basis())));
    for (Space space : campus.spacesUnder(ask.scope())) {
      if (ask.which().test(space)) {
        sum.sum(space.id(), ask.time(), total);
      }
    }
    return total;
  }
}
