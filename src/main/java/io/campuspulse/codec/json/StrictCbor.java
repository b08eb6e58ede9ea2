package io.campuspulse.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.Rejection;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads one CBOR data item (RFC 8949) into the same tree as JSON. Integer keys become their decimal
 * text, byte strings become base64url without padding, a float becomes the shortest decimal that
 * means it, NaN and the infinities become null. Immutable and thread-safe.
 */
public final class StrictCbor {
  private final Limits limits;
  private final CBORFactory factory;

  /** A reader within limits. */
  public StrictCbor(Limits limits) {
    this.limits = limits;
    this.factory =
        CBORFactory.builder()
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
   * @throws Rejection with reason invalid-payload, limit or duplicate-key
   */
  public JsonTree read(byte[] cbor) {
    try (JsonParser parser = factory.createParser(cbor)) {
      parser.nextToken();
      Builder builder = new Builder(parser);
      JsonTree tree = builder.value();
      if (parser.nextToken() != null) {
        throw Rejection.invalid("not CBOR: bytes after the value");
      }
      if (builder.duplicate != null) {
        throw new Rejection(
            RejectReason.DUPLICATE_KEY, "a map has the key " + builder.duplicate + " twice");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw Rejection.limit("a limit of CBOR was exceeded: depth, length or digits");
    } catch (IOException e) {
      throw Rejection.invalid("not CBOR: it is damaged or cut short");
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw Rejection.invalid("not CBOR: it is damaged");
    }
  }

  private final class Builder {
    private final JsonParser parser;
    private String duplicate;

    Builder(JsonParser parser) {
      this.parser = parser;
    }

    JsonTree value() throws IOException {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw Rejection.invalid("not CBOR: there is no value");
      }
      return switch (token) {
        case START_OBJECT -> object();
        case START_ARRAY -> array();
        case VALUE_STRING -> new JsonTree.Str(StrictJson.text(parser));
        case VALUE_NUMBER_INT -> integer();
        case VALUE_NUMBER_FLOAT -> decimal();
        case VALUE_TRUE -> JsonTree.Bool.TRUE;
        case VALUE_FALSE -> JsonTree.Bool.FALSE;
        case VALUE_NULL -> JsonTree.Null.NULL;
        case VALUE_EMBEDDED_OBJECT -> embedded();
        default -> throw Rejection.invalid("not CBOR: unexpected " + token);
      };
    }

    private JsonTree embedded() throws IOException {
      Object object = parser.getEmbeddedObject();
      if (object instanceof byte[] bytes) {
        return new JsonTree.Str(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
      }
      return JsonTree.Null.NULL;
    }

    private JsonTree integer() throws IOException {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        return checked(new BigDecimal(parser.getBigIntegerValue()));
      }
      return new JsonTree.Num(BigDecimal.valueOf(parser.getLongValue()));
    }

    private JsonTree decimal() throws IOException {
      switch (parser.getNumberType()) {
        case FLOAT -> {
          float value = parser.getFloatValue();
          return Float.isFinite(value)
              ? new JsonTree.Num(new BigDecimal(NumberOutput.toString(value, true)))
              : JsonTree.Null.NULL;
        }
        case DOUBLE -> {
          double value = parser.getDoubleValue();
          return Double.isFinite(value)
              ? new JsonTree.Num(new BigDecimal(NumberOutput.toString(value, true)))
              : JsonTree.Null.NULL;
        }
        default -> {
          return checked(parser.getDecimalValue());
        }
      }
    }

    private JsonTree checked(BigDecimal number) {
      long digits = (long) number.precision() + Math.abs((long) number.scale());
      if (number.precision() > limits.numberDigits() || digits > 2L * limits.numberDigits()) {
        throw Rejection.limit(
            "a number of " + digits + " digits is over the limit of " + limits.numberDigits());
      }
      return new JsonTree.Num(number);
    }

    private JsonTree object() throws IOException {
      List<String> keys = new ArrayList<>();
      List<JsonTree> values = new ArrayList<>();
      KeySet seen = new KeySet();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = StrictJson.key(parser);
        parser.nextToken();
        JsonTree value = value();
        if (seen.add(key)) {
          keys.add(key);
          values.add(value);
        } else if (duplicate == null) {
          duplicate = Rejection.quote(key);
        }
      }
      return new JsonTree.Obj(keys.toArray(new String[0]), values.toArray(new JsonTree[0]));
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
