package io.campuspulse.codec.mapping;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Syntaxes that a text may have; every pattern is linear. */
enum Like {
  /** Digits, perhaps after a minus. */
  INTEGER("-?[0-9]+", "a whole number"),
  /** A whole number of 64 bits with sign. */
  INTEGER64("-?[0-9]+", "a whole number of 64 bits"),
  /** Digits, perhaps with a point, perhaps after a minus. */
  DECIMAL("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)", "a decimal number"),
  /** A decimal, perhaps with an exponent. */
  FLOAT("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?", "a number"),
  /** A decimal as people write numbers, not identifiers: no zero in front, digits at both ends. */
  PLAIN("-?(0|[1-9][0-9]*)(\\.[0-9]+)?", "a plain number"),
  /** Only signs and points, such as {@code -} or {@code .}: a number without its digits. */
  BARE_SIGN("[+-]?\\.?", "a sign or point without digits"),
  /** Pairs of hexadecimal digits. */
  HEX("[0-9a-fA-F]+", "hexadecimal digits");

  private static final int MAX_LENGTH = 1100;

  private final Pattern pattern;
  private final String words;

  Like(String regex, String words) {
    this.pattern = Pattern.compile(regex);
    this.words = words;
  }

  boolean test(String text) {
    if (text.isEmpty() || (text.length() > MAX_LENGTH && this != HEX)) {
      return false;
    }
    return pattern.matcher(text).matches()
        && (this != INTEGER64 || fits64(text))
        && (this != HEX || text.length() % 2 == 0);
  }

  private static boolean fits64(String text) {
    return new BigInteger(text).bitLength() < Long.SIZE;
  }

  /** How mappings write it, such as {@code bare-sign}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String words() {
    return words;
  }
}
