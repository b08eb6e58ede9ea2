package io.campuspulse.mockcity;

import java.util.Locale;
import java.util.Optional;

/** What the platform speaks. */
public enum Profile {
  IRS_SIGNED,
  NGSI_LD;

  /** The word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a profile by its word. */
  public static Optional<Profile> byWord(String word) {
    for (Profile profile : values()) {
      if (profile.word().equals(word)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }
}
