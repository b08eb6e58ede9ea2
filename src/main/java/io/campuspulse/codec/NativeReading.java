package io.campuspulse.codec;

/**
 * A reading in the convention's own names and units, before resolution.
 *
 * @param device native identity, or null when only the connection knows it
 * @param metric native path
 * @param value the value
 * @param unit unit symbol as sent or fixed by the convention, or null
 * @param time its event time
 * @param quality the convention's verdict
 * @param sequence the device's sequence number, or -1
 */
public record NativeReading(
    String device,
    String metric,
    NativeValue value,
    String unit,
    NativeTime time,
    NativeQuality quality,
    long sequence) {}
