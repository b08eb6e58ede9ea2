package io.campuspulse.codec;

import io.campuspulse.model.RawMessage;

/**
 * Decodes messages of all conventions. An implementation may keep bounded state from message to
 * message (aliases, units), so messages must be fed in journal order by one thread at a time.
 */
public interface MessageDecoder {
  /** Decodes one message; never throws for any bytes on any topic. */
  DecodeResult decode(RawMessage message);
}
