package io.campuspulse.store.embedded;

import io.campuspulse.model.Interval;
import io.campuspulse.store.Storable;
import io.campuspulse.store.Windows;
import io.questdb.cairo.sql.BindVariableService;
import io.questdb.cairo.sql.Record;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.StaticSymbolTable;
import io.questdb.griffin.SqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads rows of a table key by key, each key's in time order, in bounded memory.
 *
 * <p>The table lies in time order. A few keys are filtered by QuestDB, one query a key, and stream
 * through. Many are taken by passes over the interval, each of which gathers as many keys as have
 * at most a chunk of rows together; no query ever lists keys.
 *
 * @param <T> what a row becomes
 */
final class KeyedScan<T> {
  /** Up to so many keys, one filtered query a key costs less than passes over everything. */
  private static final int FEW = 24;

  private static final String SPAN = " WHERE ts >= :from AND ts < :to";

  private final QuestTable table;
  private final String name;
  private final String keyColumn;
  private final String columns;
  private final Mapper<T> mapper;
  private final int chunkRows;

  /** Makes something of a row whose columns are the key, {@code ts} and the rest in order. */
  interface Mapper<T> {
    T map(String key, Record row);
  }

  /**
   * @param columns selected after the key and {@code ts}
   * @param chunkRows rows in memory at most, unless one key alone has more
   */
  KeyedScan(QuestTable table, String keyColumn, String columns, Mapper<T> mapper, int chunkRows) {
    this.table = table;
    this.name = table.name();
    this.keyColumn = keyColumn;
    this.columns = keyColumn + ", ts, " + columns;
    this.mapper = mapper;
    this.chunkRows = chunkRows;
  }

  /** Passes on the rows of keys in the order given, a repeated key once. */
  void scan(Collection<String> keys, Interval interval, Consumer<T> sink) {
    Interval span = Storable.clamp(interval);
    List<String> distinct = List.copyOf(new LinkedHashSet<>(keys));
    if (span.isEmpty()) {
      return;
    }
    if (distinct.size() <= FEW) {
      distinct.forEach(key -> scanOne(key, span, sink));
    } else {
      scanMany(distinct, span, sink);
    }
  }

  private void scanOne(String key, Interval span, Consumer<T> sink) {
    String sql = "SELECT " + columns + " FROM " + name + SPAN + " AND " + keyColumn + " = :key";
    table.read(
        sql,
        variables -> {
          bind(variables, span);
          variables.setStr("key", key);
        },
        (cursor, factory) -> {
          Record row = cursor.getRecord();
          while (cursor.hasNext()) {
            sink.accept(mapper.map(key, row));
          }
          return null;
        });
  }

  /** The first row of a key in an interval, or the last, that meets a condition; null if none. */
  T edge(String key, Interval span, String condition, boolean last) {
    String sql =
        "SELECT "
            + columns
            + " FROM "
            + name
            + SPAN
            + " AND "
            + keyColumn
            + " = :key"
            + condition
            + " ORDER BY ts "
            + (last ? "DESC" : "ASC")
            + " LIMIT 1";
    return table.read(
        sql,
        variables -> {
          bind(variables, span);
          variables.setStr("key", key);
        },
        (cursor, factory) -> cursor.hasNext() ? mapper.map(key, cursor.getRecord()) : null);
  }

  private void scanMany(List<String> keys, Interval span, Consumer<T> sink) {
    long[] counts = count(keys, span);
    int from = 0;
    while (from < keys.size()) {
      long rows = counts[from];
      int to = from + 1;
      while (to < keys.size() && rows + counts[to] <= chunkRows) {
        rows += counts[to++];
      }
      if (rows > 0) {
        if (to == from + 1) {
          scanOne(keys.get(from), span, sink);
        } else {
          gather(keys.subList(from, to), span, sink);
        }
      }
      from = to;
    }
  }

  private long[] count(List<String> keys, Interval span) {
    return table.read(
        "SELECT " + keyColumn + " FROM " + name + SPAN,
        variables -> bind(variables, span),
        (cursor, factory) -> {
          int[] slots = slots(cursor, keys);
          long[] counts = new long[keys.size()];
          Record row = cursor.getRecord();
          while (cursor.hasNext()) {
            int slot = slot(slots, row);
            if (slot >= 0) {
              counts[slot]++;
            }
          }
          return counts;
        });
  }

  private void gather(List<String> keys, Interval span, Consumer<T> sink) {
    List<List<T>> found =
        table.read(
            "SELECT " + columns + " FROM " + name + SPAN,
            variables -> bind(variables, span),
            (cursor, factory) -> {
              int[] slots = slots(cursor, keys);
              List<List<T>> rows = new ArrayList<>();
              keys.forEach(key -> rows.add(new ArrayList<>()));
              Record row = cursor.getRecord();
              while (cursor.hasNext()) {
                int slot = slot(slots, row);
                if (slot >= 0) {
                  rows.get(slot).add(mapper.map(keys.get(slot), row));
                }
              }
              return rows;
            });
    found.forEach(rows -> rows.forEach(sink));
  }

  /** The place of each symbol of the table in the list of keys, -1 where it is not wanted. */
  private static int[] slots(RecordCursor cursor, List<String> keys) {
    StaticSymbolTable symbols = (StaticSymbolTable) cursor.getSymbolTable(0);
    int[] slots = new int[symbols.getSymbolCount()];
    Arrays.fill(slots, -1);
    for (int i = 0; i < keys.size(); i++) {
      int symbol = symbols.keyOf(keys.get(i));
      if (symbol >= 0) {
        slots[symbol] = i;
      }
    }
    return slots;
  }

  private static int slot(int[] slots, Record row) {
    int symbol = row.getInt(0);
    return symbol >= 0 && symbol < slots.length ? slots[symbol] : -1;
  }

  private static void bind(BindVariableService variables, Interval span) throws SqlException {
    variables.setTimestamp("from", span.start() * 1000);
    variables.setTimestamp("to", span.end() * 1000);
  }

  /** The times of the oldest and of the newest row of any key, as an interval; null if none. */
  Interval extent() {
    Long first = time("SELECT ts FROM " + name + " ORDER BY ts LIMIT 1");
    Long last = first == null ? null : time("SELECT ts FROM " + name + " ORDER BY ts DESC LIMIT 1");
    return last == null ? null : new Interval(first, last + 1);
  }

  private Long time(String sql) {
    return table.read(
        sql,
        variables -> {},
        (cursor, factory) ->
            cursor.hasNext() ? Math.floorDiv(cursor.getRecord().getTimestamp(0), 1000L) : null);
  }

  /** The last row of a key before an instant that meets a condition; null if none. */
  T lastBefore(String key, long millis, String condition) {
    Interval all = extent();
    if (all == null) {
      return null;
    }
    return Windows.backwards(all, millis, span -> edge(key, span, condition, true));
  }

  /** The first row of a key at or after an instant that meets a condition; null if none. */
  T firstFrom(String key, long millis, String condition) {
    Interval all = extent();
    if (all == null) {
      return null;
    }
    return Windows.forwards(all, millis, span -> edge(key, span, condition, false));
  }
}
