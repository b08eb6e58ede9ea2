package io.campuspulse.codec.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads the keys of a block. Wrong values are reported where they stand, and the reading goes on
 * with a fallback, so that one run lists all problems.
 */
final class Fields {
  private final Setting block;

  Fields(Setting block) {
    this.block = block;
    if (block.form() != Setting.Form.BLOCK) {
      block.problem("must be a block of keys");
    }
  }

  Setting block() {
    return block;
  }

  boolean has(String key) {
    return block.get(key).isPresent();
  }

  Optional<Setting> get(String key) {
    return block.get(key);
  }

  Optional<Fields> fields(String key) {
    return block.get(key).map(Fields::new);
  }

  Optional<String> text(String key) {
    return block.get(key).flatMap(Fields::textOf);
  }

  String text(String key, String fallback) {
    return text(key).orElse(fallback);
  }

  static Optional<String> textOf(Setting setting) {
    if (setting.form() != Setting.Form.TEXT) {
      setting.problem("must be a single value");
      return Optional.empty();
    }
    return Optional.of(setting.text());
  }

  /** Compiles a text; the sentence of a syntax error is reported. */
  <T> Optional<T> parse(String key, Function<String, T> parser) {
    return block.get(key).flatMap(setting -> parse(setting, parser));
  }

  static <T> Optional<T> parse(Setting setting, Function<String, T> parser) {
    return textOf(setting).flatMap(text -> attempt(setting, () -> parser.apply(text)));
  }

  /** Runs something whose syntax errors are reported at a setting. */
  static <T> Optional<T> attempt(Setting setting, Supplier<T> action) {
    try {
      return Optional.ofNullable(action.get());
    } catch (MappingSyntaxException e) {
      setting.problem(e.getMessage());
      return Optional.empty();
    }
  }

  /** The parts of a list, or the one part that stands in its place; none when absent. */
  List<Setting> each(String key) {
    return block.get(key).map(Fields::each).orElse(List.of());
  }

  static List<Setting> each(Setting setting) {
    return setting.form() == Setting.Form.LIST ? setting.items() : List.of(setting);
  }

  /** Compiles every text of a list, or the one text that stands in its place. */
  <T> List<T> parseEach(String key, Function<String, T> parser) {
    List<T> parsed = new ArrayList<>();
    each(key).forEach(setting -> parse(setting, parser).ifPresent(parsed::add));
    return parsed;
  }

  List<String> texts(String key) {
    return parseEach(key, text -> text);
  }

  /** A block whose keys are free and whose values are compiled. */
  <T> Map<String, T> table(String key, Function<String, T> parser) {
    Map<String, T> table = new LinkedHashMap<>();
    block
        .get(key)
        .ifPresent(
            setting -> {
              if (setting.form() != Setting.Form.BLOCK) {
                setting.problem("must be a block of keys");
              }
              setting
                  .entries()
                  .forEach(
                      (name, value) -> parse(value, parser).ifPresent(v -> table.put(name, v)));
            });
    return table;
  }

  /** A table whose keys may hold a star. */
  <T> GlobTable<T> globs(String key, Function<String, T> parser) {
    Map<String, T> table = table(key, parser);
    return block
        .get(key)
        .flatMap(setting -> attempt(setting, () -> GlobTable.of(table)))
        .orElseGet(() -> GlobTable.of(Map.of()));
  }

  /** A list of texts that may hold a star. */
  GlobTable<Boolean> globList(String key) {
    Map<String, Boolean> table = new LinkedHashMap<>();
    texts(key).forEach(text -> table.put(text, true));
    return block
        .get(key)
        .flatMap(setting -> attempt(setting, () -> GlobTable.of(table)))
        .orElseGet(() -> GlobTable.of(Map.of()));
  }

  Optional<BigDecimal> number(String key) {
    return parse(key, Fields::decimal);
  }

  static BigDecimal decimal(String text) {
    if (!Like.FLOAT.test(text) || text.length() > 40) {
      throw new MappingSyntaxException("must be a number");
    }
    return new BigDecimal(text);
  }

  int integer(String key, int least, int most, int fallback) {
    return parse(
            key,
            text -> {
              int value = text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : least - 1;
              if (value < least || value > most) {
                throw new MappingSyntaxException(
                    "must be a whole number from " + least + " to " + most);
              }
              return value;
            })
        .orElse(fallback);
  }

  boolean flag(String key, boolean fallback) {
    return parse(key, Fields::flag).orElse(fallback);
  }

  static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new MappingSyntaxException("must be true or false");
    }
    return text.equals("true");
  }

  <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    return parse(key, text -> choice(text, type)).orElse(fallback);
  }

  /** The constant that a word means: its name in lower case, with - for _. */
  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    throw new MappingSyntaxException("must be one of " + String.join(", ", words));
  }
}
