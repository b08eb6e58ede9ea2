package io.campuspulse.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Vectors on disk: a payload file and a sidecar {@code NAME.meta.json} that says what it gives. */
final class SharedVectors {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .build();

  private static final List<Mapping> SHIPPED = shipped();

  private SharedVectors() {}

  private static List<Mapping> shipped() {
    Problems problems = new Problems();
    List<Mapping> mappings =
        new MappingLoader(Limits.DEFAULT, problems).load(List.of(Path.of("config/mappings")));
    problems.throwIfAny();
    return mappings;
  }

  /** The folder beside the project, or an aborted test that says so. */
  static Path shared(String folder) {
    Optional<Path> found = find(folder);
    assumeTrue(
        found.isPresent(), "../shared/" + folder + " is not on this machine: nothing was compared");
    return found.orElseThrow();
  }

  /** The folder beside the project or beside one of the folders above, where there is one. */
  static Optional<Path> find(String folder) {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolveSibling("shared").resolve(folder);
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  static List<Path> folders(Path parent) throws IOException {
    try (var files = Files.list(parent)) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }

  static List<Path> sidecars(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".meta.json")).sorted().toList();
    }
  }

  static JsonNode meta(Path sidecar) throws IOException {
    return MAPPER.readTree(sidecar.toFile());
  }

  static byte[] payload(Path sidecar) throws IOException {
    String base = sidecar.getFileName().toString().replace(".meta.json", "");
    Path json = sidecar.resolveSibling(base + ".json");
    return Files.readAllBytes(Files.exists(json) ? json : sidecar.resolveSibling(base + ".bin"));
  }

  static RawMessage message(Path sidecar, boolean retained) throws IOException {
    return new RawMessage(
        meta(sidecar).get("topic").asText(), payload(sidecar), retained, 1_800_000_000_000L);
  }

  static Conventions decoder() {
    return new Conventions(
        NativeConventions.with(List.of(new MappingConvention(SHIPPED)), Limits.DEFAULT),
        Limits.DEFAULT,
        Effects.NONE);
  }

  /** Feeds what a vector requires, then the vector, and compares. */
  static void verify(Path sidecar, boolean retained) throws IOException {
    JsonNode meta = meta(sidecar);
    Conventions decoder = decoder();
    for (JsonNode required : meta.path("requires")) {
      Path before = sidecar.resolveSibling(required.asText() + ".meta.json");
      decoder.decode(message(before, retained));
    }
    DecodeResult result = decoder.decode(message(sidecar, retained));
    assertThat(decoder.failures()).as("defects, result %s", result).isZero();
    compare(meta, result);
  }

  private static void compare(JsonNode meta, DecodeResult result) {
    assertThat(outcome(result))
        .as("outcome, result %s", result)
        .isEqualTo(meta.get("outcome").asText());
    List<NativeReading> readings =
        result instanceof DecodeResult.Decoded decoded ? decoded.readings() : List.of();
    List<NativeReading> left = new ArrayList<>(readings);
    for (JsonNode expected : meta.path("expected")) {
      NativeReading match =
          left.stream().filter(r -> matches(expected, r)).findFirst().orElse(null);
      assertThat(match).as("%s among %s", expected, left).isNotNull();
      left.remove(match);
    }
    if (meta.get("match").asText().equals("exact")) {
      assertThat(left).as("readings beyond the expected").isEmpty();
    }
    JsonNode availability = meta.path("availability");
    if (availability.isObject()) {
      assertThat(result.availability())
          .extracting(a -> a.device() + " " + a.state().word())
          .contains(availability.get("device").asText() + " " + availability.get("state").asText());
    } else if (availability.isMissingNode() && meta.get("match").asText().equals("exact")) {
      if (!meta.get("convention").asText().equals("sparkplug_b")) {
        assertThat(result.availability()).isEmpty();
      }
    }
  }

  static String outcome(DecodeResult result) {
    if (result instanceof DecodeResult.Decoded) {
      return "decode";
    }
    return result instanceof DecodeResult.NoTelemetry ? "no-telemetry" : "reject";
  }

  private static boolean matches(JsonNode expected, NativeReading reading) {
    String quality = expected.path("quality").asText("good");
    return Objects.equals(textOrNull(expected.get("device")), reading.device())
        && expected.get("metric").asText().equals(reading.metric())
        && sameValue(expected.get("value"), reading.value())
        && sameUnit(textOrNull(expected.get("unit")), reading.unit())
        && sameTime(textOrNull(expected.get("timestamp")), reading.time())
        && quality.equals(reading.quality().word())
        && (!expected.has("raw") || expected.get("raw").asText().equals(raw(reading.value())));
  }

  private static String raw(NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return number.raw();
    }
    return value instanceof NativeValue.Null none ? none.raw() : null;
  }

  private static boolean sameValue(JsonNode expected, NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return expected.isNumber() && expected.decimalValue().compareTo(number.value()) == 0;
    }
    if (value instanceof NativeValue.Text text) {
      return expected.isTextual() && expected.asText().equals(text.value());
    }
    if (value instanceof NativeValue.Bool bool) {
      return expected.isBoolean() && expected.asBoolean() == bool.value();
    }
    if (value instanceof NativeValue.ListOf list) {
      if (!expected.isArray() || expected.size() != list.values().size()) {
        return false;
      }
      for (int i = 0; i < expected.size(); i++) {
        if (!sameValue(expected.get(i), list.values().get(i))) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof NativeValue.MapOf map) {
      return expected.isObject()
          && expected.size() == map.members().size()
          && map.members().entrySet().stream()
              .allMatch(m -> sameValue(expected.path(m.getKey()), m.getValue()));
    }
    return expected.isNull();
  }

  private static final Map<String, String> RENAMED = Map.of("%RH", "%");

  private static boolean sameUnit(String expected, String unit) {
    if (expected == null) {
      return true;
    }
    if (unit == null) {
      return false;
    }
    String left = RENAMED.getOrDefault(expected, expected);
    String right = RENAMED.getOrDefault(unit, unit);
    return left.equals(right)
        || (Unit.bySymbol(left).isPresent() && Unit.bySymbol(left).equals(Unit.bySymbol(right)));
  }

  private static boolean sameTime(String expected, NativeTime time) {
    if (expected == null) {
      return time == NativeTime.NONE;
    }
    if (expected.endsWith("Z")) {
      return time instanceof NativeTime.At at && at.instant().equals(Instant.parse(expected));
    }
    return time instanceof NativeTime.Local local
        && local.time().equals(java.time.LocalDateTime.parse(expected));
  }

  private static String textOrNull(JsonNode node) {
    return node == null || node.isNull() ? null : node.asText();
  }
}
