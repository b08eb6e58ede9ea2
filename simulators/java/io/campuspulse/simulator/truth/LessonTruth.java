package io.campuspulse.simulator.truth;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.TruthSink.SpaceSpan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The true lesson ledger: one record a space and bell period of a teaching day, plus each part of a
 * booking outside of the grid. Not thread-safe.
 */
final class LessonTruth {
  private static final long GRACE = 600_000;
  private static final long TAUGHT = 600_000;
  private final Campus campus;
  private final Bases bases;
  private final Map<String, List<Lesson>> lessons = new HashMap<>();
  private final Map<String, LocalDate> latest = new HashMap<>();

  /** What a record turned out to be. */
  enum Outcome {
    TAUGHT,
    GHOST,
    UNBOOKED_USE,
    FREE
  }

  /** A record as it fills. */
  private static final class Lesson {
    private final Interval time;
    private final List<PlannedUse> bookings = new ArrayList<>();
    private long used;
    private long usedBeyondGrace;

    Lesson(Interval time) {
      this.time = time;
    }

    boolean isBooked() {
      long booked = bookings.stream().mapToLong(b -> b.time().intersect(time).length()).sum();
      return booked * 2 >= time.length();
    }

    Outcome outcome() {
      long enough = Math.min(TAUGHT, time.length() / 2);
      if (isBooked()) {
        return used >= enough ? Outcome.TAUGHT : Outcome.GHOST;
      }
      return usedBeyondGrace >= enough ? Outcome.UNBOOKED_USE : Outcome.FREE;
    }

    boolean isPractical() {
      return bookings.stream().anyMatch(b -> b.booking().practical());
    }
  }

  LessonTruth(Campus campus, Bases bases) {
    this.campus = campus;
    this.bases = bases;
  }

  private List<Lesson> today(String space, long millis) {
    LocalDate date = bases.dateOf(millis);
    List<Lesson> all = lessons.computeIfAbsent(space, k -> new ArrayList<>());
    if (!date.equals(latest.put(space, date))) {
      bases.periods(date).forEach(p -> all.add(new Lesson(p)));
    }
    return all;
  }

  void planned(PlannedUse use) {
    List<Lesson> all = today(use.booking().space(), use.time().start());
    if (use.cancelled()) {
      return;
    }
    List<Interval> outside = new ArrayList<>(List.of(use.time()));
    for (Interval period : bases.periods(use.date())) {
      outside = without(outside, period);
    }
    outside.forEach(part -> all.add(new Lesson(part)));
    for (Lesson lesson : all) {
      if (!lesson.time.intersect(use.time()).isEmpty()) {
        lesson.bookings.add(use);
      }
    }
  }

  private static List<Interval> without(List<Interval> parts, Interval hole) {
    List<Interval> rest = new ArrayList<>();
    for (Interval p : parts) {
      if (p.intersect(hole).isEmpty()) {
        rest.add(p);
        continue;
      }
      if (p.start() < hole.start()) {
        rest.add(new Interval(p.start(), hole.start()));
      }
      if (p.end() > hole.end()) {
        rest.add(new Interval(hole.end(), p.end()));
      }
    }
    return rest;
  }

  void space(SpaceSpan span) {
    List<Lesson> all = today(span.space(), span.time().start());
    if (span.people() == 0) {
      return;
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Lesson lesson = all.get(i);
      if (lesson.time.end() <= span.time().start() - 86_400_000L) {
        break;
      }
      Interval used = lesson.time.intersect(span.time());
      lesson.used += used.length();
      for (long t = used.start(); t < used.end(); t += 60_000) {
        long minute = t;
        boolean graced =
            lesson.bookings.stream()
                .anyMatch(
                    b -> minute >= b.time().start() - GRACE && minute < b.time().end() + GRACE);
        lesson.usedBeyondGrace += graced ? 0 : 60_000;
      }
    }
  }

  /** Milliseconds of records by outcome, as far as they lie in the time asked for. */
  long[] millis(Ask ask) {
    long[] millis = new long[Outcome.values().length];
    for (Space space : spaces(ask)) {
      for (Lesson l : lessons.getOrDefault(space.id(), List.of())) {
        millis[l.outcome().ordinal()] += l.time.intersect(ask.time()).length();
      }
    }
    return millis;
  }

  /** Taught and other practical lessons that start then, and the places of the taught ones. */
  long[] practicals(Ask ask) {
    long[] counts = new long[3];
    for (Space space : spaces(ask)) {
      int places = space.capacity().on(bases.dateOf(ask.time().start())).orElse(0);
      for (Lesson l : inside(space, ask)) {
        if (l.isPractical() && l.isBooked()) {
          boolean taught = l.outcome() == Outcome.TAUGHT;
          counts[taught ? 0 : 1]++;
          counts[2] += taught ? places : 0;
        }
      }
    }
    return counts;
  }

  private List<Space> spaces(Ask ask) {
    return campus.spacesUnder(ask.scope()).stream().filter(ask.which()).toList();
  }

  private List<Lesson> inside(Space space, Ask ask) {
    return lessons.getOrDefault(space.id(), List.of()).stream()
        .filter(l -> ask.time().contains(l.time.start()))
        .toList();
  }
}
