package io.campuspulse.config;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads vectors with sidecars from a folder outside the project, when it is there. */
final class SharedPayloads {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

  private SharedPayloads() {}

  /** A folder of the shared material, beside the checkout. */
  static Optional<Path> folder(String name) {
    return Stream.of("../shared", "../../shared")
        .map(Path::of)
        .map(p -> p.resolve(name))
        .filter(Files::isDirectory)
        .findFirst();
  }

  static List<Path> sidecars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".meta.json")).sorted().toList();
    }
  }

  /** What differs between the outcome of a vector and its sidecar. */
  static List<String> differences(Path sidecar, Conventions decoder, boolean retained)
      throws IOException {
    JsonNode meta = JSON.readTree(sidecar.toFile());
    for (JsonNode first : meta.path("requires")) {
      feed(sidecar.resolveSibling(first.asText() + ".meta.json"), decoder, retained);
    }
    DecodeResult result = feed(sidecar, decoder, retained);
    List<String> out = new ArrayList<>();
    String outcome =
        result instanceof DecodeResult.Decoded
            ? "decode"
            : result instanceof DecodeResult.NoTelemetry ? "no-telemetry" : "reject";
    if (!outcome.equals(meta.get("outcome").asText())) {
      out.add("outcome " + result);
      return out;
    }
    List<NativeReading> got =
        result instanceof DecodeResult.Decoded d ? new ArrayList<>(d.readings()) : List.of();
    for (JsonNode expected : meta.path("expected")) {
      NativeReading match = null;
      for (NativeReading reading : got) {
        if (reading.metric().equals(expected.get("metric").asText())
            && Objects.equals(reading.device(), text(expected.get("device")))
            && same(expected, reading)) {
          match = reading;
        }
      }
      if (match == null) {
        out.add("missing " + expected + " in " + got);
      } else {
        got.remove(match);
      }
    }
    if (meta.path("match").asText().equals("exact") && !got.isEmpty()) {
      out.add("too much: " + got);
    }
    JsonNode availability = meta.path("availability");
    List<JsonNode> states = new ArrayList<>();
    if (availability.isArray()) {
      availability.forEach(states::add);
    } else if (availability.isObject()) {
      states.add(availability);
    }
    List<String> said = result.availability().stream().map(SharedPayloads::said).toList();
    List<String> wanted =
        states.stream()
            .map(n -> n.path("device").asText() + "=" + n.path("state").asText())
            .toList();
    if (!said.equals(wanted)) {
      out.add("availability " + said + " for " + wanted);
    }
    return out;
  }

  private static String said(Availability each) {
    return each.device() + "=" + each.state().word();
  }

  private static DecodeResult feed(Path sidecar, Conventions decoder, boolean retained)
      throws IOException {
    JsonNode meta = JSON.readTree(sidecar.toFile());
    Path payload = sidecar.resolveSibling(meta.get("payload_file").asText());
    return decoder.decode(
        new RawMessage(meta.get("topic").asText(), Files.readAllBytes(payload), retained, 0));
  }

  private static String text(JsonNode node) {
    return node == null || node.isNull() ? null : node.asText();
  }

  private static boolean same(JsonNode expected, NativeReading reading) {
    String quality = expected.has("quality") ? expected.get("quality").asText() : "good";
    String unit = text(expected.get("unit"));
    return quality.equals(reading.quality().word())
        && (unit == null || unit.equals(reading.unit()))
        && sameValue(expected.get("value"), reading.value())
        && sameRaw(expected, reading.value())
        && time(text(expected.get("timestamp"))).equals(reading.time());
  }

  private static boolean sameRaw(JsonNode expected, NativeValue value) {
    String raw =
        value instanceof NativeValue.Num n
            ? n.raw()
            : value instanceof NativeValue.Null none ? none.raw() : null;
    return Objects.equals(text(expected.get("raw")), raw);
  }

  private static NativeTime time(String text) {
    if (text == null) {
      return NativeTime.NONE;
    }
    return text.endsWith("Z")
        ? new NativeTime.At(Instant.from(OffsetDateTime.parse(text)))
        : new NativeTime.Local(LocalDateTime.parse(text));
  }

  private static boolean sameValue(JsonNode expected, NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return expected.isNumber() && expected.decimalValue().compareTo(number.value()) == 0;
    }
    if (value instanceof NativeValue.Bool bool) {
      return expected.isBoolean() && expected.booleanValue() == bool.value();
    }
    if (value instanceof NativeValue.Text text) {
      return expected.isTextual() && expected.textValue().equals(text.value());
    }
    if (value instanceof NativeValue.ListOf list) {
      boolean same = expected.isArray() && expected.size() == list.values().size();
      for (int i = 0; same && i < expected.size(); i++) {
        same = sameValue(expected.get(i), list.values().get(i));
      }
      return same;
    }
    if (value instanceof NativeValue.MapOf map) {
      boolean same = expected.isObject() && expected.size() == map.members().size();
      for (Map.Entry<String, NativeValue> each : map.members().entrySet()) {
        same = same && sameValue(expected.get(each.getKey()), each.getValue());
      }
      return same;
    }
    return expected.isNull();
  }
}
