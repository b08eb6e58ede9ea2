package io.campuspulse.mqtt;

import java.util.Optional;

/**
 * What a source has done so far; counters never decrease.
 *
 * @param connections configured connections
 * @param connected how many are subscribed and receiving at the moment
 * @param connects times a connection was accepted and subscribed
 * @param disconnects times such a connection ended, for whatever reason
 * @param messages what happened to messages
 * @param takeover set while the broker keeps closing a connection just after accepting it: most
 *     likely a second client uses the same id
 * @param lastError the newest reason why a connection ended or could not be made
 */
public record MqttStats(
    int connections,
    int connected,
    long connects,
    long disconnects,
    Messages messages,
    Optional<String> takeover,
    Optional<String> lastError) {

  /**
   * Message counters. Each received message ends as acked, refused or a dropped stale
   * acknowledgement, or it is still with the sink.
   *
   * @param received handed to the sink, whatever it said
   * @param acked acknowledged to the broker
   * @param staleAcksDropped durable only after their connection had ended: not acknowledged, the
   *     broker delivers them again
   * @param refused the sink had no room, or failed: not acknowledged, the broker delivers them
   *     again
   * @param unacknowledgeable delivered with QoS 0 because they were published so: no
   *     acknowledgement exists, and what the sink refuses of them is lost
   */
  public record Messages(
      long received, long acked, long staleAcksDropped, long refused, long unacknowledgeable) {}

  /** Whether every connection is up. */
  public boolean allConnected() {
    return connected == connections;
  }
}
