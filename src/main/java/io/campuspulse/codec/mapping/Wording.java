package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Texts;
import java.util.Map;
import java.util.Set;

/**
 * How text becomes a value.
 *
 * @param type what is demanded
 * @param like the syntax of a number where the convention has its own, else null for the shared one
 * @param words texts with a value of their own; case counts
 * @param nullWords texts that mean null beyond the shared ones; null when not even those do
 * @param decimalMark the decimal mark, {@code .} or {@code ,}
 * @param suffixes texts behind a number and the unit each means, beyond the known units
 */
record Wording(
    Type type,
    Like like,
    Map<String, NativeValue> words,
    Set<String> nullWords,
    char decimalMark,
    Map<String, String> suffixes) {
  static final Wording DEFAULT = new Wording(Type.ANY, null, Map.of(), Set.of(), '.', Map.of());

  enum Type {
    /** A number if it reads as one, else text. */
    ANY,
    /** A number; other text is a failure. */
    NUMBER,
    /** Text, whatever it looks like. */
    TEXT,
    /** One of the words; other text is a failure. */
    WORD
  }

  /**
   * Reads a text.
   *
   * @param bare whether the text is the whole payload, so that a plain number was not converted
   * @return null when it is not what the type demands
   */
  Judged read(String text, boolean bare, Limits limits) {
    NativeValue word = words.get(text);
    if (word != null) {
      return Judged.good(word);
    }
    if (nullWords != null && (nullWords.contains(text) || Texts.isNullWord(text))) {
      return Judged.none(text, NativeQuality.NO_VALUE);
    }
    if (type == Type.TEXT) {
      return Judged.good(new NativeValue.Text(text));
    }
    if (type == Type.WORD) {
      return null;
    }
    Judged judged = like == null ? shared(text, limits) : own(text, limits);
    if (judged.quality() == NativeQuality.BAD) {
      return null;
    }
    if (bare && judged.value() instanceof NativeValue.Num number && plainNumber(text)) {
      return new Judged(new NativeValue.Num(number.value(), null), judged.unit(), judged.quality());
    }
    return judged;
  }

  private Judged own(String text, Limits limits) {
    if (!like.test(text)) {
      return type == Type.NUMBER
          ? Judged.none(text, NativeQuality.BAD)
          : Judged.good(new NativeValue.Text(text));
    }
    char[] chars = text.toCharArray();
    return Judged.good(new NativeValue.Num(StrictJson.exact(chars, 0, chars.length, limits), text));
  }

  private Judged shared(String text, Limits limits) {
    String number = text;
    String unit = null;
    for (Map.Entry<String, String> suffix : suffixes.entrySet()) {
      if (number.endsWith(suffix.getKey()) && number.length() > suffix.getKey().length()) {
        number = number.substring(0, number.length() - suffix.getKey().length());
        unit = suffix.getValue();
        break;
      }
    }
    if (decimalMark == ',' && number.indexOf('.') < 0) {
      number = number.replace(',', '.');
    }
    boolean numeric = type == Type.NUMBER;
    Judged judged = Texts.text(number, numeric, limits);
    if (judged.value() instanceof NativeValue.Num read) {
      return new Judged(
          new NativeValue.Num(read.value(), text),
          unit == null ? judged.unit() : unit,
          judged.quality());
    }
    return numeric ? judged : Judged.good(new NativeValue.Text(text));
  }

  /** Whether a text is a number as JSON writes it, so that reading it converted nothing. */
  private static boolean plainNumber(String text) {
    return Like.DECIMAL.test(text);
  }
}
