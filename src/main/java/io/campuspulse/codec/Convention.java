package io.campuspulse.codec;

import io.campuspulse.model.RawMessage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One payload convention: which topics are its own, and what a message on them says.
 *
 * <p>Called by one thread at a time, in journal order. A convention that keeps nothing from message
 * to message leaves the state methods as they are.
 */
public interface Convention {
  /** The stable id that results carry, such as {@code zigbee2mqtt}. */
  String id();

  /**
   * Whether messages on a topic are of this convention, from the topic alone: the answer for a
   * topic is always the same, and is remembered.
   */
  boolean claims(Topic topic);

  /**
   * Decodes a message on a claimed topic. The retain flag changes nothing here: readings of a
   * stored copy are the same, and the caller marks them.
   *
   * @param effects takes what the message asks for beyond readings
   * @return the outcome, or null when the body shows that the message belongs to a convention
   *     registered later
   * @throws Rejection when the message is invalid; any state is then as before
   */
  DecodeResult decode(Topic topic, RawMessage message, Effects effects);

  /**
   * This convention as if no message had come yet; itself when it keeps no state. Whoever overrides
   * {@link #save} overrides this.
   */
  default Convention fresh() {
    return this;
  }

  /** Writes the bounded state that later messages depend on. */
  default void save(DataOutput out) throws IOException {}

  /**
   * Reads what {@link #save} wrote.
   *
   * @return makes the state read the current one; nothing changes before it is run
   * @throws IOException when the bytes are damaged; the state is then as before
   */
  default Runnable load(DataInput in) throws IOException {
    return () -> {};
  }
}
