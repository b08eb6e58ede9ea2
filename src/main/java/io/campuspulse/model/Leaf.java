package io.campuspulse.model;

import java.util.Objects;

/**
 * A scope at which facts are kept: the smallest thing that a figure can be about.
 *
 * @param kind what it is
 * @param id registry id of the space, equipment or point
 */
public record Leaf(Kind kind, String id) implements Comparable<Leaf> {
  /** What facts are kept for. */
  public enum Kind {
    SPACE,
    EQUIPMENT,
    /** A cumulative register: its id is the point's. */
    METER,
    /** A grid connection with generation behind it: its id is the scope's, {@code school:…}. */
    CONNECTION,
    /** One point seen as a data channel: its id is the point's. */
    CHANNEL,
    /** A space seen through the rules for its air and light: its id is the space's. */
    RULES,
    /** A gauge whose mean counts, such as the outdoor temperature: its id is the point's. */
    GAUGE;

    /** The lower-case word in keys. */
    public String word() {
      return switch (this) {
        case SPACE -> "space";
        case EQUIPMENT -> "equipment";
        case METER -> "meter";
        case CONNECTION -> "connection";
        case CHANNEL -> "channel";
        case RULES -> "rules";
        case GAUGE -> "gauge";
      };
    }
  }

  public Leaf {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(id, "id");
  }

  /** The key in stores, such as {@code space:A101}. */
  public String key() {
    return kind.word() + ":" + id;
  }

  /**
   * Reads a key back.
   *
   * @throws IllegalArgumentException when the text is not a key
   */
  public static Leaf parse(String key) {
    int colon = key.indexOf(':');
    if (colon > 0) {
      String word = key.substring(0, colon);
      for (Kind kind : Kind.values()) {
        if (kind.word().equals(word)) {
          return new Leaf(kind, key.substring(colon + 1));
        }
      }
    }
    throw new IllegalArgumentException("not a leaf key: " + key);
  }

  @Override
  public int compareTo(Leaf other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : id.compareTo(other.id);
  }

  @Override
  public String toString() {
    return key();
  }
}
