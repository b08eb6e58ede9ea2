package io.campuspulse.normalize;

import io.campuspulse.model.Reading;

/** The outcome of normalizing one sample. */
public sealed interface Normalized {
  /** A reading for the set. */
  record Accepted(Reading reading) implements Normalized {}

  /**
   * A sample that cannot become a reading of its point.
   *
   * @param reason stable code, such as {@code unknown-unit}
   * @param sentence what, which value, which rule
   */
  record Refused(String reason, String sentence) implements Normalized {}
}
