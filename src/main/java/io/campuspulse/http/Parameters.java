package io.campuspulse.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The query parameters of a request, decoded once by RFC 3986: a plus sign is a plus sign, so that
 * {@code from=2026-03-02T00:00:00+08:00} means what it says with and without {@code %2B}.
 */
final class Parameters {
  private static final int MAX_LENGTH = 256;
  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a raw query string.
   *
   * @param query what follows the question mark, or null
   * @param allowed names that the operation takes
   * @throws ProblemException for unknown or repeated names, bad escapes, control characters and
   *     values over 256 characters
   */
  static Parameters parse(String query, Set<String> allowed) {
    Map<String, String> values = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&", -1)) {
        if (pair.isEmpty()) {
          continue;
        }
        int equals = pair.indexOf('=');
        String name = decode("query", equals < 0 ? pair : pair.substring(0, equals));
        if (!allowed.contains(name)) {
          String known = String.join(", ", new TreeSet<>(allowed));
          throw Problem.parameter(
                  name,
                  equals < 0 ? "" : pair.substring(equals + 1),
                  "此操作没有这个参数；可用参数：" + (known.isEmpty() ? "无" : known),
                  "the operation has no such parameter; it takes "
                      + (known.isEmpty() ? "none" : known))
              .exception();
        }
        String value = equals < 0 ? "" : decode(name, pair.substring(equals + 1));
        if (values.putIfAbsent(name, value) != null) {
          throw Problem.parameter(name, value, "参数只能出现一次", "a parameter is given once").exception();
        }
      }
    }
    return new Parameters(values);
  }

  private static String decode(String name, String raw) {
    String text = percentDecode(raw);
    if (text == null) {
      throw Problem.parameter(name, raw, "百分号编码必须是有效的 UTF-8", "percent escapes must be valid UTF-8")
          .exception();
    }
    if (text.length() > MAX_LENGTH) {
      throw Problem.parameter(name, text, "参数值最长 256 个字符", "a value has at most 256 characters")
          .exception();
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.parameter(name, raw, "参数值不能含控制字符", "a value has no control characters")
          .exception();
    }
    return text;
  }

  /** Decodes percent escapes of UTF-8; null when they are malformed. */
  static String percentDecode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    byte[] source = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '%') {
        bytes.put(source[i]);
        continue;
      }
      int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      bytes.put((byte) (high * 16 + low));
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * A whole number within limits.
   *
   * @throws ProblemException when it is not
   */
  int integer(String name, int preset, int min, int max) {
    String text = values.get(name);
    if (text == null) {
      return preset;
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw Problem.parameter(
            name,
            text,
            "必须是 " + min + " 到 " + max + " 的整数",
            "must be a whole number from " + min + " to " + max)
        .exception();
  }

  /**
   * A whole number of at most 18 digits.
   *
   * @throws ProblemException when it is not
   */
  long whole(String name, long preset) {
    String text = values.get(name);
    if (text == null) {
      return preset;
    }
    if (text.matches("\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw Problem.parameter(name, text, "必须是非负整数", "must be a whole number").exception();
  }

  /**
   * One of some words.
   *
   * @param find turns a word into its meaning
   * @param words all of them, for the sentence
   * @throws ProblemException when it is none of them
   */
  <T> Optional<T> word(String name, Function<String, Optional<T>> find, List<String> words) {
    String text = values.get(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> found = find.apply(text);
    if (found.isEmpty()) {
      String all = String.join(", ", words);
      throw Problem.parameter(name, text, "必须是其中之一：" + all, "must be one of " + all).exception();
    }
    return found;
  }

  /** One of some words, as it is. */
  Optional<String> word(String name, List<String> words) {
    return word(name, w -> words.contains(w) ? Optional.of(w) : Optional.empty(), words);
  }

  /** The parameters as given, for cache keys. */
  @Override
  public String toString() {
    return values.toString();
  }
}
