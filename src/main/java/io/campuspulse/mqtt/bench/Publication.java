package io.campuspulse.mqtt.bench;

/** A message to publish; the payload array is not copied. */
@SuppressWarnings("ArrayRecordComponent") // written once to a socket, never compared
public record Publication(String topic, byte[] payload) {}
