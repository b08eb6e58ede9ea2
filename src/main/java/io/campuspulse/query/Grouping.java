package io.campuspulse.query;

import java.util.Locale;
import java.util.Optional;

/** What a series is broken down by. */
public enum Grouping {
  NONE,
  SCHOOL,
  BUILDING,
  SPACE_TYPE,
  SPACE,
  EQUIPMENT,
  /** What spaces are booked for; only metrics over purposes have it. */
  PURPOSE;

  /** The API's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a grouping by its word; {@code none} is not one. */
  public static Optional<Grouping> byWord(String word) {
    for (Grouping g : values()) {
      if (g != NONE && g.word().equals(word)) {
        return Optional.of(g);
      }
    }
    return Optional.empty();
  }
}
