package io.campuspulse.model;

import java.util.Objects;

/**
 * One MQTT message exactly as it was delivered.
 *
 * <p>The payload array is shared, not copied: whoever creates a message gives the array away.
 *
 * @param topic the MQTT topic
 * @param payload the bytes, possibly empty
 * @param retained the retain flag of the delivery: a stored copy, not a live sample
 * @param receivedAtMillis epoch milliseconds at which the service received it
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the journal offset, never equals()
public record RawMessage(String topic, byte[] payload, boolean retained, long receivedAtMillis) {
  public RawMessage {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(payload, "payload");
  }
}
