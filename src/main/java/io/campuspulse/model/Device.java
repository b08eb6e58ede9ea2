package io.campuspulse.model;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Something that publishes.
 *
 * @param id unique in the city
 * @param convention payload convention that it speaks, such as {@code campus}
 * @param identity its name in that convention, such as {@code 3303010001/room-b204}
 * @param expectedInterval nominal time between two samples of each of its points
 * @param zone zone of its local clock, for conventions whose time has no offset
 */
public record Device(
    String id, String convention, String identity, Duration expectedInterval, ZoneId zone) {}
