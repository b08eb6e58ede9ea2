package io.campuspulse.model;

import java.util.Comparator;
import java.util.Objects;

/**
 * One accepted sample of one point: an element of the set from which every figure is computed.
 *
 * <p>All six components are its identity. The same sample delivered twice is two readings that
 * differ in {@code receivedAtMillis}; replaying the journal yields the very same readings, so
 * writing them again changes nothing.
 *
 * @param point registry id of the point
 * @param timeMillis event time, epoch milliseconds
 * @param value fixed point, canonical value × 10^decimals of the point's quantity; 0 when {@code
 *     quality} is BAD
 * @param quality trust
 * @param sequence the device's sequence number, or -1 without one
 * @param receivedAtMillis journaled receive time, epoch milliseconds
 */
public record Reading(
    String point,
    long timeMillis,
    long value,
    Quality quality,
    long sequence,
    long receivedAtMillis) {

  /**
   * The total order of readings of one point: by event time; at one time the reading that decides
   * comes first (better quality, then higher sequence, then greater value, then earlier receipt).
   * Arrival order never matters.
   */
  public static final Comparator<Reading> CANONICAL =
      Comparator.comparingLong(Reading::timeMillis)
          .thenComparing(Reading::quality)
          .thenComparing(Comparator.comparingLong(Reading::sequence).reversed())
          .thenComparing(Comparator.comparingLong(Reading::value).reversed())
          .thenComparingLong(Reading::receivedAtMillis);

  public Reading {
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(quality, "quality");
  }
}
