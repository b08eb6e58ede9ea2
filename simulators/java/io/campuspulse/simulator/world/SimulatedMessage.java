package io.campuspulse.simulator.world;

/**
 * A message that a device sends.
 *
 * <p>The payload array is shared, not copied.
 *
 * @param sendTimeMillis when it is sent, epoch milliseconds of the world's time
 * @param topic MQTT topic
 * @param payload the bytes
 * @param retained whether the broker is asked to keep a copy
 * @param replayed whether a subscriber gets it as a stored copy, not live
 * @param device registry id of the device: messages of one device keep their order
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content in tests only
public record SimulatedMessage(
    long sendTimeMillis,
    String topic,
    byte[] payload,
    boolean retained,
    boolean replayed,
    String device) {}
