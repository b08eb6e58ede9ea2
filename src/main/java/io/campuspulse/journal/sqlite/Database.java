package io.campuspulse.journal.sqlite;

import io.campuspulse.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The SQLite file: one writing connection behind a lock, reading connections as needed, and a lock
 * file that keeps a second process out. Thread-safe.
 *
 * <p>Readers see the snapshot of the moment at which they start and never wait for the writer, nor
 * it for them (write-ahead log). A failed transaction gives up its connection, and the next one
 * starts from what the file says.
 */
final class Database implements AutoCloseable {

  /** Work inside one transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private final Path file;
  private final ReentrantLock writing = new ReentrantLock(true);
  private final ConcurrentLinkedDeque<Connection> idleReaders = new ConcurrentLinkedDeque<>();
  private final FileChannel lockChannel;
  private Connection writer; // guarded by writing
  private volatile boolean closed;

  /**
   * Opens or makes the file.
   *
   * @throws JournalException when it cannot be opened, is in use, or is not a journal
   */
  Database(Path file) {
    this.file = file.toAbsolutePath();
    this.lockChannel = lock();
    try {
      maintain("lay out the file", Schema::layOut);
      write("prepare the file", Schema::prepare);
      syncDirectory();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  Path file() {
    return file;
  }

  /**
   * Runs a transaction; when this returns, its effect survives a crash.
   *
   * @param what the action for the error sentence, such as "append 3 messages"
   */
  <T> T write(String what, Work<T> work) {
    writing.lock();
    boolean done = false;
    try {
      Connection connection = writer();
      Schema.execute(connection, "BEGIN IMMEDIATE");
      T result = work.in(connection);
      Schema.execute(connection, "COMMIT");
      done = true;
      return result;
    } catch (SQLException e) {
      throw failure(what, e);
    } finally {
      if (!done) {
        abandonWriter();
      }
      writing.unlock();
    }
  }

  /** Runs statements that manage the file itself, on the writing connection, in no transaction. */
  void maintain(String what, Work<Void> work) {
    writing.lock();
    try {
      work.in(writer());
    } catch (SQLException e) {
      abandonWriter();
      throw failure(what, e);
    } finally {
      writing.unlock();
    }
  }

  /** Reads from one snapshot. */
  <T> T read(String what, Work<T> work) {
    requireOpen();
    Connection connection = idleReaders.pollFirst();
    boolean done = false;
    try {
      if (connection == null) {
        connection = connect();
        Schema.execute(connection, "PRAGMA query_only=ON");
      }
      Schema.execute(connection, "BEGIN");
      T result = work.in(connection);
      Schema.execute(connection, "COMMIT");
      done = true;
      return result;
    } catch (SQLException e) {
      throw failure(what, e);
    } finally {
      if (done && !closed) {
        idleReaders.addFirst(connection);
      } else {
        closeQuietly(connection);
      }
      if (closed) {
        closeReaders();
      }
    }
  }

  long sizeBytes() {
    long size = 0;
    for (String suffix : new String[] {"", "-wal", "-shm"}) {
      try {
        size += Files.size(beside(suffix));
      } catch (IOException absent) {
        // SQLite makes and removes the two companions as it needs them
      }
    }
    return size;
  }

  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      closeReaders();
      closeQuietly(writer);
      writer = null;
      lockChannel.close();
    } catch (IOException e) {
      throw failure("close the lock file", e);
    } finally {
      writing.unlock();
    }
  }

  JournalException failure(String what, Exception cause) {
    return new JournalException(
        "journal " + file + ": could not " + what + ": " + cause.getMessage(), cause);
  }

  private void requireOpen() {
    if (closed) {
      throw new JournalException("journal " + file + " is closed", null);
    }
  }

  private Connection writer() throws SQLException {
    requireOpen();
    if (writer == null) {
      writer = connect();
    }
    return writer;
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      Schema.configure(connection);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  private void abandonWriter() {
    closeQuietly(writer);
    writer = null;
  }

  private void closeReaders() {
    Connection reader = idleReaders.pollFirst();
    while (reader != null) {
      closeQuietly(reader);
      reader = idleReaders.pollFirst();
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException alreadyBroken) {
      // an open transaction is rolled back by SQLite; there is nothing else to save
    }
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private FileChannel lock() {
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new JournalException.InUse("journal " + file + " is in use by another process");
      }
      return channel;
    } catch (IOException e) {
      throw failure("make its lock file", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  /** Makes the names of new files durable; SQLite does so for its own companions only. */
  private void syncDirectory() {
    try (FileChannel directory = FileChannel.open(file.getParent())) {
      directory.force(true);
    } catch (IOException e) {
      throw failure("sync its directory", e);
    }
  }
}
