package io.campuspulse.http;

import io.campuspulse.metrics.LessonRule.Verdict;
import io.campuspulse.metrics.LessonSlot;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Space;
import io.campuspulse.query.Figure;
import io.campuspulse.query.Lesson;
import io.campuspulse.query.LessonLedger;
import io.campuspulse.query.LessonPage;
import io.campuspulse.query.LessonQuery;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Purpose;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A ledger in which every space has a booked record and a free one on every day of the range. */
final class FakeLessons implements LessonLedger {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;
  private final Campus campus;

  FakeLessons(Campus campus) {
    this.campus = campus;
  }

  @Override
  public LessonPage lessons(LessonQuery query) {
    List<Lesson> all = new ArrayList<>();
    List<Space> spaces = new ArrayList<>(campus.spacesUnder(query.scope()));
    spaces.sort(Comparator.comparing(Space::id));
    for (Space space : spaces) {
      for (long t = query.range().start(); t < query.range().end(); t += DAY) {
        all.add(lesson(space.id(), t, Verdict.TAUGHT));
        all.add(lesson(space.id(), t + HOUR, Verdict.FREE));
      }
    }
    all.removeIf(l -> query.verdict().isPresent() && l.verdict() != query.verdict().get());
    all.removeIf(l -> query.after().isPresent() && !isAfter(l, query.after().get()));
    if (all.size() <= query.limit()) {
      return new LessonPage(all, Optional.empty());
    }
    List<Lesson> page = all.subList(0, query.limit());
    Lesson last = page.get(page.size() - 1);
    return new LessonPage(
        page, Optional.of(new LessonQuery.Key(last.space(), last.slot().time().start())));
  }

  private static boolean isAfter(Lesson l, LessonQuery.Key key) {
    int space = l.space().compareTo(key.space());
    return space > 0 || (space == 0 && l.slot().time().start() > key.start());
  }

  private static Lesson lesson(String space, long start, Verdict verdict) {
    Interval time = new Interval(start, start + 45 * 60_000);
    boolean booked = verdict == Verdict.TAUGHT;
    Booking booking =
        new Booking(
            "b1",
            space,
            time,
            new Booking.Use(Purpose.SOCIAL_TRAINING, "24 数控, 一班", 40, true, true));
    return new Lesson(
        space,
        new LessonSlot(time, 1, booked, booked ? List.of(booking) : List.of(), booked ? 40 : 0),
        verdict,
        new Lesson.Minutes(booked ? 39 * 60_000 : 0, 0, booked ? 6 * 60_000 : 45 * 60_000, 0, 0),
        new Lesson.Energy(booked ? 60_000L : null, booked ? new BigDecimal("1.25") : null, null),
        "pir",
        new Lesson.Revised(Figure.Status.FINAL, 1, start + HOUR));
  }
}
