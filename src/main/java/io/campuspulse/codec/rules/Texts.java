package io.campuspulse.codec.rules;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads values that may be numbers in text: quoted decimals, unit suffixes, null words.
 *
 * <p>A decimal in text is a sign or none, digits, and perhaps a point and digits, blanks around it
 * trimmed. It stays text when it has an exponent or is an integer with a leading zero.
 */
public final class Texts {
  private static final Set<String> NULL_WORDS = Set.of("nan", "NaN", "NAN", "NULL", "UNAVAILABLE");

  private Texts() {}

  /**
   * Reads a scalar or an array of scalars.
   *
   * @param numeric whether the convention demands a number, so that other text is bad
   * @throws Rejection with reason limit when a number in text has too many digits
   */
  public static Judged value(JsonTree tree, boolean numeric, Limits limits) {
    if (tree instanceof JsonTree.Num number) {
      return Judged.good(new NativeValue.Num(number.value(), null));
    }
    if (tree instanceof JsonTree.Str text) {
      return text(text.value(), numeric, limits);
    }
    if (tree instanceof JsonTree.Bool bool) {
      return Judged.good(new NativeValue.Bool(bool.value()));
    }
    return Judged.NO_VALUE;
  }

  /** Reads a bare body: {@code true}, {@code false} and {@code null} are what they are in JSON. */
  public static Judged word(String text, boolean numeric, Limits limits) {
    return switch (text) {
      case "true" -> Judged.good(new NativeValue.Bool(true));
      case "false" -> Judged.good(new NativeValue.Bool(false));
      case "null" -> Judged.none(text, NativeQuality.NO_VALUE);
      default -> text(text, numeric, limits);
    };
  }

  /** Reads a text by the same rules. */
  public static Judged text(String text, boolean numeric, Limits limits) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || !mayMean(trimmed.charAt(0))) {
      return numeric
          ? Judged.none(text, NativeQuality.BAD)
          : Judged.good(new NativeValue.Text(text));
    }
    if (NULL_WORDS.contains(trimmed)) {
      return Judged.none(text, NativeQuality.NO_VALUE);
    }
    int end = decimalEnd(trimmed);
    if (end > 0) {
      String unit = end == trimmed.length() ? null : trimmed.substring(end).strip();
      if (unit == null || Units.isSuffix(unit)) {
        char[] digits = trimmed.toCharArray();
        int sign = digits[0] == '+' ? 1 : 0;
        BigDecimal number = StrictJson.exact(digits, sign, end - sign, limits);
        return new Judged(new NativeValue.Num(number, text), unit, NativeQuality.GOOD);
      }
    }
    return numeric ? Judged.none(text, NativeQuality.BAD) : Judged.good(new NativeValue.Text(text));
  }

  /** Whether text with this first character can be a number or a null word. */
  private static boolean mayMean(char first) {
    return isDigit(first)
        || first == '-'
        || first == '+'
        || first == 'n'
        || first == 'N'
        || first == 'U';
  }

  /** Whether text means that there is no value. */
  public static boolean isNullWord(String text) {
    return NULL_WORDS.contains(text.strip());
  }

  /**
   * Decodes a payload that is plain text.
   *
   * @throws Rejection when the bytes are not UTF-8 or hold control characters
   */
  public static String plain(byte[] payload) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < ' ' && "\t\r\n".indexOf(text.charAt(i)) < 0) {
          throw Rejection.invalid("the text holds a control character");
        }
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Rejection.invalid("the text is not UTF-8");
    }
  }

  /** Whether a payload begins, after blanks, like a JSON object or array. */
  public static boolean looksLikeJson(byte[] payload) {
    for (byte b : payload) {
      if (b == '{' || b == '[') {
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return false;
  }

  /** Where the decimal at the start ends, or -1 when there is none or it must stay text. */
  private static int decimalEnd(String text) {
    int i = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int first = i;
    i = digitsEnd(text, i);
    if (i == first) {
      return -1;
    }
    boolean leadingZero = text.charAt(first) == '0' && i - first > 1;
    if (i + 1 < text.length() && text.charAt(i) == '.' && isDigit(text.charAt(i + 1))) {
      return digitsEnd(text, i + 1);
    }
    return leadingZero ? -1 : i;
  }

  private static int digitsEnd(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
