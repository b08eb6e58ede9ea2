package io.campuspulse.journal;

import java.util.List;
import java.util.Map;

/**
 * Messages that could not be used, verbatim, bounded by number, bytes and age; what the bounds
 * remove is counted. Filled only through {@link Journal#commit}.
 */
public interface Quarantine {
  /**
   * Lists messages by offset.
   *
   * @param reason only this reason code, or null for all
   * @param from first offset
   * @param limit most messages to return
   */
  List<QuarantinedMessage> list(String reason, long from, int limit);

  /** Number of messages kept, by reason code. */
  Map<String, Long> counts();

  /** Number of messages removed by the bounds since the file was made. */
  long trimmed();

  /** Removes messages that were replayed with success. */
  void remove(List<Long> offsets);
}
