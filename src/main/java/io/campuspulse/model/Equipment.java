package io.campuspulse.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A machine or another piece of equipment in a space.
 *
 * @param id unique in the city
 * @param space id of its space
 * @param name display name
 * @param kind free word such as {@code cnc}, {@code welder}, {@code vr_headset}
 * @param ratedPowerW rated power in W, when registered
 */
public record Equipment(
    String id, String space, Name name, String kind, Optional<BigDecimal> ratedPowerW) {}
