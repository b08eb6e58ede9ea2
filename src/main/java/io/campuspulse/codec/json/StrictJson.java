package io.campuspulse.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.Rejection;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads JSON by RFC 8259 and nothing beyond it: UTF-8 without byte order mark, one value, unique
 * keys, no unpaired surrogates, exact numbers, within {@link Limits}. Immutable and thread-safe.
 *
 * <p>Of several defects the one reported first is the syntax, then a limit met on the way, then a
 * duplicate key.
 */
public final class StrictJson {
  /** So many characters of a number fit a long, whatever they are. */
  private static final int SHORT = 18;

  private final Limits limits;
  private final JsonFactory factory;

  /** A reader within limits. */
  public StrictJson(Limits limits) {
    this.limits = limits;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(limits.payloadBytes())
                    .maxNameLength(limits.payloadBytes())
                    .maxNumberLength(limits.payloadBytes())
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
  }

  /** Reads text that stands for JSON inside another format. */
  public JsonTree read(String json) {
    return read(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads one value.
   *
   * @throws Rejection with reason invalid-json, limit or duplicate-key
   */
  public JsonTree read(byte[] json) {
    try (JsonParser parser = open(json)) {
      parser.nextToken();
      TreeBuilder builder = new TreeBuilder(parser, limits);
      JsonTree tree = builder.value();
      finish(parser);
      builder.refuseDuplicate();
      return tree;
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /**
   * Opens a token stream on bytes that are checked to be UTF-8; {@link #finish} must follow the
   * value.
   */
  public JsonParser open(byte[] json) throws IOException {
    checkBytes(json);
    return factory.createParser(json);
  }

  /** Refuses anything after the value. */
  public void finish(JsonParser parser) throws IOException {
    if (parser.nextToken() != null) {
      throw syntax("text after the value at byte " + parser.currentTokenLocation().getByteOffset());
    }
  }

  /** Reads, checks and forgets the value at the parser's current token. */
  public void skipValue(JsonParser parser) throws IOException {
    TreeBuilder builder = new TreeBuilder(parser, limits);
    builder.value();
    builder.refuseDuplicate();
  }

  /** The exact number at the parser's current token. */
  public BigDecimal number(JsonParser parser) throws IOException {
    return exact(parser, limits);
  }

  /** The text at the parser's current token, refused when it holds an unpaired surrogate. */
  public static String text(JsonParser parser) throws IOException {
    return paired(parser.getText());
  }

  /** The key at the parser's current token, refused when it holds an unpaired surrogate. */
  public static String key(JsonParser parser) throws IOException {
    return paired(parser.currentName());
  }

  /** Turns what the parser threw into the rejection that it means. */
  public static Rejection refusal(IOException e) {
    if (e instanceof StreamConstraintsException) {
      return Rejection.limit(oneLine(e.getMessage()));
    }
    return syntax(oneLine(e.getMessage()));
  }

  private static String oneLine(String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(line.length(), 200); i++) {
      char c = line.charAt(i);
      clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return clean.toString();
  }

  private static Rejection syntax(String sentence) {
    return new Rejection(RejectReason.INVALID_JSON, "not strict JSON: " + sentence);
  }

  private void checkBytes(byte[] json) {
    if (json.length > limits.payloadBytes()) {
      throw Rejection.limit(
          json.length + " bytes of JSON are over the limit of " + limits.payloadBytes());
    }
    boolean ascii = true;
    for (byte b : json) {
      ascii &= b > 0;
    }
    if (ascii) {
      return;
    }
    if (json.length >= 3
        && json[0] == (byte) 0xEF
        && json[1] == (byte) 0xBB
        && json[2] == (byte) 0xBF) {
      throw syntax("it starts with a byte order mark");
    }
    for (byte b : json) {
      if (b == 0) {
        throw syntax("it holds a zero byte: UTF-16 or damaged");
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw syntax("it is not UTF-8");
    }
  }

  private static String paired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw syntax("a text holds an unpaired surrogate");
        }
        i++;
      }
    }
    return text;
  }

  private static BigDecimal exact(JsonParser parser, Limits limits) throws IOException {
    char[] chars = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int length = parser.getTextLength();
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && length <= SHORT) {
      return BigDecimal.valueOf(parser.getLongValue());
    }
    if (length <= SHORT && SHORT <= limits.numberDigits()) {
      BigDecimal plain = plain(chars, offset, length);
      if (plain != null) {
        return plain;
      }
    }
    return exact(chars, offset, length, limits);
  }

