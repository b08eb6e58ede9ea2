package io.campuspulse.codec.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.json.JsonObjects;
import io.campuspulse.codec.json.JsonTree;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CBOR (RFC 8949) as a tree: byte strings become hexadecimal text, undefined null. */
final class CborTree {
  private final JsonParser parser;
  private final Limits limits;

  private CborTree(JsonParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** A factory of parsers within limits. */
  static CBORFactory factory(Limits limits) {
    return CBORFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.payloadBytes())
                .maxNameLength(limits.payloadBytes())
                .maxNumberLength(limits.numberDigits())
                .build())
        .build();
  }

  /**
   * Reads one value.
   *
   * @throws Rejection when the bytes are not CBOR, have something after the value, a duplicate key
   *     or a number that is none
   */
  static JsonTree read(CBORFactory factory, byte[] bytes, Limits limits) {
    try (JsonParser parser = factory.createParser(bytes)) {
      parser.nextToken();
      JsonTree tree = new CborTree(parser, limits).value();
      if (parser.nextToken() != null) {
        throw Rejection.invalid("there are bytes after the CBOR value");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw Rejection.limit("CBOR over a limit: " + firstLine(e));
    } catch (IOException e) {
      throw Rejection.invalid("not CBOR: " + firstLine(e));
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private JsonTree value() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw Rejection.invalid("there is no CBOR value");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new JsonTree.Str(parser.getText());
      case VALUE_NUMBER_INT -> number(new BigDecimal(parser.getBigIntegerValue()));
      case VALUE_NUMBER_FLOAT -> real();
      case VALUE_TRUE -> JsonTree.Bool.TRUE;
      case VALUE_FALSE -> JsonTree.Bool.FALSE;
      case VALUE_EMBEDDED_OBJECT -> embedded();
      case VALUE_NULL -> JsonTree.Null.NULL;
      default -> throw Rejection.invalid("unexpected CBOR item " + token);
    };
  }

  private JsonTree embedded() throws IOException {
    Object item = parser.getEmbeddedObject();
    return item instanceof byte[] bytes
        ? new JsonTree.Str(HexFormat.of().withUpperCase().formatHex(bytes))
        : JsonTree.Null.NULL;
  }

  private JsonTree real() throws IOException {
    return switch (parser.getNumberType()) {
      case FLOAT -> finite(parser.getFloatValue(), Float.toString(parser.getFloatValue()));
      case DOUBLE -> finite(parser.getDoubleValue(), Double.toString(parser.getDoubleValue()));
      default -> number(parser.getDecimalValue());
    };
  }

  private static JsonTree finite(double value, String digits) {
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      throw Rejection.invalid("the number " + digits + " is none");
    }
    return new JsonTree.Num(new BigDecimal(digits));
  }

  private JsonTree number(BigDecimal value) {
    if (value.precision() > limits.numberDigits()
        || Math.abs((long) value.scale()) > limits.numberDigits()) {
      throw Rejection.limit("a number has more than " + limits.numberDigits() + " digits");
    }
    return new JsonTree.Num(value);
  }

  private JsonTree object() throws IOException {
    Map<String, JsonTree> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      if (members.put(key, value()) != null) {
        throw new Rejection(
            RejectReason.DUPLICATE_KEY, "an object has the key " + Rejection.quote(key) + " twice");
      }
    }
    return JsonObjects.of(members);
  }

  private JsonTree array() throws IOException {
    List<JsonTree> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new JsonTree.Arr(items);
  }
}
