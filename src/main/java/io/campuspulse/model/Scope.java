package io.campuspulse.model;

import java.util.Locale;
import java.util.Objects;

/**
 * What a figure is about.
 *
 * @param level level in the hierarchy
 * @param id registry id; empty for the city
 */
public record Scope(Level level, String id) {
  /** The levels, widest first. */
  public enum Level {
    CITY,
    SCHOOL,
    BUILDING,
    SPACE,
    EQUIPMENT;

    /** The lower-case word of the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The whole city. */
  public static final Scope CITY = new Scope(Level.CITY, "");

  public Scope {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(id, "id");
    if ((level == Level.CITY) != id.isEmpty()) {
      throw new IllegalArgumentException("a scope needs an id, the city has none");
    }
  }

  public static Scope school(String id) {
    return new Scope(Level.SCHOOL, id);
  }

  public static Scope building(String id) {
    return new Scope(Level.BUILDING, id);
  }

  public static Scope space(String id) {
    return new Scope(Level.SPACE, id);
  }

  public static Scope equipment(String id) {
    return new Scope(Level.EQUIPMENT, id);
  }

  /**
   * Reads {@code city}, {@code school:ID}, {@code building:ID}, {@code space:ID} or {@code
   * equipment:ID}.
   *
   * @throws IllegalArgumentException with a sentence when the text is none of these
   */
  public static Scope parse(String text) {
    if (text.equals("city")) {
      return CITY;
    }
    int colon = text.indexOf(':');
    if (colon > 0 && colon < text.length() - 1) {
      for (Level level : Level.values()) {
        if (level != Level.CITY && level.word().equals(text.substring(0, colon))) {
          return new Scope(level, text.substring(colon + 1));
        }
      }
    }
    throw new IllegalArgumentException(
        "scope must be city, school:ID, building:ID, space:ID or equipment:ID, not '" + text + "'");
  }

  @Override
  public String toString() {
    return level == Level.CITY ? "city" : level.word() + ":" + id;
  }
}
