package io.campuspulse.codec.mapping;

import java.util.List;
import java.util.Set;

/**
 * One level of a topic pattern.
 *
 * @param kind what it matches; the order of kinds is the order of precedence
 * @param literal the level itself, or what a {@link Kind#PARTIAL} level starts with
 * @param suffix what a {@link Kind#PARTIAL} level ends with
 * @param choices the words of a {@link Kind#CHOICE}
 * @param slot where the match goes, or -1
 */
record TopicLevel(Kind kind, String literal, String suffix, Set<String> choices, int slot) {
  enum Kind {
    /** Exactly this text. */
    LITERAL,
    /** One of some words. */
    CHOICE,
    /** One level that starts and ends with some text. */
    PARTIAL,
    /** Any one level. */
    ANY,
    /** One level or more. */
    REST,
    /** The remaining levels, possibly none. */
    HASH
  }

  static TopicLevel literal(String text) {
    return new TopicLevel(Kind.LITERAL, text, "", Set.of(), -1);
  }

  static TopicLevel wild(Kind kind, int slot) {
    return new TopicLevel(kind, "", "", Set.of(), slot);
  }

  static TopicLevel choice(List<String> words, int slot) {
    return new TopicLevel(Kind.CHOICE, "", "", Set.copyOf(words), slot);
  }

  static TopicLevel partial(String prefix, String suffix, int slot) {
    return new TopicLevel(Kind.PARTIAL, prefix, suffix, Set.of(), slot);
  }

  boolean many() {
    return kind == Kind.REST || kind == Kind.HASH;
  }

  /** Matches one level of a topic. */
  boolean accepts(String level) {
    return switch (kind) {
      case LITERAL -> literal.equals(level);
      case CHOICE -> choices.contains(level);
      case PARTIAL ->
          level.length() > literal.length() + suffix.length()
              && level.startsWith(literal)
              && level.endsWith(suffix);
      case ANY, REST, HASH -> true;
    };
  }

  /** The captured part of a level that was accepted. */
  String captured(String level) {
    return kind == Kind.PARTIAL
        ? level.substring(literal.length(), level.length() - suffix.length())
        : level;
  }

  /** Whether some level text could be accepted by both; may say yes too often, never too rarely. */
  boolean meets(TopicLevel other) {
    if (kind == Kind.LITERAL) {
      return other.accepts(literal);
    }
    if (other.kind == Kind.LITERAL) {
      return accepts(other.literal);
    }
    if (kind == Kind.CHOICE && other.kind == Kind.CHOICE) {
      return choices.stream().anyMatch(other.choices::contains);
    }
    return true;
  }
}
