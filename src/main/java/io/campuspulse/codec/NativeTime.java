package io.campuspulse.codec;

import java.time.Instant;
import java.time.LocalDateTime;

/** The event time of a reading as its convention gives it. */
public sealed interface NativeTime {
  /** No time, or only a relative one. */
  NativeTime NONE = new None();

  /** An instant, all digits kept. */
  record At(Instant instant) implements NativeTime {}

  /** Wall time of the device's zone, which its configuration knows. */
  record Local(LocalDateTime time) implements NativeTime {}

  /** See {@link #NONE}. */
  record None() implements NativeTime {}
}
