package io.campuspulse.model;

import java.math.BigDecimal;

/**
 * A place where people teach, train, read or play. Spaces do not overlap.
 *
 * @param id unique in the city
 * @param building id of its building
 * @param name display name
 * @param type type of place
 * @param area dated floor area, m²
 * @param capacity dated number of seats or work places (工位)
 * @param hours opening hours, the basis {@code open}
 */
public record Space(
    String id,
    String building,
    Name name,
    SpaceType type,
    Dated<BigDecimal> area,
    Dated<Integer> capacity,
    OpeningHours hours) {}
