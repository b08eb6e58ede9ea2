package io.campuspulse.journal.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Deletes the batches that every consumer has passed and gives space back. Thread-safe. */
final class Trimmer {
  private static final int BATCHES_AT_ONCE = 64;
  private static final int PAGES_AT_ONCE = 512;

  /** Free space that stays in the file for the next appends. */
  private static final long RESERVE_BYTES = 16L << 20;

  private final Database database;
  private volatile long start;

  Trimmer(Database database) {
    this.database = database;
  }

  void restore(Connection connection) throws SQLException {
    start = Schema.meta(connection, Schema.START);
  }

  /** The oldest offset kept. */
  long start() {
    return start;
  }

  synchronized void trim() {
    long before = start;
    long reached = database.write("trim", this::deleteSome);
    while (reached > start) {
      start = reached;
      reached = database.write("trim", this::deleteSome);
    }
    if (start > before) {
      while (database.write("shrink", Trimmer::vacuumSome)) {
        // one more step; appends and checkpoints take their turns in between
      }
      database.maintain("checkpoint", Trimmer::checkpoint);
    }
  }

  /** Deletes a bounded number of the oldest passed batches and answers the start after that. */
  private Long deleteSome(Connection connection) throws SQLException {
    long newStart = start;
    try (PreparedStatement query =
        connection.prepareStatement(
            "WITH passed AS (SELECT min(next) AS next FROM consumer)"
                + " SELECT first + count FROM batch, passed"
                + " WHERE first < passed.next AND first + count <= passed.next"
                + " ORDER BY first LIMIT ?")) {
      query.setInt(1, BATCHES_AT_ONCE);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          newStart = rows.getLong(1);
        }
      }
    }
    if (newStart > start) {
      Schema.update(connection, "DELETE FROM batch WHERE first < ?", newStart);
      Schema.update(connection, "DELETE FROM quarantine_gone WHERE position < ?", newStart);
      Schema.setMeta(connection, Schema.START, newStart);
    }
    return newStart;
  }

  private static Boolean vacuumSome(Connection connection) throws SQLException {
    long pageSize = Schema.number(connection, "PRAGMA page_size");
    long free = Schema.number(connection, "PRAGMA freelist_count");
    if (free * pageSize <= RESERVE_BYTES) {
      return false;
    }
    long pages = Math.min(PAGES_AT_ONCE, free - RESERVE_BYTES / pageSize);
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
    }
    return Schema.number(connection, "PRAGMA freelist_count") < free;
  }

  private static Void checkpoint(Connection connection) throws SQLException {
    Schema.number(connection, "PRAGMA wal_checkpoint(PASSIVE)");
    return null;
  }
}
