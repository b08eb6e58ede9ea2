package io.campuspulse.simulator.world;

import io.campuspulse.model.Interval;
import io.campuspulse.model.OpeningHours;
import io.campuspulse.model.Scope;
import io.campuspulse.model.SpaceType;
import io.campuspulse.simulator.scenario.AcademicCalendar;
import io.campuspulse.simulator.scenario.AcademicCalendar.Period;
import io.campuspulse.simulator.scenario.PeopleRules;
import io.campuspulse.simulator.scenario.Scenario;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is planned in a school's rooms. Lessons follow a weekly timetable in which a class is in one
 * room at a time; evenings and weekends add self-study and trainings for people from outside.
 */
final class Timetable {
  private static final int CLASS_SIZE = 40;

  /** Purposes whose people are not the school's. */
  private static final Set<String> FROM_OUTSIDE =
      Set.of("social_training", "technical_services", "professional_experience");

  private final Site site;
  private final AcademicCalendar calendar;
  private final PeopleRules rules;
  private final Dice dice;
  private final Map<DayOfWeek, List<Booking>> weekly = new HashMap<>();

  Timetable(Site site, Scenario scenario, Dice dice) {
    this.site = site;
    this.calendar = scenario.calendar();
    this.rules = scenario.people();
    this.dice = dice;
  }

  /** The bookings of a date that stand, by space in registry order and then by time. */
  List<Booking> on(LocalDate date) {
    return all(date).stream().filter(b -> !isCancelled(b, date)).toList();
  }

  /** Whether a booking was cancelled beforehand; the lessons of a class in a room go together. */
  boolean isCancelled(Booking b, LocalDate date) {
    long day = calendar.patternOf(date).toEpochDay();
    long key = site.rooms.get(place(b)).key() + b.group();
    return dice.chance(rules.extra().cancelledShare(), key, day, 108);
  }

  /** The lines of a date's timetable. */
  List<PlannedUse> planned(LocalDate date, long midnight) {
    List<PlannedUse> list = new ArrayList<>();
    for (Booking b : all(date)) {
      String id =
          "%s-%s-%02d%02d"
              .formatted(
                  b.space(),
                  date.format(DateTimeFormatter.BASIC_ISO_DATE),
                  b.fromMinute() / 60,
                  b.fromMinute() % 60);
      Interval time =
          new Interval(midnight + b.fromMinute() * 60_000L, midnight + b.toMinute() * 60_000L);
      list.add(new PlannedUse(id, site.school.id(), date, time, b, isCancelled(b, date)));
    }
    return list;
  }

  /** All bookings of a date, also cancelled ones, by space in registry order and then by time. */
  List<Booking> all(LocalDate date) {
    Optional<DayOfWeek> weekday = calendar.timetableOf(date);
    List<Booking> all = new ArrayList<>();
    if (weekday.isPresent() && calendar.kind(date) == AcademicCalendar.Kind.TEACHING) {
      all.addAll(weekly.computeIfAbsent(weekday.get(), this::lessons));
      all.addAll(selfStudy(date, weekday.get()));
    } else if (calendar.kind(date) == AcademicCalendar.Kind.WEEKEND) {
      all.addAll(trainings(date));
    } else if (calendar.kind(date) == AcademicCalendar.Kind.EXAM) {
      all.addAll(exams(date));
    }
    if (calendar.isAppraisal(date)) {
      all.removeIf(b -> typeOf(b) == SpaceType.TRAINING_ROOM);
      all.addAll(appraisals(date));
    }
    all.sort(
        (a, b) ->
            a.space().equals(b.space())
                ? Integer.compare(a.fromMinute(), b.fromMinute())
                : Integer.compare(place(a), place(b)));
    return all;
  }

  private SpaceType typeOf(Booking b) {
    return site.rooms.get(place(b)).space().type();
  }

  private int place(Booking b) {
    return site.indexOf(Scope.space(b.space()));
  }

  private int classes() {
    return Math.max(1, site.school.students().latest().orElse(400) / CLASS_SIZE);
  }

  private int size(int group) {
    return CLASS_SIZE - 6 + dice.below(12, site.key, group, 101);
  }

  private List<Booking> lessons(DayOfWeek weekday) {
    List<Booking> list = new ArrayList<>();
    List<Period> periods = calendar.periods();
    for (int first = 0; first < periods.size(); first += 2) {
      long when = weekday.getValue() * 100L + first;
      List<Integer> groups = shuffled(when);
      for (Site.Room room : site.rooms) {
        double share = share(room.space().type());
        if (groups.isEmpty() || !dice.chance(share, room.key(), when, 102)) {
          continue;
        }
        int next = groups.remove(groups.size() - 1);
        Optional<String> purpose =
            room.space().type() == SpaceType.TRAINING_ROOM
                ? Optional.of(purpose(room.key(), when))
                : Optional.empty();
        int group = purpose.filter(FROM_OUTSIDE::contains).isPresent() ? -1 : next;
        int enrolled = Math.min(size(next), capacity(room));
        int last = Math.min(first + 2, periods.size());
        for (int p = first; p < last; p++) {
          Period bell = periods.get(p);
          list.add(
              new Booking(
                  room.space().id(),
                  bell.fromMinute(),
                  bell.toMinute(),
                  p + 1,
                  purpose,
                  group,
                  enrolled));
        }
      }
    }
    return list;
  }

