package io.campuspulse.registry;

import io.campuspulse.model.Interval;

/**
 * A time during which a space is closed for repair: it leaves available time and is listed.
 *
 * @param space id of the space
 * @param time event time, half-open
 * @param reason why, for readers
 */
public record Closure(String space, Interval time, String reason) {}
