package io.campuspulse.mockcity;

import java.util.Locale;
import java.util.Optional;

/** What the switchboard makes the platform do with requests. */
public enum Mode {
  /** Work. */
  OK,
  /** Answer 500 and take nothing. */
  ERROR,
  /** Read the request and never answer; take nothing. */
  TIMEOUT,
  /** Take the batch, then cut the connection instead of answering. */
  DROP,
  /** Answer late. */
  SLOW,
  /** Refuse every signature. */
  REJECT_SIGNATURE,
  /** Have a clock that is wrong. */
  SKEW,
  /** Cut every connection at once. */
  OUTAGE,
  /** {@code ngsi-ld}: refuse every tenth entity with a 207. */
  PARTIAL;

  /** The word of the switchboard. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Mode> byWord(String word) {
    for (Mode mode : values()) {
      if (mode.word().equals(word)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
