package io.campuspulse.city;

import io.campuspulse.model.Interval;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Answer;
import io.campuspulse.query.Changes;
import io.campuspulse.query.ChangesQuery;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Grouping;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads records of final figures. Thread-safe; may block on the store. */
final class RecordSource {
  private static final long HOUR = 3_600_000;

  private final Ground ground;

  RecordSource(Ground ground) {
    this.ground = ground;
  }

  ZoneId zone() {
    return ground.campus().get().city().zone();
  }

  /** The time up to which a school's figures are final, on a full hour; empty without data. */
  Optional<Long> horizon(School school) {
    return ground.live().watermark(school.id()).map(mark -> fullHour(mark - ground.graceMillis()));
  }

  private static long fullHour(long millis) {
    return Math.floorDiv(millis, HOUR) * HOUR;
  }

  /** Local midnight at or before a time. */
  static long dayStart(long millis, ZoneId zone) {
    return day(millis, zone).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Local midnight after a time. */
  static long nextDay(long millis, ZoneId zone) {
    return day(millis, zone).plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private static LocalDate day(long millis, ZoneId zone) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  /**
   * The records of a range whose ends are ends of bins.
   *
   * @return empty when a figure of it is not final yet
   */
  Optional<List<FigureRecord>> records(Feed feed, School school, Interval range) {
    ZoneId zone = zone();
    Answer answer =
        ground
            .figures()
            .answer(
                new FigureQuery(
                    feed.metric().id(),
                    feed.basis(),
                    Scope.school(school.id()),
                    Grouping.NONE,
                    range,
                    feed.resolution(),
                    zone));
    List<FigureRecord> records = new ArrayList<>();
    for (Figure figure : answer.series().get(0).figures()) {
      if (figure.status() == Figure.Status.PROVISIONAL) {
        return Optional.empty();
      }
      records.add(new FigureRecord(feed, school, figure, answer.unit(), answer.method(), zone));
    }
    return Optional.of(records);
  }

  /** A restated figure: which, and with which revision. */
  record Restated(String school, Interval interval, long revision) {}

  /**
   * What was restated.
   *
   * @param items the figures, by school and time
   * @param next cursor for the next call
   * @param more whether the next call finds more at once
   */
  record Restatement(List<Restated> items, long next, boolean more) {}

  /** The restated figures of a feed, of one school or of all. */
  Restatement restated(Feed feed, Scope scope, long since) {
    Changes changes =
        ground
            .figures()
            .changes(
                new ChangesQuery(
                    since,
                    Optional.of(feed.metric().id()),
                    feed.basis(),
                    scope,
                    Optional.of(Grouping.SCHOOL),
                    feed.resolution(),
                    zone()));
    List<Restated> items = new ArrayList<>();
    for (Changes.Change change : changes.changes()) {
      items.add(
          new Restated(
              change.group(), change.figure().interval(), change.figure().revised().revision()));
    }
    return new Restatement(items, changes.next(), changes.more());
  }
}
