package io.campuspulse.model;

import java.math.BigDecimal;
import java.time.ZoneId;

/**
 * The city whose schools one installation serves.
 *
 * @param id short identifier
 * @param name display name
 * @param gridRegion key into the emission factor table, such as {@code zhejiang}
 * @param zone time zone of its days
 * @param yuanPerKwh price of electricity, which changes at new years only
 */
public record City(
    String id, Name name, String gridRegion, ZoneId zone, Dated<BigDecimal> yuanPerKwh) {
  /** A city without a registered price of electricity. */
  public City(String id, Name name, String gridRegion, ZoneId zone) {
    this(id, name, gridRegion, zone, Dated.never());
  }
}
