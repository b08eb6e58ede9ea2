package io.campuspulse.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that could not be used, verbatim, bounded by number, bytes and age; what the bounds
 * remove is counted. Filled only through {@link Journal#commit}, emptied by the bounds and by
 * {@link #replay}. Thread-safe; blocks, and throws {@link JournalException} when the medium fails.
 */
public interface Quarantine {

  /**
   * Which messages; every field narrows the choice, null leaves it open.
   *
   * @param reason exactly this reason code
   * @param topicPrefix topics that begin with this text, byte by byte
   * @param source messages of this device
   * @param fromMillis received at this time or later, epoch milliseconds
   * @param toMillis received before this time, epoch milliseconds
   */
  record Filter(
      String reason, String topicPrefix, SourceFilter source, Long fromMillis, Long toMillis) {
    /** Every message. */
    public static final Filter ALL = new Filter(null, null, null, null, null);

    /** Messages with a reason. */
    public static Filter reason(String reason) {
      return new Filter(reason, null, null, null, null);
    }

    /**
     * Messages of a device.
     *
     * @param convention its convention, or null for any
     */
    public static Filter device(String convention, String device) {
      return new Filter(null, null, new SourceFilter(convention, device), null, null);
    }
  }

  /**
   * Which source; null leaves a field open.
   *
   * @param convention exactly this convention
   * @param device exactly this identity
   */
  record SourceFilter(String convention, String device) {}

  /**
   * Lists messages by offset.
   *
   * @param after offset after which to begin; -1 for all
   * @param limit most messages to return
   * @return at most about 8 MiB, but at least one message if there is one
   */
  List<QuarantinedMessage> page(Filter filter, long after, int limit);

  /**
   * Lists messages by offset.
   *
   * @param reason only this reason code, or null for all
   * @param from first offset
   * @param limit most messages to return
   */
  default List<QuarantinedMessage> list(String reason, long from, int limit) {
    return page(Filter.reason(reason), from - 1, limit);
  }

  /** The message received at an offset, if it is here. */
  Optional<QuarantinedMessage> get(long offset);

  /**
   * Number of messages.
   *
   * @param after offset after which to count; -1 for all
   */
  long count(Filter filter, long after);

  /** Number of messages kept, by reason code. */
  Map<String, Long> counts();

  /** Number of messages removed by the bounds since the file was made. */
  long trimmed();

  /**
   * Puts messages back at the end of the journal, to be tried again: in the order in which they
   * were received, with the receive times that they had. Each leaves the quarantine in the very
   * transaction that journals it, so that a crash at any moment neither loses nor doubles one, and
   * asking again, or twice at once, changes nothing. What cannot be used again either comes back
   * here under its old offset.
   *
   * @param atMillis when this was asked for, epoch milliseconds
   * @return number of messages put back
   */
  long replay(Filter filter, long atMillis);
}