  /** The number that characters with the grammar of a JSON number write; null with an exponent. */
  private static BigDecimal plain(char[] chars, int offset, int length) {
    long unscaled = 0;
    int point = length;
    for (int i = 0; i < length; i++) {
      char c = chars[offset + i];
      if (c >= '0' && c <= '9') {
        unscaled = unscaled * 10 + (c - '0');
      } else if (c == '.') {
        point = i + 1;
      } else if (c != '-') {
        return null;
      }
    }
    return BigDecimal.valueOf(chars[offset] == '-' ? -unscaled : unscaled, length - point);
  }

  /**
   * Makes an exact number of characters that have the grammar of a JSON number.
   *
   * @throws Rejection with reason limit when it has too many digits written without an exponent
   */
  public static BigDecimal exact(char[] chars, int offset, int length, Limits limits) {
    int digits = 0;
    int exponentAt = length;
    for (int i = 0; i < length; i++) {
      char c = chars[offset + i];
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == 'e' || c == 'E') {
        exponentAt = i;
        break;
      }
    }
    long exponent = 0;
    for (int i = exponentAt + 1; i < length; i++) {
      char c = chars[offset + i];
      if (c >= '0' && c <= '9') {
        exponent = Math.min(exponent * 10 + (c - '0'), Integer.MAX_VALUE);
      }
    }
    if (digits + exponent > limits.numberDigits()) {
      throw Rejection.limit(
          "a number of "
              + (digits + exponent)
              + " digits is over the limit of "
              + limits.numberDigits());
    }
    return new BigDecimal(chars, offset, length);
  }

  /** Builds trees by recursion, which the depth limit of the parser bounds. */
  private static final class TreeBuilder {
    private static final int LINEAR = 16;
    private static final String[] NO_KEYS = {};
    private static final JsonTree[] NO_VALUES = {};

    private final JsonParser parser;
    private final Limits limits;
    private String duplicate;

    TreeBuilder(JsonParser parser, Limits limits) {
      this.parser = parser;
      this.limits = limits;
    }

    void refuseDuplicate() {
      if (duplicate != null) {
        throw new Rejection(
            RejectReason.DUPLICATE_KEY, "an object has the key " + duplicate + " twice");
      }
    }

    JsonTree value() throws IOException {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw syntax("there is no value");
      }
      return switch (token) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> new JsonTree.Str(text(parser));
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonTree.Num(exact(parser, limits));
        case VALUE_TRUE -> JsonTree.Bool.TRUE;
        case VALUE_FALSE -> JsonTree.Bool.FALSE;
        case VALUE_NULL -> JsonTree.Null.NULL;
        default -> throw syntax("unexpected " + token);
      };
    }

    private JsonTree object() throws IOException {
      List<String> keys = new ArrayList<>();
      List<JsonTree> values = new ArrayList<>();
      Set<String> hashed = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = key(parser);
        parser.nextToken();
        JsonTree value = value();
        if (keys.size() == LINEAR && hashed == null) {
          hashed = new HashSet<>(keys);
        }
        if (hashed == null ? !keys.contains(key) : hashed.add(key)) {
          keys.add(key);
          values.add(value);
        } else if (duplicate == null) {
          duplicate = Rejection.quote(key);
        }
      }
      return new JsonTree.Obj(keys.toArray(NO_KEYS), values.toArray(NO_VALUES));
    }

    private JsonTree array() throws IOException {
      List<JsonTree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value());
      }
      return new JsonTree.Arr(items);
    }
  }
}
