package io.campuspulse.config;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Reads instants written with their offset, such as {@code 2026-03-02T10:05:00+08:00}. */
final class Moments {
  private Moments() {}

  /** Epoch milliseconds of a required key; a wrong one is reported. */
  static OptionalLong read(Section entry, String key) {
    String text = entry.text(key);
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    } catch (DateTimeException e) {
      entry.problemAt(key, "must be a time with its offset, such as 2026-03-02T10:05:00+08:00");
      return OptionalLong.empty();
    }
  }
}
