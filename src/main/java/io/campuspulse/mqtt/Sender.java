package io.campuspulse.mqtt;

/** Sends commands to devices: QoS 0, not retained, forgotten when the broker is away. */
@FunctionalInterface
public interface Sender {
  /**
   * Sends, without waiting. Any thread.
   *
   * @return whether it left; false when no connection is up
   */
  boolean send(String topic, byte[] payload);
}
