package io.campuspulse.journal.sqlite;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import io.campuspulse.store.RevisionLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Restatements in the journal's file, so that they survive what the journal survives. Throws {@code
 * JournalException} when the medium fails. Thread-safe.
 */
final class SqliteRevisions implements RevisionLog {
  private static final String COLUMNS = "number, leaf, start, before, mark, recorded_at";

  private final Database database;

  SqliteRevisions(Database database) {
    this.database = database;
  }

  @Override
  public void append(List<Revision> revisions) {
    if (revisions.isEmpty()) {
      return;
    }
    database.write(
        "note " + revisions.size() + " restated rows",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT OR IGNORE INTO revision (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Revision r : revisions) {
              insert.setLong(1, r.number());
              insert.setString(2, r.leaf().key());
              insert.setLong(3, r.intervalStart());
              insert.setString(4, r.before().encode());
              insert.setLong(5, r.watermarkBefore());
              insert.setLong(6, r.recordedAtMillis());
              insert.executeUpdate();
            }
          }
          return null;
        });
  }

  @Override
  public void since(long number, Consumer<Revision> sink) {
    database.read(
        "read what was restated since " + number,
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT "
                      + COLUMNS
                      + " FROM revision WHERE number > ?"
                      + " ORDER BY number, leaf, start")) {
            query.setLong(1, number);
            pass(query, sink);
          }
          return null;
        });
  }

  @Override
  public void of(Collection<Leaf> leaves, Interval interval, Consumer<Revision> sink) {
    database.read(
        "read restatements of " + leaves.size() + " leaves",
        connection -> {
          TreeMap<Long, List<Revision>> byNumber = new TreeMap<>();
          for (Leaf leaf : leaves) {
            scan(connection, leaf, interval, byNumber);
          }
          byNumber.descendingMap().values().forEach(some -> some.forEach(sink));
          return null;
        });
  }

  private static void scan(
      Connection connection, Leaf leaf, Interval interval, Map<Long, List<Revision>> byNumber)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM revision INDEXED BY revision_leaf"
                + " WHERE leaf = ? AND start >= ? AND start < ?")) {
      query.setString(1, leaf.key());
      query.setLong(2, interval.start());
      query.setLong(3, interval.end());
      pass(query, r -> byNumber.computeIfAbsent(r.number(), n -> new ArrayList<>()).add(r));
    }
  }

  private static void pass(PreparedStatement query, Consumer<Revision> sink) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        sink.accept(
            new Revision(
                rows.getLong(1),
                Leaf.parse(rows.getString(2)),
                rows.getLong(3),
                Facts.decode(rows.getString(4)),
                rows.getLong(5),
                rows.getLong(6)));
      }
    }
  }

  @Override
  public long numberAt(long recordedAtMillis) {
    return database.read(
        "find the newest restatement of a time",
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT max(number) FROM revision WHERE recorded_at <= ?")) {
            query.setLong(1, recordedAtMillis);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? rows.getLong(1) : 0L;
            }
          }
        });
  }

  @Override
  public void judged(long recordedAtMillis, Map<String, Long> watermarks) {
    if (watermarks.isEmpty()) {
      return;
    }
    database.write(
        "note how far schools are judged",
        connection -> {
          for (Map.Entry<String, Long> mark : watermarks.entrySet()) {
            Schema.update(
                connection,
                "INSERT OR IGNORE INTO judged (school, mark, recorded_at) VALUES (?, ?, ?)",
                mark.getKey(),
                mark.getValue(),
                recordedAtMillis);
          }
          return null;
        });
  }

  @Override
  public Map<String, Long> judgedAt(long recordedAtMillis) {
    return database.read(
        "find how far schools were judged",
        connection -> {
          Map<String, Long> marks = new TreeMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT school, max(mark) FROM judged WHERE recorded_at <= ? GROUP BY school")) {
            query.setLong(1, recordedAtMillis);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                marks.put(rows.getString(1), rows.getLong(2));
              }
            }
          }
          return marks;
        });
  }
}
