package io.campuspulse.normalize;

import io.campuspulse.model.Quality;
import java.math.BigDecimal;

/**
 * A decoded value of a known point, before normalization.
 *
 * @param number the number, booleans as 1 and 0; null for text or when the source has no value
 * @param text the text when it is no number, else null
 * @param unit unit symbol of the message or its convention, or null
 * @param timeMillis the device's time, epoch milliseconds, or null without a usable one
 * @param quality the convention's verdict
 * @param sequence the device's sequence number, or -1
 */
public record Sample(
    BigDecimal number, String text, String unit, Long timeMillis, Quality quality, long sequence) {}
