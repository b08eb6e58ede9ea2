package io.campuspulse.codec.rules;

import java.util.Set;

/**
 * The grammar of UCUM's case-sensitive symbols: terms of prefixed atoms with exponents, joined by
 * {@code .} and {@code /}, with annotations in braces. Source: The Unified Code for Units of
 * Measure, version 2.1, tables 1 to 20 for what buildings and workshops measure.
 */
final class Ucum {
  private static final int LONGEST = 64;

  private static final Set<String> METRIC =
      Set.of(
          "m", "s", "g", "rad", "K", "C", "cd", "mol", "sr", "Hz", "N", "Pa", "J", "W", "A", "V",
          "F", "Ohm", "S", "Wb", "Cel", "T", "H", "lm", "lx", "Bq", "Gy", "Sv", "kat", "l", "L",
          "ar", "t", "bar", "u", "eV", "pc", "B", "B[SPL]", "B[V]", "B[mV]", "B[uV]", "B[W]",
          "B[kW]", "bit", "By", "Bd", "cal", "eq", "osm", "[iU]", "[IU]", "Np", "G", "P", "St",
          "m[H2O]", "m[Hg]");

  private static final Set<String> PLAIN =
      Set.of(
          "%",
          "10*",
          "10^",
          "[pi]",
          "deg",
          "gon",
          "'",
          "''",
          "min",
          "h",
          "d",
          "a",
          "wk",
          "mo",
          "[degF]",
          "[degR]",
          "[ppth]",
          "[ppm]",
          "[ppb]",
          "[pptr]",
          "[pH]",
          "[in_i]",
          "[ft_i]",
          "[yd_i]",
          "[mi_i]",
          "[lb_av]",
          "[oz_av]",
          "[lbf_av]",
          "[psi]",
          "[HP]",
          "[gal_us]",
          "[cft_i]",
          "[Btu]",
          "[Btu_IT]",
          "[c]",
          "[g]",
          "atm",
          "[kn_i]",
          "[nmi_i]",
          "circ",
          "[car_au]",
          "[in_i'H2O]",
          "[in_i'Hg]",
          "bit_s");

  private static final String[] PREFIXES = {
    "da", "Ki", "Mi", "Gi", "Ti", "Y", "Z", "E", "P", "T", "G", "M", "k", "h", "d", "c", "m", "u",
    "n", "p", "f", "a", "z", "y"
  };

  private final String text;
  private int at;

  private Ucum(String text) {
    this.text = text;
  }

  /** Whether a text is a valid UCUM symbol made of known atoms. */
  static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    Ucum parser = new Ucum(text);
    return parser.term() && parser.at == text.length();
  }

  private boolean term() {
    if (peek() == '/') {
      at++;
    }
    while (component()) {
      char next = peek();
      if (next != '.' && next != '/') {
        return true;
      }
      at++;
    }
    return false;
  }

  private boolean component() {
    if (peek() == '(') {
      at++;
      if (!term() || peek() != ')') {
        return false;
      }
      at++;
      return true;
    }
    int start = at;
    while (at < text.length() && "./(){".indexOf(peekInBrackets()) < 0) {
      at++;
    }
    boolean simple = at > start && isSimple(text.substring(start, at));
    boolean annotated = annotation();
    return simple || (at > start && annotated && text.charAt(start) == '{');
  }

  /** The next character, skipping what stands in square brackets. */
  private char peekInBrackets() {
    if (peek() == '[') {
      int close = text.indexOf(']', at);
      at = close < 0 ? at : close;
    }
    return peek();
  }

  private boolean annotation() {
    if (peek() != '{') {
      return false;
    }
    int close = text.indexOf('}', at);
    if (close <= at + 1) {
      return false;
    }
    for (int i = at + 1; i < close; i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    at = close + 1;
    return true;
  }

  private static boolean isSimple(String unit) {
    if (unit.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return true;
    }
    if (isAtom(unit)) {
      return true;
    }
    int end = unit.length();
    while (end > 0 && Character.isDigit(unit.charAt(end - 1))) {
      end--;
    }
    if (end == unit.length() || end == 0) {
      return false;
    }
    char sign = unit.charAt(end - 1);
    return isAtom(unit.substring(0, sign == '-' || sign == '+' ? end - 1 : end));
  }

  private static boolean isAtom(String unit) {
    if (METRIC.contains(unit) || PLAIN.contains(unit)) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (unit.startsWith(prefix) && METRIC.contains(unit.substring(prefix.length()))) {
        return true;
      }
    }
    return false;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
