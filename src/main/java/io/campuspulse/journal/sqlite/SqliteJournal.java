package io.campuspulse.journal.sqlite;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.Outbox;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.model.RawMessage;
import io.campuspulse.store.RevisionLog;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The journal in one SQLite file (write-ahead log, {@code synchronous=FULL}), one checksummed row
 * per appended batch.
 *
 * <p>Thread-safe. Appends and checkpoints take turns on the one writing connection; reads run
 * beside them. After a {@link JournalException} the journal stays usable: the next call tries the
 * medium again, and what failed left no trace. A read answers at most about 8 MiB, so fewer entries
 * than asked for do not mean the end of the log; an empty answer does. Topics must be encodable in
 * UTF-8, as MQTT has it.
 */
public final class SqliteJournal implements Journal {
  private static final int MAX_ROW_BYTES = 16 << 20;
  private static final long MAX_READ_BYTES = 8L << 20;

  private final Database database;
  private final SqliteQuarantine quarantine;
  private final Trimmer trimmer;
  private final SqliteRevisions revisions;
  private final SqliteOutbox outbox;

  /** Serialises appends; {@link #end} changes only under it. */
  private final ReentrantLock appending = new ReentrantLock(true);

  private final ReentrantLock advancing = new ReentrantLock();
  private final Condition advanced = advancing.newCondition();
  private volatile long end;
  private volatile long newestReceivedAtMillis;
  private volatile boolean closed;
  private boolean suspect; // guarded by appending: a failed append may have left rows past the end

  private SqliteJournal(Database database, QuarantineBounds bounds) {
    this.database = database;
    this.quarantine = new SqliteQuarantine(database, bounds, this::append);
    this.trimmer = new Trimmer(database);
    this.revisions = new SqliteRevisions(database);
    this.outbox = new SqliteOutbox(database);
    database.read("find its end", this::restore);
  }

  /**
   * Opens a journal, or makes it and its directory.
   *
   * @param file the SQLite file; SQLite keeps {@code -wal} and {@code -shm} beside it, the journal
   *     a {@code .lock}
   * @throws JournalException when the medium fails, another process has the journal open, or the
   *     file is something else
   */
  public static SqliteJournal open(Path file, QuarantineBounds bounds) {
    Database database = new Database(file);
    try {
      return new SqliteJournal(database, bounds);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private Void restore(Connection connection) throws SQLException {
    trimmer.restore(connection);
    end = trimmer.start();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT first, count, body FROM batch ORDER BY first DESC LIMIT 1");
        ResultSet rows = query.executeQuery()) {
      if (rows.next()) {
        long first = rows.getLong(1);
        int count = rows.getInt(2);
        end = first + count;
        noteReceiveTimes(first, count, rows.getBytes(3));
      }
    }
    return null;
  }

  private void noteReceiveTimes(long first, int count, byte[] body) {
    try {
      for (Entry entry : BatchCodec.decode(first, count, body, first, count)) {
        noteReceived(entry.message().receivedAtMillis());
      }
    } catch (JournalException damaged) {
      // read() will say so to whoever needs the batch; here only the quarantine's clock is wanted
    }
  }

  private void noteReceived(long millis) {
    newestReceivedAtMillis = Math.max(newestReceivedAtMillis, millis);
  }

  @Override
  public long append(List<RawMessage> messages) {
    List<BatchCodec.Encoded> rows = BatchCodec.encode(messages, MAX_ROW_BYTES);
    appending.lock();
    try {
      long first = append(rows, connection -> null);
      messages.forEach(message -> noteReceived(message.receivedAtMillis()));
      return first;
    } finally {
      appending.unlock();
    }
  }

  /** Appends rows, and whatever else belongs to the same effect, in one transaction. */
  private long append(List<BatchCodec.Encoded> rows, Database.Work<Void> together) {
    appending.lock();
    try {
      long first = end;
      if (rows.isEmpty()) {
        return first;
      }
      int messages = rows.stream().mapToInt(BatchCodec.Encoded::count).sum();
      boolean clean = suspect;
      suspect = true;
      database.write(
          "append " + messages + " messages at offset " + first,
          connection -> {
            together.in(connection);
            return insert(connection, first, rows, clean);
          });
      suspect = false;
      advanceTo(first + messages);
      return first;
    } finally {
      appending.unlock();
    }
  }

  private static Void insert(
      Connection connection, long first, List<BatchCodec.Encoded> rows, boolean clean)
      throws SQLException {
    if (clean) {
      Schema.update(connection, "DELETE FROM batch WHERE first >= ?", first);
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO batch (first, count, body) VALUES (?, ?, ?)")) {
      long offset = first;
      for (BatchCodec.Encoded row : rows) {
        insert.setLong(1, offset);
        insert.setInt(2, row.count());
        insert.setBytes(3, row.at(offset));
        insert.executeUpdate();
        offset += row.count();
      }
    }
    return null;
  }

  private void advanceTo(long newEnd) {
    advancing.lock();
    try {
      end = newEnd;
      advanced.signalAll();
    } finally {
      advancing.unlock();
    }
  }

  @Override
  public List<Entry> read(long from, int max) {
    if (max < 0) {
      throw new IllegalArgumentException("cannot read " + max + " entries");
    }
    long limit = end; // before the snapshot is taken, so that the snapshot holds all of it
    if (from >= limit || max == 0) {
      return List.of();
    }
    return database.read(
        "read from offset " + from, connection -> read(connection, from, limit, max));
  }

  private List<Entry> read(Connection connection, long from, long limit, int max)
      throws SQLException {
    long next = Math.max(from, Schema.meta(connection, Schema.START));
    List<Entry> entries = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT first, count, body FROM batch WHERE first < ?2 AND first >="
                + " (SELECT coalesce(max(first), 0) FROM batch WHERE first <= ?1) ORDER BY first")) {
      query.setLong(1, next);
      query.setLong(2, limit);
      try (ResultSet rows = query.executeQuery()) {
        while (next < limit && entries.size() < max && bytes < MAX_READ_BYTES) {
          if (!rows.next() || rows.getLong(1) > next || rows.getLong(1) + rows.getInt(2) <= next) {
            throw new SQLException("the batch that holds offset " + next + " is missing");
          }
          byte[] body = rows.getBytes(3);
          List<Entry> some =
              BatchCodec.decode(rows.getLong(1), rows.getInt(2), body, next, max - entries.size());
          entries.addAll(some);
          next += some.size();
          bytes += body.length;
        }
      }
    } catch (SQLException e) {
      throw database.failure("read offset " + next, e);
    }
    return entries;
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public long start() {
    return trimmer.start();
  }

