package io.campuspulse.codec;

import java.util.Locale;

/** A convention's verdict on one reading; the first that applies. */
public enum NativeQuality {
  BAD,
  INVALID,
  NO_VALUE,
  SUSPECT,
  NO_CLOCK,
  GOOD;

  /** The word, such as {@code no-value}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
