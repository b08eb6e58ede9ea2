package io.campuspulse.model;

/**
 * How far a reading may be trusted, best first. The order decides conflicts: of two readings of one
 * point at one time the better quality wins.
 */
public enum Quality {
  /** A plausible value at the device's own time. */
  GOOD,
  /** A plausible value; the device gave no usable time, so the receive time stands for it. */
  NO_CLOCK,
  /** Decoded as sent, but a known sentinel, out of range, or declared uncertain by its source. */
  SUSPECT,
  /** The source itself says that there is no value (fault, not available, null). */
  BAD;

  /** Whether metrics may use a reading of this quality. */
  public boolean usable() {
    return this == GOOD || this == NO_CLOCK;
  }
}
