package io.campuspulse.model;

import java.time.ZoneId;

/**
 * The city whose schools one installation serves.
 *
 * @param id short identifier
 * @param name display name
 * @param gridRegion key into the emission factor table, such as {@code zhejiang}
 * @param zone time zone of its days
 */
public record City(String id, Name name, String gridRegion, ZoneId zone) {}
