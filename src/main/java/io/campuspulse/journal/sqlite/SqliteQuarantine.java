package io.campuspulse.journal.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.journal.QuarantinedMessage.Source;
import io.campuspulse.model.RawMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The quarantine beside the journal. Thread-safe.
 *
 * <p>The offsets that the bounds removed are remembered until the journal itself has trimmed them:
 * a replay of their range neither brings them back nor counts them again.
 */
final class SqliteQuarantine implements Quarantine {

  /** What is kept; null after a failed transaction, then counted again. */
  private record Totals(long messages, long bytes) {}

  private static final String COLUMNS =
      "position, topic, payload, retained, received_at, reason, sentence, convention, device";

  private static final long MAX_LIST_BYTES = 8L << 20;
  private static final int REPLAYED_AT_ONCE = 1_000;

  private final Database database;
  private final QuarantineBounds bounds;
  private final Appender appender;
  private Totals totals; // guarded by this

  /** The journal's own append, together with other work in one transaction. */
  interface Appender {
    long append(List<BatchCodec.Encoded> rows, Database.Work<Void> together);
  }

  SqliteQuarantine(Database database, QuarantineBounds bounds, Appender appender) {
    this.database = database;
    this.bounds = bounds;
    this.appender = appender;
  }

  /**
   * Adds messages and applies the bounds, in one transaction with other work.
   *
   * @param newestReceivedAtMillis the receive time that ages are measured against
   * @param what the action for the error sentence
   */
  synchronized void admit(
      List<QuarantinedMessage> messages,
      long newestReceivedAtMillis,
      String what,
      Database.Work<Void> together) {
    Totals before = totals;
    totals = null;
    totals =
        database.write(
            what,
            connection -> {
              together.in(connection);
              Totals kept = before == null ? count(connection) : before;
              kept = insert(connection, messages, kept);
              kept = removeAged(connection, newestReceivedAtMillis - bounds.maxAgeMillis(), kept);
              return removeExcess(connection, kept);
            });
  }

  private static Totals count(Connection connection) throws SQLException {
    return new Totals(
        Schema.number(connection, "SELECT count(*) FROM quarantine"),
        Schema.number(connection, "SELECT sum(bytes) FROM quarantine"));
  }

  private static Totals insert(
      Connection connection, List<QuarantinedMessage> messages, Totals before) throws SQLException {
    long added = 0;
    long addedBytes = 0;
    for (QuarantinedMessage quarantined : messages) {
      RawMessage message = quarantined.message();
      long bytes =
          message.payload().length
              + (long) message.topic().getBytes(UTF_8).length
              + quarantined.sentence().getBytes(UTF_8).length;
      int inserted =
          Schema.update(
              connection,
              "INSERT OR IGNORE INTO quarantine (position, reason, received_at, retained, bytes,"
                  + " topic, sentence, payload, convention, device)"
                  + " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10"
                  + " WHERE NOT EXISTS (SELECT 1 FROM quarantine_gone WHERE position = ?1)",
              quarantined.offset(),
              quarantined.reason(),
              message.receivedAtMillis(),
              message.retained() ? 1 : 0,
              bytes,
              message.topic(),
              quarantined.sentence(),
              message.payload(),
              quarantined.source() == null ? null : quarantined.source().convention(),
              quarantined.source() == null ? null : quarantined.source().device());
      added += inserted;
      addedBytes += inserted * bytes;
    }
    return new Totals(before.messages + added, before.bytes + addedBytes);
  }

