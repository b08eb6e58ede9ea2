package io.campuspulse.ingest;

import io.campuspulse.codec.Effect;

/**
 * Acts on what messages ask for, such as a rebirth. Told about each message once, never when it is
 * only written again. Called by the ingest thread; must not block.
 */
@FunctionalInterface
public interface LiveEffects {
  /** Does nothing. */
  LiveEffects NONE = (effect, receivedAtMillis) -> {};

  /**
   * Takes one effect.
   *
   * @param receivedAtMillis when its message was received: after an outage, long ago
   */
  void accept(Effect effect, long receivedAtMillis);
}
