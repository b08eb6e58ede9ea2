package io.campuspulse.codec.rules;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;

/**
 * A value as the shared rules read it.
 *
 * @param value the value
 * @param unit the unit its own suffix gave, else null
 * @param quality the verdict on the value alone
 */
public record Judged(NativeValue value, String unit, NativeQuality quality) {
  /** Null, because the source said that there is no value. */
  public static final Judged NO_VALUE = new Judged(NativeValue.NULL, null, NativeQuality.NO_VALUE);

  /** A good value without a unit of its own. */
  public static Judged good(NativeValue value) {
    return new Judged(value, null, NativeQuality.GOOD);
  }

  /** Null with a verdict and the literal that stood there, or null for none. */
  public static Judged none(String raw, NativeQuality quality) {
    return new Judged(raw == null ? NativeValue.NULL : new NativeValue.Null(raw), null, quality);
  }

  /** The same value with the worse of its own quality and another. */
  public Judged atWorst(NativeQuality other) {
    return other.compareTo(quality) < 0 ? new Judged(value, unit, other) : this;
  }
}
