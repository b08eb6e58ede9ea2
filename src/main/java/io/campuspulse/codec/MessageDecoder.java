package io.campuspulse.codec;

import io.campuspulse.model.RawMessage;
import java.io.IOException;

/**
 * Decodes messages of all conventions. An implementation may keep bounded state from message to
 * message (aliases, units), so messages must be fed in journal order by one thread at a time.
 */
public interface MessageDecoder {
  /** Decodes one message; never throws for any bytes on any topic. */
  DecodeResult decode(RawMessage message);

  /**
   * A decoder that knows what this one knows now and goes its own way from here: for messages of
   * the past, which must not disturb what the newest ones have told. What messages ask for beyond
   * readings it drops. To be used by the same thread. Itself when there is no state.
   */
  default MessageDecoder fork() {
    return this;
  }

  /** The state that later messages depend on, bounded; empty when there is none. */
  default byte[] snapshot() {
    return new byte[0];
  }

  /**
   * Restores what {@link #snapshot} gave.
   *
   * @throws IOException when the bytes are damaged or of another version; nothing has changed then
   */
  default void restore(byte[] snapshot) throws IOException {}
}