  @Override
  public boolean awaitBeyond(long offset, long timeoutMillis) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    advancing.lockInterruptibly();
    try {
      while (end <= offset && !closed && nanos > 0) {
        nanos = advanced.awaitNanos(nanos);
      }
      if (closed) {
        throw new JournalException("journal " + database.file() + " is closed", null);
      }
      return end > offset;
    } finally {
      advancing.unlock();
    }
  }

  @Override
  public long cursor(String consumer) {
    return database.read(
        "read the cursor of " + consumer,
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT next FROM consumer WHERE name = ?")) {
            query.setString(1, consumer);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? rows.getLong(1) : 0L;
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the new cursor is negative or beyond the end; a cursor
   *     may move back
   */
  @Override
  public void commit(Checkpoint checkpoint) {
    long next = checkpoint.nextOffset();
    if (next < 0 || next > end) {
      throw new IllegalArgumentException(
          "cursor of " + checkpoint.consumer() + " is " + next + ", must be 0.." + end);
    }
    quarantine.admit(
        checkpoint.quarantined(),
        newestReceivedAtMillis,
        "move the cursor of " + checkpoint.consumer() + " to " + next,
        connection -> {
          Schema.update(
              connection,
              "INSERT OR REPLACE INTO consumer (name, next) VALUES (?, ?)",
              checkpoint.consumer(),
              next);
          for (Map.Entry<String, String> value : checkpoint.state().entrySet()) {
            Schema.update(
                connection,
                "INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)",
                value.getKey(),
                value.getValue());
          }
          return null;
        });
  }

  @Override
  public String state(String key) {
    return database.read(
        "read the state " + key,
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT value FROM state WHERE name = ?")) {
            query.setString(1, key);
            try (ResultSet rows = query.executeQuery()) {
              return rows.next() ? rows.getString(1) : null;
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Deletes in small transactions between which appends go on, and gives freed space beyond a
   * reserve back to the file system.
   */
  @Override
  public void trim() {
    trimmer.trim();
  }

  @Override
  public long sizeBytes() {
    return database.sizeBytes();
  }

  @Override
  public Quarantine quarantine() {
    return quarantine;
  }

  /** The restatements in the same file. */
  public RevisionLog revisions() {
    return revisions;
  }

  /** What the links to cities remember, in the same file. */
  public Outbox outbox() {
    return outbox;
  }

  /** Closes the file; whoever waits in {@link #awaitBeyond} gets a {@link JournalException}. */
  @Override
  public void close() {
    advancing.lock();
    try {
      closed = true;
      advanced.signalAll();
    } finally {
      advancing.unlock();
    }
    database.close();
  }
}