  private double share(SpaceType type) {
    return switch (type) {
      case CLASSROOM, TRAINING_ROOM -> rules.bookedShare();
      case SPORTS_VENUE -> rules.bookedShare() * 0.5;
      default -> 0;
    };
  }

  private static int capacity(Site.Room room) {
    return Math.max(1, room.space().capacity().latest().orElse(40));
  }

  private List<Integer> shuffled(long when) {
    TreeMap<Long, Integer> order = new TreeMap<>();
    for (int g = 0; g < classes(); g++) {
      order.put(dice.bits(site.key + g, when, 103), g);
    }
    return new ArrayList<>(order.values());
  }

  private String purpose(long key, long when) {
    double total =
        rules.extra().purposes().values().stream().mapToDouble(Double::doubleValue).sum();
    double at = dice.unit(key, when, 104) * total;
    String last = "internship_training";
    for (Map.Entry<String, Double> e : new TreeMap<>(rules.extra().purposes()).entrySet()) {
      last = e.getKey();
      at -= e.getValue();
      if (at < 0) {
        break;
      }
    }
    return last;
  }

  private List<Booking> selfStudy(LocalDate date, DayOfWeek weekday) {
    List<Booking> list = new ArrayList<>();
    List<Integer> groups = shuffled(weekday.getValue() * 100L + 99);
    for (Site.Room room : site.rooms) {
      if (room.space().type() == SpaceType.CLASSROOM
          && !groups.isEmpty()
          && open(room, date, 1110, 1230)
          && dice.chance(rules.extra().eveningShare(), room.key(), weekday.getValue(), 105)) {
        int group = groups.remove(0);
        int enrolled = Math.min(size(group), capacity(room));
        list.add(new Booking(room.space().id(), 1110, 1230, 0, Optional.empty(), group, enrolled));
      }
    }
    return list;
  }

  private List<Booking> trainings(LocalDate date) {
    List<Booking> list = new ArrayList<>();
    long day = calendar.patternOf(date).toEpochDay();
    for (Site.Room room : site.rooms) {
      if (room.space().type() == SpaceType.TRAINING_ROOM
          && dice.chance(rules.extra().weekendShare(), room.key(), day, 106)) {
        int cap = capacity(room);
        int enrolled = Math.max(1, cap / 3 + dice.below(cap / 2 + 1, room.key(), day, 107));
        Optional<String> purpose = Optional.of("social_training");
        for (int[] span : new int[][] {{540, 690}, {810, 960}}) {
          if (open(room, date, span[0], span[1])) {
            list.add(new Booking(room.space().id(), span[0], span[1], 0, purpose, -1, enrolled));
          }
        }
      }
    }
    return list;
  }

  /**
   * Half-day sessions of skills appraisal in all training rooms: for people from outside, and on
   * days without lessons for the school's own classes too.
   */
  private List<Booking> appraisals(LocalDate date) {
    List<Booking> list = new ArrayList<>();
    boolean lessons = calendar.timetableOf(date).isPresent();
    List<Integer> groups =
        lessons ? new ArrayList<>() : shuffled(calendar.patternOf(date).toEpochDay());
    Optional<String> purpose = Optional.of("skills_appraisal");
    for (Site.Room room : site.rooms) {
      if (room.space().type() != SpaceType.TRAINING_ROOM) {
        continue;
      }
      boolean own = !groups.isEmpty() && room.index() % 2 == 0;
      int group = own ? groups.remove(0) : -1;
      int enrolled = Math.max(1, capacity(room) * 9 / 10);
      for (int[] span : new int[][] {{480, 700}, {810, 1020}}) {
        if (open(room, date, span[0], span[1])) {
          list.add(new Booking(room.space().id(), span[0], span[1], 0, purpose, group, enrolled));
        }
      }
    }
    return list;
  }

  private List<Booking> exams(LocalDate date) {
    List<Booking> list = new ArrayList<>();
    List<Integer> groups = shuffled(calendar.patternOf(date).toEpochDay());
    for (Site.Room room : site.rooms) {
      if (room.space().type() == SpaceType.CLASSROOM && !groups.isEmpty()) {
        int group = groups.remove(0);
        int enrolled = Math.min(size(group), capacity(room));
        list.add(new Booking(room.space().id(), 540, 660, 0, Optional.empty(), group, enrolled));
        list.add(new Booking(room.space().id(), 840, 960, 0, Optional.empty(), group, enrolled));
      }
    }
    return list;
  }

  static boolean open(Site.Room room, LocalDate date, int from, int to) {
    for (OpeningHours.Span span : room.space().hours().on(date.getDayOfWeek())) {
      if (span.fromMinute() <= from && span.toMinute() >= to) {
        return true;
      }
    }
    return false;
  }
}
