package io.campuspulse.query;

import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.metrics.LessonSlot;
import io.campuspulse.metrics.SpaceFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.store.FactStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Facts for figures: stored rows, and for intervals that no reading reached the facts of an empty
 * interval, so that silence is unknown time and never missing time. Remembers sums of local days;
 * {@link #changed} forgets those that a write touches. Thread-safe.
 */
public final class FactReader {
  private static final int MOST_DAYS = 400_000;

  private final FactStore store;
  private final Supplier<Folds> folds;
  private final Supplier<Map<String, Long>> watermarks;
  private final ZoneId zone;

  /** What facts were, or null for those of today. */
  private final Past past;

  /** Reads what the past has left alone; null when nothing remembered may be used. */
  private final FactReader today;

  private final ConcurrentMap<DayKey, Day> days = new ConcurrentHashMap<>();
  private final ConcurrentMap<Leaf, Long> changes = new ConcurrentHashMap<>();

  private record DayKey(Leaf leaf, long dayStart) {}

  /** Sums of one day as far as a watermark reached. */
  private record Day(SpanFacts facts, long until) {}

  /**
   * A reader.
   *
   * @param watermarks saved watermark by school: what lies behind it is judged
   * @param zone zone of remembered days
   */
  public FactReader(
      FactStore store, Supplier<Folds> folds, Supplier<Map<String, Long>> watermarks, ZoneId zone) {
    this(store, folds, watermarks, zone, null, null);
  }

  private FactReader(
      FactStore store,
      Supplier<Folds> folds,
      Supplier<Map<String, Long>> watermarks,
      ZoneId zone,
      Past past,
      FactReader today) {
    this.store = store;
    this.folds = folds;
    this.watermarks = watermarks;
    this.zone = zone;
    this.past = past;
    this.today = today;
  }

  /** Reads facts as they were, judged as far as today. For one thread. */
  FactReader before(Past wanted) {
    return new FactReader(store, folds, watermarks, zone, wanted, this);
  }

  /** Reads facts as they were, judged as far as then. For one thread. */
  FactReader asOf(Past wanted, Map<String, Long> marks) {
    return new FactReader(store, folds, () -> marks, zone, wanted, null);
  }

  /** Forgets what rows that have been written make untrue. Call after the write. */
  public void changed(List<FactRow> rows) {
    for (FactRow row : rows) {
      changes.merge(row.leaf(), 1L, Long::sum);
      days.remove(new DayKey(row.leaf(), Bins.dayStart(row.intervalStart(), zone)));
    }
  }

  /** The watermark that governs a leaf, or {@code Long.MIN_VALUE}. */
  long watermark(Leaf leaf) {
    return folds
        .get()
        .of(leaf)
        .map(f -> watermarks.get().getOrDefault(f.school(), Long.MIN_VALUE))
        .orElse(Long.MIN_VALUE);
  }

  /**
   * Sums per leaf and bin.
   *
   * @param bins ascending, contiguous, on base boundaries
   * @param lessons whether the classified lessons of spaces are wanted, too
   * @return per leaf one entry per bin, and one more whose first facts are those at the last bin's
   *     end
   */
  Map<Leaf, List<SpanFacts>> read(
      Collection<Leaf> leaves, List<Interval> bins, ZoneId binZone, boolean lessons) {
    if (past != null) {
      return readPast(leaves, bins, binZone, lessons);
    }
    boolean wholeDays =
        binZone.equals(zone)
            && bins.stream()
                .allMatch(
                    b ->
                        Bins.dayStart(b.start(), zone) == b.start()
                            && Bins.dayStart(b.end(), zone) == b.end());
    return wholeDays ? readDays(leaves, bins) : readRows(leaves, bins, binZone, lessons);
  }

  private Map<Leaf, List<SpanFacts>> readPast(
      Collection<Leaf> leaves, List<Interval> bins, ZoneId binZone, boolean lessons) {
    if (today == null) {
      return readRows(leaves, bins, binZone, lessons);
    }
    Map<Boolean, List<Leaf>> touched =
        leaves.stream().collect(Collectors.partitioningBy(past.leaves()::contains));
    Map<Leaf, List<SpanFacts>> result = new HashMap<>();
    result.putAll(today.read(touched.get(false), bins, binZone, lessons));
    result.putAll(readRows(touched.get(true), bins, binZone, lessons));
    return result;
  }

  private Map<Leaf, List<SpanFacts>> readDays(Collection<Leaf> leaves, List<Interval> bins) {
    long from = bins.get(0).start();
    long to = bins.get(bins.size() - 1).end();
    List<Interval> wanted =
        Bins.of(new Interval(from, Bins.nextDay(to, zone)), Resolution.P1D, zone);
    List<Leaf> missing = new ArrayList<>();
    Map<Leaf, Map<Long, SpanFacts>> found = new HashMap<>();
    for (Leaf leaf : leaves) {
      Map<Long, SpanFacts> known = remembered(leaf, wanted);
      if (known == null) {
        missing.add(leaf);
      } else {
        found.put(leaf, known);
      }
    }
    if (!missing.isEmpty()) {
      Map<Leaf, Long> stamps = new HashMap<>();
      missing.forEach(l -> stamps.put(l, changes.getOrDefault(l, 0L)));
      readRows(missing, wanted, zone, true)
          .forEach((leaf, sums) -> found.put(leaf, remember(leaf, wanted, sums, stamps.get(leaf))));
    }
    Map<Leaf, List<SpanFacts>> result = new HashMap<>();
    found.forEach((leaf, known) -> result.put(leaf, combine(known, bins, to)));
    return result;
  }

  private List<SpanFacts> combine(Map<Long, SpanFacts> known, List<Interval> bins, long to) {
    List<SpanFacts> sums = new ArrayList<>(bins.size() + 1);
    for (Interval bin : bins) {
      SpanFacts sum = new SpanFacts();
      for (long d = bin.start(); d < bin.end(); d = Bins.nextDay(d, zone)) {
        sum.add(known.get(d));
      }
      sums.add(sum);
    }
    sums.add(known.get(to));
    return sums;
  }

  private Map<Long, SpanFacts> remembered(Leaf leaf, List<Interval> wanted) {
    long mark = watermark(leaf);
    Map<Long, SpanFacts> known = new HashMap<>();
    for (Interval day : wanted) {
      Day entry = days.get(new DayKey(leaf, day.start()));
      if (entry == null || entry.until() != Math.min(day.end(), mark)) {
        return null;
      }
      known.put(day.start(), entry.facts());
    }
    return known;
  }

  private Map<Long, SpanFacts> remember(
      Leaf leaf, List<Interval> wanted, List<SpanFacts> sums, long stamp) {
    Map<Long, SpanFacts> known = new HashMap<>();
    long mark = watermark(leaf);
    if (days.size() > MOST_DAYS) {
      days.clear();
    }
    for (int i = 0; i < wanted.size(); i++) {
      Interval day = wanted.get(i);
      SpanFacts sum = sums.get(i).frozen(leaf.kind() != Leaf.Kind.SPACE);
      known.put(day.start(), sum);
      days.put(new DayKey(leaf, day.start()), new Day(sum, Math.min(day.end(), mark)));
    }
    if (changes.getOrDefault(leaf, 0L) != stamp) {
      wanted.forEach(day -> days.remove(new DayKey(leaf, day.start())));
    }
    return known;
  }

  private Map<Leaf, List<SpanFacts>> readRows(
      Collection<Leaf> leaves, List<Interval> bins, ZoneId binZone, boolean lessons) {
    Interval scanned = scanned(bins, lessons);
    Map<Leaf, List<SpanFacts>> result = new HashMap<>();
    Map<Leaf, NavigableMap<Long, FactRow>> pending = new HashMap<>();
    Leaf[] current = new Leaf[1];
    store.scan(
        leaves,
        scanned,
        row -> {
          if (current[0] != null && !current[0].equals(row.leaf())) {
            Leaf done = current[0];
            result.put(done, sum(done, pending.remove(done), bins, binZone, lessons));
          }
          current[0] = row.leaf();
          pending.computeIfAbsent(row.leaf(), l -> new TreeMap<>()).put(row.intervalStart(), row);
        });
    for (Leaf leaf : leaves) {
      if (!result.containsKey(leaf)) {
        result.put(
            leaf, sum(leaf, pending.getOrDefault(leaf, new TreeMap<>()), bins, binZone, lessons));
      }
    }
    return result;
  }

  /** Where rows lie that bins need: lessons are judged by all of their day. */
  private Interval scanned(List<Interval> bins, boolean lessons) {
    long from = bins.get(0).start();
    long to = bins.get(bins.size() - 1).end();
    return lessons ? lessonReach(new Interval(from, to)) : Restatements.reach(from, to);
  }

  /** Where facts lie that figures over lessons read: whole days, and the interval after them. */
  Interval lessonReach(Interval interval) {
    return Restatements.reach(
        Bins.dayStart(interval.start(), zone), Bins.nextDay(interval.end() - 1, zone));
  }

  /** The time of the lessons to which an interval of a leaf contributes, itself included. */
  Interval lessonsAt(Leaf leaf, Interval interval) {
    Interval reach = interval;
    Optional<LeafFold> fold = folds.get().of(leaf);
    if (fold.isPresent() && fold.get() instanceof SpaceFold space) {
      LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(interval.start()), zone);
      for (LessonSlot slot : space.on(date).slots()) {
        if (!slot.time().intersect(interval).isEmpty()) {
          reach =
              new Interval(
                  Math.min(reach.start(), slot.time().start()),
                  Math.max(reach.end(), slot.time().end()));
        }
      }
    }
    return reach;
  }

  /** The ledger's records of a space on all local days that a range touches, ascending. */
  List<LessonRows.Lesson> lessons(Leaf leaf, Interval range) {
    List<LessonRows.Lesson> lessons = new ArrayList<>();
    Optional<LeafFold> fold = folds.get().of(leaf);
    if (fold.isPresent() && fold.get() instanceof SpaceFold space) {
      NavigableMap<Long, FactRow> rows = new TreeMap<>();
      store.scan(List.of(leaf), lessonReach(range), row -> rows.put(row.intervalStart(), row));
      LessonRows.Scale scale = new LessonRows.Scale(zone, zone, watermark(leaf));
      LocalDate date = scale.date(range.start());
      while (scale.start(date) < Math.min(range.end(), scale.mark())) {
        lessons.addAll(LessonRows.of(space, date, rows, scale.mark()));
        date = date.plusDays(1);
      }
    }
    return lessons;
  }

  /** Seats or work places of a space on a local day, 0 for another leaf. */
  int places(Leaf leaf, LocalDate date) {
    return folds.get().of(leaf).map(f -> f instanceof SpaceFold s ? s.places(date) : 0).orElse(0);
  }

  /** The school whose watermark governs a leaf, possibly empty. */
  String school(Leaf leaf) {
    return folds.get().of(leaf).map(LeafFold::school).orElse("");
  }

  /** Sums of record facts over some leaves, by label, on all local days that a range touches. */
  Map<String, FactSums> labelled(Collection<Leaf> leaves, Interval range) {
    Map<String, FactSums> byLabel = new HashMap<>();
    if (!leaves.isEmpty()) {
      store.scan(
          leaves,
          lessonReach(range),
          row -> row.facts().forEach((name, value) -> LessonRows.collect(name, value, byLabel)));
    }
    return byLabel;
  }

  /** The facts of each base interval of a range that has been judged, or that a row exists for. */
  SortedMap<Long, Facts> intervals(Leaf leaf, Interval range) {
    List<Interval> bins = Bins.of(range, Resolution.PT15M, zone);
    List<SpanFacts> spans = readRows(List.of(leaf), bins, zone, false).get(leaf);
    SortedMap<Long, Facts> found = new TreeMap<>();
    long mark = watermark(leaf);
    for (int i = 0; i < bins.size() && bins.get(i).start() < mark; i++) {
      found.put(bins.get(i).start(), spans.get(i).first());
    }
    return found;
  }

  /** The points that a leaf's facts are folded from. */
  List<Point> inputs(Leaf leaf) {
    return folds.get().of(leaf).map(LeafFold::inputs).orElse(List.of());
  }

  private List<SpanFacts> sum(
      Leaf leaf,
      NavigableMap<Long, FactRow> rows,
      List<Interval> bins,
      ZoneId binZone,
      boolean lessons) {
    Optional<LeafFold> fold = folds.get().of(leaf);
    if (past != null) {
      past.of(leaf)
          .forEach((start, facts) -> rows.put(start, new FactRow(leaf, start, facts, "", 1, -1)));
    }
    long mark = watermark(leaf);
    List<SpanFacts> sums = new ArrayList<>(bins.size() + 1);
    for (Interval bin : bins) {
      sums.add(sum(fold, rows, bin, mark, binZone));
    }
    if (lessons && fold.isPresent() && fold.get() instanceof SpaceFold space) {
      LessonRows.add(space, rows, bins, new LessonRows.Scale(zone, binZone, mark), sums);
    }
    long end = bins.get(bins.size() - 1).end();
    SpanFacts after = new SpanFacts();
    FactRow row = rows.get(end);
    if (row != null && end < mark) {
      after.add(year(end, binZone), row.facts(), row.revision(), row.recordedAtMillis());
    }
    sums.add(after);
    return sums;
  }

  private static SpanFacts sum(
      Optional<LeafFold> fold,
      NavigableMap<Long, FactRow> rows,
      Interval bin,
      long mark,
      ZoneId binZone) {
    SpanFacts sum = new SpanFacts();
    for (long s = bin.start(); s < bin.end() && s < mark; s += Interval.BASE_MILLIS) {
      FactRow row = rows.get(s);
      if (row != null) {
        sum.add(year(s, binZone), row.facts(), row.revision(), row.recordedAtMillis());
      } else if (fold.isPresent()) {
        Interval interval = new Interval(s, s + Interval.BASE_MILLIS);
        Facts empty = fold.get().empty(interval, Math.min(interval.end(), mark));
        sum.add(year(s, binZone), empty, 1, -1);
      }
    }
    return sum;
  }

  private static int year(long millis, ZoneId zone) {
    return Instant.ofEpochMilli(millis).atZone(zone).getYear();
  }
}
