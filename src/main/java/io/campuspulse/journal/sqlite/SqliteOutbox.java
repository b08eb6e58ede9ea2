package io.campuspulse.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.Tally;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The outbox in the journal's file. Bodies are gzipped; rows about days older than three years and
 * about figures older than 400 days are dropped. Thread-safe.
 */
final class SqliteOutbox implements Outbox {
  private static final long FIGURES_KEPT_MILLIS = 400L * 24 * 3_600_000;
  private static final String DAYS_KEPT = "-1100 days";

  private final Database database;

  SqliteOutbox(Database database) {
    this.database = database;
  }

  /** Reads the row that a query finds. */
  private interface Row<T> {
    T read(ResultSet rows) throws SQLException;
  }

  private <T> Optional<T> find(String what, String sql, Row<T> row, Object... parameters) {
    return database.read(what, c -> find(c, sql, row, parameters));
  }

  private static <T> Optional<T> find(
      Connection connection, String sql, Row<T> row, Object... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
      }
    }
  }

  @Override
  public Standing standing(String city) {
    return database.read("find where the link to " + city + " stands", c -> standing(c, city));
  }

  private static Standing standing(Connection connection, String city) throws SQLException {
    return find(
            connection,
            "SELECT batches, revision, registry, acknowledged_at FROM link WHERE city = ?",
            r -> new Standing(r.getLong(1), r.getLong(2), r.getString(3), r.getLong(4)),
            city)
        .orElse(Standing.NEW);
  }

  @Override
  public Optional<Progress> progress(String city, String school) {
    return find(
        "find how far " + school + " went to " + city,
        "SELECT start, next FROM link_school WHERE city = ? AND school = ?",
        r -> new Progress(r.getLong(1), r.getLong(2)),
        city,
        school);
  }

  @Override
  public long revisionOf(String city, String figure) {
    return find(
            "find what " + city + " has of " + figure,
            "SELECT revision FROM link_figure WHERE city = ? AND figure = ?",
            r -> r.getLong(1),
            city,
            figure)
        .orElse(0L);
  }

  @Override
  public Optional<Batch> waiting(String city) {
    return database.read("find what waits for " + city, c -> waiting(c, city));
  }

  private static Optional<Batch> waiting(Connection connection, String city) throws SQLException {
    return find(
        connection,
        "SELECT number, key, days, body FROM link_batch WHERE city = ?",
        r ->
            new Batch(
                city, r.getLong(1), r.getString(2), unzip(r.getBytes(4)), days(r.getString(3))),
        city);
  }

  @Override
  public void move(String city, Moves moves) {
    database.write(
        "move the cursors of " + city,
        connection -> {
          move(connection, city, standing(connection, city).batches(), moves);
          return null;
        });
  }

  private static void move(Connection connection, String city, long batches, Moves moves)
      throws SQLException {
    Schema.update(
        connection,
        "INSERT INTO link (city, batches, revision, registry, acknowledged_at)"
            + " VALUES (?1, ?2, ?3, ?4, -1) ON CONFLICT (city) DO UPDATE SET"
            + " batches = ?2, revision = ?3, registry = ?4",
        city,
        batches,
        moves.revision(),
        moves.registry());
    for (Map.Entry<String, Progress> school : moves.schools().entrySet()) {
      Schema.update(
          connection,
          "INSERT OR REPLACE INTO link_school (city, school, start, next) VALUES (?, ?, ?, ?)",
          city,
          school.getKey(),
          school.getValue().start(),
          school.getValue().next());
    }
    for (Map.Entry<String, Sent> figure : moves.figures().entrySet()) {
      Schema.update(
          connection,
          "INSERT OR REPLACE INTO link_figure (city, figure, revision, ends) VALUES (?, ?, ?, ?)",
          city,
          figure.getKey(),
          figure.getValue().revision(),
          figure.getValue().endMillis());
    }
  }

  @Override
  public void prepare(Batch batch, Moves moves) {
    database.write(
        "keep batch " + batch.number() + " for " + batch.city(),
        connection -> {
          long before = standing(connection, batch.city()).batches();
          if (waiting(connection, batch.city()).isPresent() || batch.number() != before + 1) {
            throw new IllegalStateException(
                "batch " + batch.number() + " of " + batch.city() + " follows " + before);
          }
          Schema.update(
              connection,
              "INSERT INTO link_batch (city, number, key, days, body) VALUES (?, ?, ?, ?, ?)",
              batch.city(),
              batch.number(),
              batch.key(),
              days(batch.days()),
              zip(batch.body()));
          move(connection, batch.city(), batch.number(), moves);
          return null;
        });
  }

  @Override
  public void acknowledge(String city, long number, long atMillis) {
    database.write(
        "note that " + city + " has batch " + number,
        connection -> {
          Batch batch =
              waiting(connection, city)
                  .filter(b -> b.number() == number)
                  .orElseThrow(
                      () ->
                          new IllegalStateException(
                              "batch " + number + " of " + city + " does not wait"));
          for (Map.Entry<String, Tally> day : batch.days().entrySet()) {
            Tally sum = acknowledged(connection, city, day.getKey()).plus(day.getValue());
            Schema.update(
                connection,
                "INSERT OR REPLACE INTO link_day (city, day, records, digest) VALUES (?, ?, ?, ?)",
                city,
                day.getKey(),
                sum.records(),
                sum.digest());
          }
          Schema.update(connection, "DELETE FROM link_batch WHERE city = ?", city);
          Schema.update(
              connection, "UPDATE link SET acknowledged_at = ? WHERE city = ?", atMillis, city);
          forget(connection, city);
          return null;
        });
  }

  private static void forget(Connection connection, String city) throws SQLException {
    Schema.update(
        connection,
        "DELETE FROM link_day WHERE city = ?1 AND day <"
            + " (SELECT date(max(day), '"
            + DAYS_KEPT
            + "') FROM link_day WHERE city = ?1)",
        city);
    Schema.update(
        connection,
        "DELETE FROM link_figure WHERE city = ?1 AND ends <"
            + " (SELECT max(next) - ?2 FROM link_school WHERE city = ?1)",
        city,
        FIGURES_KEPT_MILLIS);
  }

  @Override
  public Tally acknowledged(String city, String day) {
    return database.read("count what " + city + " has of " + day, c -> acknowledged(c, city, day));
  }

  private static Tally acknowledged(Connection connection, String city, String day)
      throws SQLException {
    return find(
            connection,
            "SELECT records, digest FROM link_day WHERE city = ? AND day = ?",
            r -> new Tally(r.getLong(1), r.getString(2)),
            city,
            day)
        .orElse(Tally.EMPTY);
  }

  /** A line for each day: day, records, digest. */
  private static String days(Map<String, Tally> days) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(days)
        .forEach(
            (day, tally) ->
                text.append(day)
                    .append(' ')
                    .append(tally.records())
                    .append(' ')
                    .append(tally.digest())
                    .append('\n'));
    return text.toString();
  }

  private static Map<String, Tally> days(String text) {
    Map<String, Tally> days = new TreeMap<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 3);
      days.put(parts[0], new Tally(Long.parseLong(parts[1]), parts[2]));
    }
    return days;
  }

  private static byte[] zip(String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length() / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }

  private static String unzip(byte[] zipped) throws SQLException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return new String(gzip.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new SQLException("the waiting batch is damaged: " + e.getMessage(), e);
    }
  }
}
