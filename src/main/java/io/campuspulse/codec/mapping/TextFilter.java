package io.campuspulse.codec.mapping;

import java.util.Locale;
import java.util.function.UnaryOperator;

/** What a template does to the text of a hole. Immutable; safe for all threads. */
final class TextFilter {
  private static final String KNOWN =
      "upper, lower, colons, plain, trim, before-last(x), after-last(x), drop-prefix(x),"
          + " drop-suffix(x)";

  private final UnaryOperator<String> function;

  private TextFilter(UnaryOperator<String> function) {
    this.function = function;
  }

  /** Compiles a filter such as {@code upper} or {@code before-last(:)}. */
  static TextFilter parse(String word) {
    int open = word.indexOf('(');
    String name = open < 0 ? word : word.substring(0, open);
    boolean closed = open >= 0 && word.endsWith(")") && word.length() > open + 2;
    String argument = closed ? word.substring(open + 1, word.length() - 1) : null;
    UnaryOperator<String> function = open < 0 ? simple(name) : withText(name, argument);
    if (function == null) {
      throw new MappingSyntaxException("'" + word + "' is not a filter; known: " + KNOWN);
    }
    return new TextFilter(function);
  }

  private static UnaryOperator<String> simple(String name) {
    return switch (name) {
      case "upper" -> text -> text.toUpperCase(Locale.ROOT);
      case "lower" -> text -> text.toLowerCase(Locale.ROOT);
      case "trim" -> String::strip;
      case "colons" -> TextFilter::colons;
      case "plain" -> text -> text.replace(":", "").replace("-", "");
      default -> null;
    };
  }

  private static UnaryOperator<String> withText(String name, String x) {
    if (x == null) {
      return null;
    }
    return switch (name) {
      case "before-last" ->
          text -> text.contains(x) ? text.substring(0, text.lastIndexOf(x)) : text;
      case "after-last" ->
          text -> text.contains(x) ? text.substring(text.lastIndexOf(x) + x.length()) : text;
      case "drop-prefix" -> text -> text.startsWith(x) ? text.substring(x.length()) : text;
      case "drop-suffix" ->
          text -> text.endsWith(x) ? text.substring(0, text.length() - x.length()) : text;
      default -> null;
    };
  }

  /** A colon after every two characters of an address that has none. */
  private static String colons(String text) {
    if (text.indexOf(':') >= 0 || text.length() % 2 != 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() * 3 / 2);
    for (int i = 0; i < text.length(); i += 2) {
      out.append(i == 0 ? "" : ":").append(text, i, i + 2);
    }
    return out.toString();
  }

  String apply(String text) {
    return function.apply(text);
  }
}
