package io.campuspulse.metrics;

import io.campuspulse.model.PowerSignature;
import java.util.Locale;

/** What a machine does; the ordinal of the first four is their code in readings. */
public enum MachineState {
  OFF,
  IDLE,
  WORKING,
  FAULT,
  UNKNOWN;

  /** The word in facts and the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of a reported code or a track's value. */
  static MachineState of(long code) {
    return code < 0 || code >= UNKNOWN.ordinal() ? UNKNOWN : values()[(int) code];
  }

  /**
   * What a power says after a state; after a gap start from {@link #OFF}, by which values between
   * the levels take the lower state.
   */
  static MachineState next(MachineState before, long milliwatt, PowerSignature levels) {
    if (milliwatt >= levels.workHigh()) {
      return WORKING;
    }
    if (milliwatt <= levels.idleLow()) {
      return OFF;
    }
    if (before == WORKING) {
      return milliwatt > levels.workLow() ? WORKING : IDLE;
    }
    return before == IDLE || milliwatt >= levels.idleHigh() ? IDLE : OFF;
  }
}
