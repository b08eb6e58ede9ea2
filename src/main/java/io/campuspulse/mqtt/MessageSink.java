package io.campuspulse.mqtt;

import io.campuspulse.model.RawMessage;

/**
 * Where received messages go: a bounded hand-off to the journal.
 *
 * <p>{@link #offer} is called on MQTT callback threads, several at a time, and must never wait: a
 * callback that blocks kills its connection.
 */
@FunctionalInterface
public interface MessageSink {
  /**
   * Takes a message, or refuses it at once.
   *
   * @param onDurable to be run once after the message survives a crash; any thread, never blocks,
   *     never throws
   * @return false when there is no room: then {@code onDurable} must not be run
   */
  boolean offer(RawMessage message, Runnable onDurable);
}