  private static Totals removeAged(Connection connection, long oldestMillis, Totals before)
      throws SQLException {
    long aged = 0;
    long agedBytes = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*), sum(bytes) FROM quarantine WHERE received_at < ?")) {
      query.setLong(1, oldestMillis);
      try (ResultSet rows = query.executeQuery()) {
        aged = rows.getLong(1);
        agedBytes = rows.getLong(2);
      }
    }
    if (aged == 0) {
      return before;
    }
    remove(connection, "received_at < ?", oldestMillis, aged);
    return new Totals(before.messages - aged, before.bytes - agedBytes);
  }

  private Totals removeExcess(Connection connection, Totals before) throws SQLException {
    long messages = before.messages;
    long bytes = before.bytes;
    if (messages <= bounds.maxMessages() && bytes <= bounds.maxBytes()) {
      return before;
    }
    long through = -1;
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT position, bytes FROM quarantine ORDER BY position");
        ResultSet rows = query.executeQuery()) {
      while ((messages > bounds.maxMessages() || bytes > bounds.maxBytes()) && rows.next()) {
        through = rows.getLong(1);
        bytes -= rows.getLong(2);
        messages--;
      }
    }
    remove(connection, "position <= ?", through, before.messages - messages);
    return new Totals(messages, bytes);
  }

  private static void remove(Connection connection, String which, long value, long number)
      throws SQLException {
    Schema.update(
        connection,
        "INSERT INTO quarantine_gone SELECT position FROM quarantine WHERE " + which,
        value);
    Schema.update(connection, "DELETE FROM quarantine WHERE " + which, value);
    long trimmed = Schema.meta(connection, Schema.QUARANTINE_TRIMMED);
    Schema.setMeta(connection, Schema.QUARANTINE_TRIMMED, trimmed + number);
  }

  @Override
  public List<QuarantinedMessage> page(Filter filter, long after, int limit) {
    return database.read(
        "list the quarantine", connection -> select(connection, filter, after, limit));
  }

  private static List<QuarantinedMessage> select(
      Connection connection, Filter filter, long after, int limit) throws SQLException {
    Where where = Where.of(filter, after);
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM quarantine"
                + where.sql()
                + " ORDER BY position LIMIT ?")) {
      query.setInt(where.bind(query), Math.max(limit, 0));
      return messages(query);
    }
  }

  private static List<QuarantinedMessage> messages(PreparedStatement query) throws SQLException {
    List<QuarantinedMessage> messages = new ArrayList<>();
    long bytes = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (bytes < MAX_LIST_BYTES && rows.next()) {
        byte[] payload = rows.getBytes(3);
        RawMessage message =
            new RawMessage(
                rows.getString(2),
                payload == null ? new byte[0] : payload,
                rows.getInt(4) != 0,
                rows.getLong(5));
        messages.add(
            new QuarantinedMessage(
                rows.getLong(1),
                message,
                rows.getString(6),
                rows.getString(7),
                source(rows.getString(8), rows.getString(9))));
        bytes += message.payload().length;
      }
    }
    return messages;
  }

  private static Source source(String convention, String device) {
    return convention == null && device == null ? null : new Source(convention, device);
  }

  @Override
  public Optional<QuarantinedMessage> get(long offset) {
    return page(Filter.ALL, offset - 1, 1).stream().filter(m -> m.offset() == offset).findFirst();
  }

  @Override
  public long count(Filter filter, long after) {
    return database.read(
        "count the quarantine",
        connection -> {
          Where where = Where.of(filter, after);
          try (PreparedStatement query =
              connection.prepareStatement("SELECT count(*) FROM quarantine" + where.sql())) {
            where.bind(query);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? rows.getLong(1) : 0L;
            }
          }
        });
  }

  @Override
  public Map<String, Long> counts() {
    return database.read(
        "count the quarantine",
        connection -> {
          Map<String, Long> counts = new TreeMap<>();
          try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT reason, count(*) FROM quarantine GROUP BY reason");
              ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              counts.put(rows.getString(1), rows.getLong(2));
            }
          }
          return counts;
        });
  }

  @Override
  public long trimmed() {
    return database.read(
        "read the quarantine's counter", c -> Schema.meta(c, Schema.QUARANTINE_TRIMMED));
  }

  @Override
  public long replay(Filter filter, long atMillis) {
    long replayed = 0;
    long after = -1;
    while (true) {
      List<QuarantinedMessage> chunk = replaySome(filter, after, atMillis);
      if (chunk.isEmpty()) {
        return replayed;
      }
      replayed += chunk.size();
      after = chunk.get(chunk.size() - 1).offset();
    }
  }

  /** Nothing else takes messages out of the quarantine between the look and the transaction. */
  private synchronized List<QuarantinedMessage> replaySome(
      Filter filter, long after, long atMillis) {
    List<QuarantinedMessage> chunk = page(filter, after, REPLAYED_AT_ONCE);
    if (!chunk.isEmpty()) {
      totals = null;
      appender.append(
          List.of(BatchCodec.encodeReplay(chunk, atMillis)),
          connection -> {
            for (QuarantinedMessage m : chunk) {
              Schema.update(connection, "DELETE FROM quarantine WHERE position = ?", m.offset());
            }
            return null;
          });
    }
    return chunk;
  }
}
