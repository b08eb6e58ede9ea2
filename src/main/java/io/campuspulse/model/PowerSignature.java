package io.campuspulse.model;

/**
 * The power levels, in mW, at which a machine changes its state (METRICS §4 "Equipment state"):
 * from off to idle at {@code idleHigh} or more, back at {@code idleLow} or less; from idle to
 * working at {@code workHigh} or more, back at {@code workLow} or less. Between, it stays.
 *
 * @param idleLow at most this: off
 * @param idleHigh at least this: no longer off
 * @param workLow at most this: no longer working
 * @param workHigh at least this: working
 */
public record PowerSignature(long idleLow, long idleHigh, long workLow, long workHigh) {
  public PowerSignature {
    if (idleLow < 0 || idleLow > idleHigh || idleHigh > workLow || workLow > workHigh) {
      throw new IllegalArgumentException(
          "power levels must ascend: "
              + idleLow
              + ", "
              + idleHigh
              + ", "
              + workLow
              + ", "
              + workHigh);
    }
  }
}
