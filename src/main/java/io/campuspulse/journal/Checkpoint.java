package io.campuspulse.journal;

import java.util.List;
import java.util.Map;

/**
 * What becomes durable together when a consumer moves on.
 *
 * @param consumer name of the consumer
 * @param nextOffset its new cursor
 * @param state values to save by key
 * @param quarantined messages that could not be used; identified by offset, so that replaying the
 *     same range adds nothing
 */
public record Checkpoint(
    String consumer,
    long nextOffset,
    Map<String, String> state,
    List<QuarantinedMessage> quarantined) {
  public Checkpoint {
    state = Map.copyOf(state);
    quarantined = List.copyOf(quarantined);
  }
}
