package io.campuspulse.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.codec.Availability;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.NativeReading;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.QuantityGuess;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Unit;
import java.io.IOException;
import java.io.StringWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the outcome of one message as one line of JSON, the form that {@code campus decode}
 * prints.
 *
 * <p>Always there: {@code outcome}, {@code convention} (null when nothing claimed the topic),
 * {@code readings}. Where they apply: {@code id}, {@code reason} and {@code message} of a
 * rejection, {@code availability}, {@code effects}. In a reading {@code quality} is always there,
 * {@code good} by default; {@code raw} only where text became a number or null; {@code retained}
 * only when true. Numbers are exact; instants end in {@code Z}, wall time does not.
 */
public final class DecodeJson {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

  private static final String CAMPUS = "campus";

  private final JsonFactory factory = new JsonFactory();

  /**
   * Writes one outcome.
   *
   * @param id the message's id as the caller gave it (text, number or null), or null for none
   * @param retained whether the message was a stored copy, which its readings then say
   * @param effects what the message asked for
   */
  public String line(JsonTree id, DecodeResult result, boolean retained, List<Effect> effects) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      if (id != null) {
        json.writeFieldName("id");
        scalar(json, id);
      }
      json.writeStringField("outcome", outcome(result));
      json.writeStringField("convention", result.convention());
      if (result instanceof DecodeResult.Rejected rejected) {
        json.writeStringField("reason", rejected.reason().code());
        json.writeStringField("message", rejected.sentence());
      }
      json.writeArrayFieldStart("readings");
      if (result instanceof DecodeResult.Decoded decoded) {
        for (NativeReading reading : decoded.readings()) {
          reading(json, decoded.convention(), reading, retained);
        }
      }
      json.writeEndArray();
      availability(json, result.availability());
      effects(json, effects);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("a string refused to be written", e);
    }
    return out.toString();
  }

  private static String outcome(DecodeResult result) {
    if (result instanceof DecodeResult.Decoded) {
      return "decode";
    }
    return result instanceof DecodeResult.NoTelemetry ? "no-telemetry" : "reject";
  }

  private static void scalar(JsonGenerator json, JsonTree value) throws IOException {
    if (value instanceof JsonTree.Str text) {
      json.writeString(text.value());
    } else if (value instanceof JsonTree.Num number) {
      json.writeNumber(number.value());
    } else {
      json.writeNull();
    }
  }

  private static void reading(
      JsonGenerator json, String convention, NativeReading reading, boolean retained)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("device", reading.device());
    json.writeStringField("metric", reading.metric());
    json.writeFieldName("value");
    value(json, reading.value());
    json.writeStringField("unit", reading.unit());
    json.writeStringField("timestamp", time(reading.time()));
    json.writeStringField("quality", reading.quality().word());
    if (retained) {
      json.writeBooleanField("retained", true);
    }
    String raw = raw(reading.value());
    if (raw != null) {
      json.writeStringField("raw", raw);
    }
    if (reading.sequence() >= 0) {
      json.writeNumberField("sequence", reading.sequence());
    }
    Optional<Quantity> guess = QuantityGuess.of(reading.metric(), reading.unit());
    if (guess.isPresent()) {
      json.writeStringField("quantity", guess.get().id());
      canonical(json, convention, reading, guess.get());
    }
    json.writeEndObject();
  }

  /** The value in the canonical unit; campus readings without a unit are in it already. */
  private static void canonical(
      JsonGenerator json, String convention, NativeReading reading, Quantity quantity)
      throws IOException {
    boolean implied = reading.unit() == null && convention.equals(CAMPUS);
    Optional<Unit> unit =
        implied
            ? Optional.of(quantity.unit())
            : Optional.ofNullable(reading.unit()).flatMap(Unit::bySymbol);
    if (reading.value() instanceof NativeValue.Num number && unit.isPresent()) {
      json.writeNumberField(
          "canonicalValue",
          unit.get().convert(number.value(), quantity.unit(), quantity.decimals()));
      json.writeStringField("canonicalUnit", quantity.unit().symbol());
    }
  }

  private static void value(JsonGenerator json, NativeValue value) throws IOException {
    if (value instanceof NativeValue.Num number) {
      json.writeNumber(number.value());
    } else if (value instanceof NativeValue.Bool bool) {
      json.writeBoolean(bool.value());
    } else if (value instanceof NativeValue.Text text) {
      json.writeString(text.value());
    } else if (value instanceof NativeValue.ListOf list) {
      json.writeStartArray();
      for (NativeValue item : list.values()) {
        value(json, item);
      }
      json.writeEndArray();
    } else if (value instanceof NativeValue.MapOf map) {
      json.writeStartObject();
      for (Map.Entry<String, NativeValue> member : map.members().entrySet()) {
        json.writeFieldName(member.getKey());
        value(json, member.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeNull();
    }
  }

  private static String raw(NativeValue value) {
    if (value instanceof NativeValue.Num number) {
      return number.raw();
    }
    return value instanceof NativeValue.Null none ? none.raw() : null;
  }

  /** The time as ISO 8601 with all its digits, or null. */
  public static String time(NativeTime time) {
    if (time instanceof NativeTime.At at) {
      return at.instant().toString();
    }
    return time instanceof NativeTime.Local local ? LOCAL.format(local.time()) : null;
  }

  private static void availability(JsonGenerator json, List<Availability> statements)
      throws IOException {
    if (statements.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("availability");
    for (Availability statement : statements) {
      json.writeStartObject();
      json.writeStringField("device", statement.device());
      json.writeStringField("state", statement.state().word());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void effects(JsonGenerator json, List<Effect> effects) throws IOException {
    if (effects.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("effects");
    for (Effect effect : effects) {
      json.writeStartObject();
      if (effect instanceof Effect.RebirthRequest rebirth) {
        json.writeStringField("effect", "rebirth-request");
        json.writeStringField("device", rebirth.group() + '/' + rebirth.node());
        json.writeStringField("message", rebirth.why());
      } else if (effect instanceof Effect.SequenceGap gap) {
        json.writeStringField("effect", "sequence-gap");
        json.writeStringField("device", gap.device());
        json.writeNumberField("expected", gap.expected());
        json.writeNumberField("got", gap.got());
      } else if (effect instanceof Effect.DiscoveredEntity entity) {
        json.writeStringField("effect", "discovered-entity");
        json.writeStringField("entity", entity.id());
        json.writeStringField("stateTopic", entity.stateTopic());
        json.writeStringField("template", entity.template());
        json.writeStringField("unit", entity.unit());
        json.writeStringField("deviceClass", entity.deviceClass());
        json.writeStringField("name", entity.name());
        json.writeStringField("device", entity.device());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
