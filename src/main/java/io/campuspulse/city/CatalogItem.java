package io.campuspulse.city;

import io.campuspulse.journal.Outbox;
import io.campuspulse.model.Interval;
import io.campuspulse.model.School;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * One item of a city's catalogue: a feed of a school, from where the school's figures begin.
 *
 * @param school whose figures
 * @param feed the series
 * @param start where they begin, epoch milliseconds
 * @param end up to where they are final, a bound of the feed's bins
 * @param zone of its days
 */
record CatalogItem(School school, Feed feed, long start, long end, ZoneId zone) {
  private static final long HOUR = 3_600_000;

  /** The item of a school whose progress and horizon are known. */
  static CatalogItem of(
      School school, Feed feed, Outbox.Progress progress, long horizon, ZoneId zone) {
    long end = feed.hourly() ? horizon : RecordSource.dayStart(horizon, zone);
    return new CatalogItem(school, feed, progress.start(), Math.max(progress.start(), end), zone);
  }

  static String id(School school, Feed feed) {
    return school.id() + "." + feed.id('.');
  }

  String id() {
    return id(school, feed);
  }

  private LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
  }

  /** Number of its records. */
  long count() {
    return feed.hourly() ? (end - start) / HOUR : ChronoUnit.DAYS.between(day(start), day(end));
  }

  /** Where a record begins, or the end when there are fewer. */
  private long begin(long record) {
    if (record >= count()) {
      return end;
    }
    return feed.hourly()
        ? start + record * HOUR
        : day(start).plusDays(record).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** The interval of some records, possibly empty. */
  Interval range(long first, long records) {
    return new Interval(begin(first), begin(first + records));
  }

  /** The interval of the records from a time on, at most some. */
  Interval from(long time, long records) {
    long at = Math.max(start, Math.min(end, time));
    long first = feed.hourly() ? (at - start) / HOUR : ChronoUnit.DAYS.between(day(start), day(at));
    return range(first, records);
  }
}
