package io.campuspulse.query;

import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.LessonRule;
import io.campuspulse.metrics.LessonSlot;
import io.campuspulse.metrics.SpaceFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** The lesson ledger's records of one space, from the labelled facts of its rows. */
final class LessonRows {
  private LessonRows() {}

  /**
   * A record with its facts.
   *
   * @param facts by the names of {@link LessonRule}, and {@code by_SOURCE} in ms
   * @param judged how much of it lies behind the watermark, ms
   * @param revision highest revision among its rows
   * @param recordedAtMillis when the newest of them was recorded, or -1
   */
  record Lesson(
      LessonSlot slot, FactSums facts, long judged, long revision, long recordedAtMillis) {
    boolean complete() {
      return judged == slot.time().length();
    }

    LessonRule.Verdict verdict() {
      return LessonRule.judge(slot, facts);
    }

    /** Judged time that nothing known covers, ms. */
    long unknown() {
      return judged - facts.get("used") - facts.get("sparse") - facts.get("empty");
    }
  }

  /** The records of a local day. */
  static List<Lesson> of(
      SpaceFold fold, LocalDate date, NavigableMap<Long, FactRow> rows, long mark) {
    List<LessonSlot> slots = fold.on(date).slots();
    if (slots.isEmpty()) {
      return List.of();
    }
    Interval day = fold.on(date).day();
    Map<String, FactSums> byLabel = new HashMap<>();
    for (FactRow row : rows.subMap(day.start(), day.end()).values()) {
      row.facts().forEach((name, value) -> collect(name, value, byLabel));
    }
    List<Lesson> lessons = new ArrayList<>(slots.size());
    for (LessonSlot slot : slots) {
      lessons.add(lesson(slot, byLabel.getOrDefault(slot.label(), new FactSums()), rows, mark));
    }
    return lessons;
  }

  /** Adds a fact to the record that it belongs to, if any. */
  static void collect(String name, long value, Map<String, FactSums> byLabel) {
    if (belongsToRecord(name)) {
      int bracket = name.indexOf('[');
      byLabel
          .computeIfAbsent(name.substring(bracket), l -> new FactSums())
          .add(name.substring(LessonRule.PREFIX.length(), bracket), value);
    }
  }

  /** Whether a fact is a record's, so that it adds to no sum but that of its record. */
  static boolean belongsToRecord(String name) {
    return name.startsWith(LessonRule.PREFIX);
  }

  private static Lesson lesson(
      LessonSlot slot, FactSums facts, NavigableMap<Long, FactRow> rows, long mark) {
    Interval time = slot.time();
    long judged = Math.max(0, Math.min(time.end(), mark) - time.start());
    long revision = 1;
    long recordedAt = -1;
    long first = Interval.baseStart(time.start());
    for (FactRow row : rows.subMap(first, time.end()).values()) {
      revision = Math.max(revision, row.revision());
      recordedAt = Math.max(recordedAt, row.recordedAtMillis());
    }
    return new Lesson(slot, facts, judged, revision, recordedAt);
  }

  /** Adds the classified lessons of all days that bins touch; those in progress are left out. */
  static void add(
      SpaceFold fold,
      NavigableMap<Long, FactRow> rows,
      List<Interval> bins,
      Scale scale,
      List<SpanFacts> into) {
    long end = bins.get(bins.size() - 1).end();
    LocalDate date = scale.date(bins.get(0).start());
    while (scale.start(date) < Math.min(end, scale.mark())) {
      for (Lesson lesson : of(fold, date, rows, scale.mark())) {
        if (lesson.complete()) {
          add(lesson, fold.places(date), bins, scale, into);
        }
      }
      date = date.plusDays(1);
    }
  }

  private static void add(
      Lesson lesson, int places, List<Interval> bins, Scale scale, List<SpanFacts> into) {
    Interval time = lesson.slot().time();
    for (int i = firstEndingAfter(bins, time.start()); i < bins.size(); i++) {
      Interval bin = bins.get(i);
      if (bin.start() >= time.end()) {
        break;
      }
      FactSums sums = new FactSums();
      long millis = bin.intersect(time).length();
      boolean starts = bin.contains(time.start());
      LessonRule.add(lesson.slot(), lesson.verdict(), millis, starts, sums);
      if (starts && lesson.slot().practical()) {
        sums.add(LessonRule.LESSON + "places_" + lesson.verdict().word(), places);
      }
      into.get(i).addWithin(scale.year(time.start()), sums.toFacts());
    }
  }

  private static int firstEndingAfter(List<Interval> bins, long millis) {
    int low = 0;
    int high = bins.size();
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (bins.get(mid).end() <= millis) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /**
   * How days and years are told, and up to when is judged.
   *
   * @param zone zone of the ledger's days
   * @param binZone zone of years
   * @param mark watermark
   */
  record Scale(ZoneId zone, ZoneId binZone, long mark) {
    LocalDate date(long millis) {
      return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    long start(LocalDate date) {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    int year(long millis) {
      return Instant.ofEpochMilli(millis).atZone(binZone).getYear();
    }
  }

  /** Without the facts that belong to records. */
  static void addUnlabelled(Facts facts, FactSums into) {
    facts.forEach(
        (name, value) -> {
          if (!belongsToRecord(name)) {
            into.add(name, value);
          }
        });
  }
}
