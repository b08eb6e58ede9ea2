package io.campuspulse.codec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Our own vectors in {@code src/test/resources/codec}; see the README there. */
final class ConventionVectors {
  static final List<String> FILES =
      List.of(
          "campus",
          "zigbee2mqtt",
          "chirpstack",
          "thethingsstack",
          "tasmota",
          "shelly",
          "chinese",
          "opcua",
          "senml",
          "discovery");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private ConventionVectors() {}

  static JsonNode read(String file) {
    try (InputStream in = ConventionVectors.class.getResourceAsStream("/codec/" + file + ".json")) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] payload(JsonNode vector) {
    if (vector.has("hex")) {
      return HexFormat.of().parseHex(vector.get("hex").asText());
    }
    String text = vector.has("text") ? vector.get("text").asText() : vector.get("json").toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static RawMessage message(JsonNode vector) {
    return new RawMessage(
        vector.get("topic").asText(),
        payload(vector),
        vector.path("retained").asBoolean(),
        1_800_000_000_000L);
  }

  /** The outcome in the words of a vector file, readings and statements sorted. */
  static Map<String, Object> told(DecodeResult result) {
    Map<String, Object> told = new TreeMap<>();
    told.put("outcome", SharedVectors.outcome(result));
    if (result instanceof DecodeResult.Rejected rejected) {
      told.put("reason", rejected.reason().code());
    }
    List<String> readings = new ArrayList<>();
    if (result instanceof DecodeResult.Decoded decoded) {
      decoded.readings().forEach(reading -> readings.add(line(reading)));
    }
    readings.sort(null);
    told.put("readings", readings);
    Map<String, String> availability = new TreeMap<>();
    result.availability().forEach(a -> availability.put(a.device(), a.state().word()));
    told.put("availability", availability);
    return told;
  }

  /** What a vector expects, in the same words. */
  static Map<String, Object> expected(JsonNode vector) {
    Map<String, Object> expected = new TreeMap<>();
    expected.put("outcome", vector.get("outcome").asText());
    if (vector.has("reason")) {
      expected.put("reason", vector.get("reason").asText());
    }
    List<String> readings = new ArrayList<>();
    for (JsonNode reading : vector.path("readings")) {
      readings.add(
          String.join(
              " | ",
              reading.get(0).asText(),
              reading.get(1).asText(),
              value(reading.get(2)),
              reading.get(3).asText(),
              reading.get(4).isNull() ? "null" : instant(reading.get(4).asText()),
              reading.path(5).asText("good"),
              reading.has(6) ? reading.get(6).asText() : "null"));
    }
    readings.sort(null);
    expected.put("readings", readings);
    Map<String, String> availability = new TreeMap<>();
    vector
        .path("availability")
        .properties()
        .forEach(a -> availability.put(a.getKey(), a.getValue().asText()));
    expected.put("availability", availability);
    return expected;
  }

  private static String value(JsonNode value) {
    return value.isNumber() ? plain(value.decimalValue()) : value.toString();
  }

  private static String instant(String text) {
    return text.endsWith("Z") ? java.time.Instant.parse(text).toString() : text;
  }

  private static String plain(java.math.BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  private static String line(NativeReading r) {
    return String.join(
        " | ",
        r.device(),
        r.metric(),
        value(r.value()),
        String.valueOf(r.unit()),
        String.valueOf(io.campuspulse.codec.json.DecodeJson.time(r.time())),
        r.quality().word(),
        String.valueOf(raw(r.value())));
  }

  private static String raw(NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return number.raw();
    }
    return value instanceof NativeValue.Null none ? none.raw() : null;
  }

  private static String value(NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return plain(number.value());
    }
    if (value instanceof NativeValue.Text text) {
      return MAPPER.getNodeFactory().textNode(text.value()).toString();
    }
    return value instanceof NativeValue.Bool bool ? String.valueOf(bool.value()) : "null";
  }
}
