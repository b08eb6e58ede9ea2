package io.campuspulse.journal;

import io.campuspulse.model.RawMessage;
import java.util.List;

/**
 * The durable, ordered log of received messages. The truth in motion: a message is acknowledged to
 * its broker only after {@link #append} has returned.
 *
 * <p>Offsets are dense and start at 0. All methods may be called from any thread and block; they
 * throw {@link JournalException} when the medium fails.
 */
public interface Journal extends AutoCloseable {

  /**
   * One journaled message.
   *
   * @param replay set when the message came back from quarantine; null for one that was received
   */
  record Entry(long offset, RawMessage message, Replay replay) {
    /** A message that was received. */
    public Entry(long offset, RawMessage message) {
      this(offset, message, null);
    }

    /** What the message is known by in quarantine: the offset at which it was received. */
    public long origin() {
      return replay == null ? offset : replay.origin();
    }

    /** When the entry was made, epoch milliseconds: of receipt, or of the replay. */
    public long journaledAtMillis() {
      return replay == null ? message.receivedAtMillis() : replay.atMillis();
    }
  }

  /**
   * That an entry repeats a message from quarantine, whose receive time is still that of the first
   * time.
   *
   * @param origin offset at which it was received
   * @param atMillis when the replay was asked for, epoch milliseconds; the same for all messages of
   *     one request
   * @param reason code for which it was in quarantine
   */
  record Replay(long origin, long atMillis, String reason) {}

  /**
   * Appends messages in order and returns after they survive a crash (fsync).
   *
   * @return the offset of the first one
   */
  long append(List<RawMessage> messages);

  /**
   * Reads messages in order from an offset.
   *
   * @param from first offset wanted; trimmed offsets are skipped
   * @param max most entries to return
   * @return at most {@code max} entries, empty at the end of the log
   */
  List<Entry> read(long from, int max);

  /** The offset that the next appended message gets: everything before it is durable. */
  long end();

  /** The oldest offset still kept. */
  long start();

  /**
   * Waits until {@link #end} exceeds an offset.
   *
   * @return whether it does; false after the time-out
   */
  boolean awaitBeyond(long offset, long timeoutMillis) throws InterruptedException;

  /** The position of a named consumer: the next offset it has not dealt with; 0 at first. */
  long cursor(String consumer);

  /**
   * Moves a consumer's cursor, and whatever else belongs to the same effect, in one transaction.
   */
  void commit(Checkpoint checkpoint);

  /** A value saved by an earlier checkpoint, or null. */
  String state(String key);

  /** Deletes entries that every consumer that ever committed has passed. */
  void trim();

  /** Bytes on disk. */
  long sizeBytes();

  /** The quarantine in the same file. */
  Quarantine quarantine();

  @Override
  void close();
}
