package io.campuspulse.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single YAML value, kept as written: {@code 0330} stays {@code 0330} and {@code no} stays {@code
 * no}. Each reader reports a wrong value and then returns empty.
 */
public final class Scalar extends Node {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB|TiB)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

  private final String text;

  Scalar(Source source, int line, String path, String text) {
    super(source, line, path);
    this.text = text;
  }

  /** The text as written, possibly empty. */
  public String raw() {
    return text;
  }

  private <T> Optional<T> refuse(String rule) {
    problem(rule);
    return Optional.empty();
  }

  /** A text that is not empty. */
  public Optional<String> text() {
    return text.isBlank() ? refuse("needs a value; leave the key out otherwise") : filled();
  }

  private Optional<String> filled() {
    return Optional.of(text);
  }

  /** A text that a pattern matches as a whole. */
  public Optional<String> matching(Pattern pattern, String rule) {
    return pattern.matcher(text).matches() ? filled() : refuse(rule);
  }

  /** A whole number within a range, both ends included. */
  public Optional<Long> integer(long min, long max) {
    if (INTEGER.matcher(text).matches()) {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
    }
    return refuse("must be a whole number from " + min + " to " + max);
  }

  /** An exact decimal within a range, both ends included. */
  public Optional<BigDecimal> decimal(BigDecimal min, BigDecimal max) {
    if (DECIMAL.matcher(text).matches()) {
      BigDecimal value = new BigDecimal(text);
      if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
        return Optional.of(value);
      }
    }
    return refuse(
        "must be a decimal number from " + min.toPlainString() + " to " + max.toPlainString());
  }

  /** A duration with its unit, such as {@code 500ms}, {@code 90s}, {@code 15m}, {@code 1d}. */
  public Optional<Duration> duration(Duration min, Duration max) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return refuse("must be a duration with its unit, such as 500ms, 90s, 15m, 2h or 1d");
    }
    Duration value =
        Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLIS.get(matcher.group(2)));
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      return refuse("must be a duration from " + show(min) + " to " + show(max));
    }
    return Optional.of(value);
  }

  /** A duration the way it is written in configuration, in the largest unit that is exact. */
  static String show(Duration duration) {
    long millis = duration.toMillis();
    for (String unit : List.of("d", "h", "m", "s")) {
      if (millis != 0 && millis % MILLIS.get(unit) == 0) {
        return millis / MILLIS.get(unit) + unit;
      }
    }
    return millis == 0 ? "0s" : millis + "ms";
  }

  /** A size in bytes with its unit, such as {@code 512MiB}. */
  public Optional<Long> bytes(long min, long max) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      long value = Long.parseLong(matcher.group(1)) * BYTES.get(matcher.group(2));
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
    }
    return refuse(
        "must be a size with its unit, such as 512MiB or 8GiB, from " + min + "B to " + max + "B");
  }

  /** A share such as {@code 80%}, returned as 80. */
  public Optional<Integer> percent(int min, int max) {
    if (text.endsWith("%") && INTEGER.matcher(text.substring(0, text.length() - 1)).matches()) {
      long value = Long.parseLong(text.substring(0, text.length() - 1));
      if (value >= min && value <= max) {
        return Optional.of((int) value);
      }
    }
    return refuse("must be a percentage from " + min + "% to " + max + "%");
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> flag() {
    return switch (text) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> refuse("must be true or false");
    };
  }

  /** The constant whose name in lower case was written. */
  public <E extends Enum<E>> Optional<E> enumOf(Class<E> type) {
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(text)) {
        return Optional.of(constant);
      }
      words.add(word);
    }
    String hint = Spelling.hint(text, words);
    return refuse(
        hint.contains("did you mean")
            ? "is not one of the known words" + hint
            : "must be one of " + String.join(", ", words));
  }

  /** A calendar date such as {@code 2025-09-01}. */
  public Optional<LocalDate> date() {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      return refuse("must be a date such as 2025-09-01");
    }
  }

  /** A time zone such as {@code Asia/Shanghai}. */
  public Optional<ZoneId> zone() {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return refuse("must be a time zone such as Asia/Shanghai");
    }
  }

  @Override
  String shown() {
    return text;
  }

  @Override
  String what() {
    return "a single value";
  }

  @Override
  void finishTree() {}
}
