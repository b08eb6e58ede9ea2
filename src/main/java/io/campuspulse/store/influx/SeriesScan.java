package io.campuspulse.store.influx;

import io.campuspulse.model.Interval;
import io.campuspulse.store.Storable;
import io.campuspulse.store.Windows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads a measurement whose one tag is the key: key by key, each key's rows in time order, in
 * bounded memory and by queries of bounded length and time range.
 *
 * @param <T> what a row becomes
 */
final class SeriesScan<T> {
  private static final long NANOS = 1_000_000;

  /** Keys that one query names. */
  private static final int KEYS = 100;

  /** Up to so many keys, a query for each costs less than counting first. */
  private static final int FEW = 3;

  private final InfluxWire wire;
  private final String measurement;
  private final String tag;
  private final String columns;
  private final Mapper<T> mapper;
  private final int chunkRows;

  /** Makes something of a row whose cells are the time in nanoseconds and the columns in order. */
  interface Mapper<T> {
    T map(String key, String[] cells);
  }

  /**
   * A measurement and its tag.
   *
   * @param measurement its name
   * @param tag the name of the tag
   */
  record Source(String measurement, String tag) {}

  /**
   * @param columns field names, quoted and separated by commas
   * @param chunkRows rows in memory at most, unless one key alone has more
   */
  SeriesScan(InfluxWire wire, Source source, String columns, Mapper<T> mapper, int chunkRows) {
    this.wire = wire;
    this.measurement = source.measurement();
    this.tag = source.tag();
    this.columns = columns;
    this.mapper = mapper;
    this.chunkRows = chunkRows;
  }

  /** Passes on the rows of keys in the order given, a repeated key once. */
  void scan(Collection<String> keys, Interval interval, Consumer<T> sink) {
    Interval span = Storable.clamp(interval);
    List<String> wanted =
        new LinkedHashSet<>(keys).stream().filter(Storable::isId).collect(Collectors.toList());
    if (span.isEmpty()) {
      return;
    }
    for (int from = 0; from < wanted.size(); from += KEYS) {
      List<String> part = wanted.subList(from, Math.min(wanted.size(), from + KEYS));
      if (part.size() <= FEW) {
        part.forEach(key -> one(key, span, sink));
      } else {
        some(part, span, sink);
      }
    }
  }

  private void one(String key, Interval span, Consumer<T> sink) {
    wire.query(
        select(columns, where(span) + " AND " + is(key)),
        (tagValue, cells) -> sink.accept(mapper.map(key, cells)));
  }

  private void some(List<String> keys, Interval span, Consumer<T> sink) {
    Map<String, Long> counts = new HashMap<>();
    String counted = columns.substring(0, columns.indexOf(','));
    wire.query(
        select("count(" + counted + ")", where(span) + " AND " + isOneOf(keys) + groupByTag()),
        (tagValue, cells) -> counts.put(Wording.id(tagValue), Long.parseLong(cells[1])));
    List<String> chunk = new ArrayList<>();
    long rows = 0;
    for (String key : keys) {
      long count = counts.getOrDefault(key, 0L);
      if (count == 0) {
        continue;
      }
      if (rows + count > chunkRows) {
        gather(chunk, span, sink);
        chunk.clear();
        rows = 0;
      }
      chunk.add(key);
      rows += count;
    }
    gather(chunk, span, sink);
  }

  private void gather(List<String> keys, Interval span, Consumer<T> sink) {
    if (keys.size() <= FEW) {
      keys.forEach(key -> one(key, span, sink));
      return;
    }
    Map<String, List<T>> found = new HashMap<>();
    wire.query(
        select(columns, where(span) + " AND " + isOneOf(keys) + groupByTag()),
        (tagValue, cells) -> {
          String key = Wording.id(tagValue);
          found.computeIfAbsent(key, k -> new ArrayList<>()).add(mapper.map(key, cells));
        });
    keys.forEach(key -> found.getOrDefault(key, List.of()).forEach(sink));
  }

  /** The last row of a key before an instant that meets a condition; null if none. */
  T lastBefore(String key, long millis, String condition) {
    return Windows.backwards(Storable.TIMES, millis, span -> edge(key, span, condition, "DESC"));
  }

  /** The first row of a key at or after an instant that meets a condition; null if none. */
  T firstFrom(String key, long millis, String condition) {
    return Windows.forwards(Storable.TIMES, millis, span -> edge(key, span, condition, "ASC"));
  }

  /** The first row of a key in an interval that meets a condition, in an order of time. */
  T edge(String key, Interval span, String condition, String order) {
    if (!Storable.isId(key)) {
      return null;
    }
    List<T> found = new ArrayList<>(1);
    String where = where(span) + " AND " + is(key) + condition;
    wire.query(
        select(columns, where + " ORDER BY time " + order + " LIMIT 1"),
        (tagValue, cells) -> found.add(mapper.map(key, cells)));
    return found.isEmpty() ? null : found.get(0);
  }

  /** A statement on this measurement. */
  String select(String what, String where) {
    return "SELECT " + what + " FROM \"" + measurement + "\" WHERE " + where;
  }

  /** The condition that a row lies in an interval. */
  static String where(Interval span) {
    return "time >= " + span.start() * NANOS + " AND time < " + span.end() * NANOS;
  }

  /** The condition that a row is of a key. */
  String is(String key) {
    return "\"" + tag + "\" = " + Wording.literal(key);
  }

  private String isOneOf(List<String> keys) {
    return keys.stream().map(this::is).collect(Collectors.joining(" OR ", "(", ")"));
  }

  private String groupByTag() {
    return " GROUP BY \"" + tag + "\"";
  }
}
