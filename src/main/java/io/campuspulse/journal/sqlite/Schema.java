package io.campuspulse.journal.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Tables and settings of the journal's file. */
final class Schema {
  /** "CPJ1": marks the file as ours. */
  private static final int APPLICATION_ID = 0x43504A31;

  private static final int VERSION = 3;

  /** The oldest offset kept; equals the end when all batches are trimmed. */
  static final String START = "start";

  /** Number of quarantined messages that the bounds removed. */
  static final String QUARANTINE_TRIMMED = "quarantine_trimmed";

  private static final String[] TABLES = {
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
    "INSERT INTO meta VALUES ('" + START + "', 0), ('" + QUARANTINE_TRIMMED + "', 0)",
    "CREATE TABLE batch (first INTEGER PRIMARY KEY, count INTEGER NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE consumer (name TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE quarantine (position INTEGER PRIMARY KEY, reason TEXT NOT NULL,"
        + " received_at INTEGER NOT NULL, retained INTEGER NOT NULL, bytes INTEGER NOT NULL,"
        + " topic TEXT NOT NULL, sentence TEXT NOT NULL, payload BLOB NOT NULL)",
    "CREATE INDEX quarantine_reason ON quarantine (reason, position)",
    "CREATE INDEX quarantine_received ON quarantine (received_at)",
    "CREATE TABLE quarantine_gone (position INTEGER PRIMARY KEY)",
    "PRAGMA application_id=" + APPLICATION_ID,
  };

  /** What format 2 added: what final facts were before they were restated. */
  private static final String[] REVISIONS = {
    "CREATE TABLE revision (number INTEGER NOT NULL, leaf TEXT NOT NULL, start INTEGER NOT NULL,"
        + " before TEXT NOT NULL, mark INTEGER NOT NULL, recorded_at INTEGER NOT NULL,"
        + " PRIMARY KEY (number, leaf, start)) WITHOUT ROWID",
    "CREATE INDEX revision_leaf ON revision (leaf, start)",
    "CREATE INDEX revision_recorded ON revision (recorded_at, number)",
    "CREATE TABLE judged (school TEXT NOT NULL, mark INTEGER NOT NULL,"
        + " recorded_at INTEGER NOT NULL, PRIMARY KEY (school, mark)) WITHOUT ROWID",
  };

  /** What format 3 added: the links to cities. */
  private static final String[] LINKS = {
    "CREATE TABLE link (city TEXT PRIMARY KEY, batches INTEGER NOT NULL,"
        + " revision INTEGER NOT NULL, registry TEXT NOT NULL, acknowledged_at INTEGER NOT NULL)"
        + " WITHOUT ROWID",
    "CREATE TABLE link_school (city TEXT NOT NULL, school TEXT NOT NULL, start INTEGER NOT NULL,"
        + " next INTEGER NOT NULL, PRIMARY KEY (city, school)) WITHOUT ROWID",
    "CREATE TABLE link_figure (city TEXT NOT NULL, figure TEXT NOT NULL,"
        + " revision INTEGER NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (city, figure))"
        + " WITHOUT ROWID",
    "CREATE INDEX link_figure_ends ON link_figure (city, ends)",
    "CREATE TABLE link_batch (city TEXT PRIMARY KEY, number INTEGER NOT NULL, key TEXT NOT NULL,"
        + " days TEXT NOT NULL, body BLOB NOT NULL)",
    "CREATE TABLE link_day (city TEXT NOT NULL, day TEXT NOT NULL, records INTEGER NOT NULL,"
        + " digest TEXT NOT NULL, PRIMARY KEY (city, day)) WITHOUT ROWID",
    "PRAGMA user_version=" + VERSION,
  };

  private Schema() {}

  /**
   * Sets up a new connection.
   *
   * <p>The busy time-out is short: the lock file keeps other writers out, so only a foreign tool
   * can hold the file.
   */
  static void configure(Connection connection) throws SQLException {
    execute(connection, "PRAGMA busy_timeout=2000");
    execute(connection, "PRAGMA synchronous=FULL");
    execute(connection, "PRAGMA journal_size_limit=16777216");
    execute(connection, "PRAGMA secure_delete=OFF");
  }

  /** Chooses the layout of an empty file; outside of a transaction, before {@link #prepare}. */
  static Void layOut(Connection connection) throws SQLException {
    if (number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
      execute(connection, "PRAGMA page_size=8192");
      execute(connection, "PRAGMA auto_vacuum=INCREMENTAL");
      execute(connection, "PRAGMA journal_mode=WAL");
    }
    return null;
  }

  /** Makes the tables in an empty file, and refuses a file that holds something else. */
  static Void prepare(Connection connection) throws SQLException {
    long application = number(connection, "PRAGMA application_id");
    long version = number(connection, "PRAGMA user_version");
    long tables = number(connection, "SELECT count(*) FROM sqlite_schema");
    if (application == 0 && version == 0 && tables == 0) {
      executeAll(connection, TABLES);
      executeAll(connection, REVISIONS);
      executeAll(connection, LINKS);
    } else if (application != APPLICATION_ID) {
      throw new SQLException("the file is an SQLite database but not a Campus Pulse journal");
    } else if (version == 1) {
      executeAll(connection, REVISIONS);
      executeAll(connection, LINKS);
    } else if (version == 2) {
      executeAll(connection, LINKS);
    } else if (version != VERSION) {
      throw new SQLException("its format is " + version + ", this build reads " + VERSION);
    }
    addSources(connection);
    return null;
  }

  /** Files of earlier builds do not say whose a quarantined message is. */
  private static void addSources(Connection connection) throws SQLException {
    String columns = "SELECT count(*) FROM pragma_table_info('quarantine') WHERE name = 'device'";
    if (number(connection, columns) == 0) {
      execute(connection, "ALTER TABLE quarantine ADD COLUMN convention TEXT");
      execute(connection, "ALTER TABLE quarantine ADD COLUMN device TEXT");
      execute(connection, "CREATE INDEX quarantine_device ON quarantine (device, position)");
    }
  }

  private static void executeAll(Connection connection, String[] statements) throws SQLException {
    for (String statement : statements) {
      execute(connection, statement);
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The single number that a query without parameters answers; 0 for NULL. */
  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  static long meta(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  static void setMeta(Connection connection, String name, long value) throws SQLException {
    update(connection, "UPDATE meta SET value = ?1 WHERE name = ?2", value, name);
  }

  /** Runs a change with parameters (longs, strings or byte arrays) and answers the rows changed. */
  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
