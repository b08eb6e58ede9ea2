package io.campuspulse.codec.convention;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.codec.Availability;
import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.KeySet;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Memo;
import io.campuspulse.codec.rules.Ranges;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.codec.rules.Texts;
import io.campuspulse.codec.rules.Times;
import io.campuspulse.codec.rules.Units;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Campus JSON, the product's own convention: {@code campus/v1/{school}/{device}/telemetry} and
 * {@code …/status}. Read from the token stream, without a tree.
 */
public final class Campus implements Convention {
  private static final String ID = "campus";
  private static final BigDecimal LEAST_MILLIS = new BigDecimal("100000000000");
  private static final BigDecimal MOST_MILLIS = new BigDecimal("253402300799999");
  private static final BigDecimal MOST_SEQUENCE = new BigDecimal("18446744073709551615");
  private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final Limits limits;
  private final StrictJson json;
  private final Memo<String> canonicalUnits = new Memo<>(Campus::canonicalUnit);

  /** A decoder within limits. */
  public Campus(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() == 5
        && topic.startsWith("campus", "v1")
        && (topic.last().equals("telemetry") || topic.last().equals("status"));
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    checkId("school", topic.level(2));
    checkId("device", topic.level(3));
    String device = topic.level(2) + "/" + topic.level(3);
    if (topic.last().equals("status")) {
      return status(device, message.payload());
    }
    try (JsonParser parser = json.open(message.payload())) {
      Readings readings = new Readings(limits);
      message(parser, device, readings);
      json.finish(parser);
      return readings.result(ID);
    } catch (IOException e) {
      throw StrictJson.refusal(e);
    } catch (Rejection rejection) {
      if (rejection.reason() == RejectReason.INVALID_PAYLOAD
          || rejection.reason() == RejectReason.DUPLICATE_KEY) {
        json.read(
            message.payload()); // a defect of the JSON itself, further on, is the better reason
      }
      throw rejection;
    }
  }

  private static void checkId(String what, String id) {
    boolean good = !id.isEmpty() && id.length() <= 64;
    for (int i = 0; good && i < id.length(); i++) {
      char c = id.charAt(i);
      good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
    }
    if (!good) {
      throw Rejection.invalid(
          what + " id " + Rejection.quote(id) + " is not of the form [A-Za-z0-9_-]{1,64}");
    }
  }

  private static DecodeResult status(String device, byte[] payload) {
    String word = new String(payload, StandardCharsets.UTF_8);
    return switch (word) {
      case "online" -> Readings.only(ID, device, Availability.State.ONLINE);
      case "offline" -> Readings.only(ID, device, Availability.State.OFFLINE);
      default ->
          throw Rejection.invalid("status must be online or offline, not " + Rejection.quote(word));
    };
  }

  private void message(JsonParser parser, String device, Readings readings) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == JsonToken.START_OBJECT) {
      element(parser, device, readings);
      return;
    }
    if (first != JsonToken.START_ARRAY) {
      throw Rejection.invalid("telemetry must be an object or an array of objects");
    }
    boolean any = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      any = true;
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw Rejection.invalid("an element of the array is not an object");
      }
      element(parser, device, readings);
    }
    if (!any) {
      throw Rejection.invalid("the array is empty");
    }
  }

  private void element(JsonParser parser, String device, Readings readings) throws IOException {
    Stamp stamp = null;
    long sequence = -1;
    List<Sample> samples = null;
    KeySet keys = new KeySet();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = StrictJson.key(parser);
      unique(keys, key);
      parser.nextToken();
      switch (key) {
        case "ts" -> stamp = time(parser);
        case "seq" -> sequence = sequence(parser);
        case "values" -> samples = samples(parser);
        default -> json.skipValue(parser);
      }
    }
    if (stamp == null) {
      throw Rejection.invalid("ts is missing");
    }
    if (samples == null) {
      throw Rejection.invalid("values is missing");
    }
    for (Sample sample : samples) {
      readings.put(device, sample.metric, sample.judged, sample.unit, stamp, sequence);
    }
  }

  private static void unique(KeySet keys, String key) {
    if (!keys.add(key)) {
      throw new Rejection(
          RejectReason.DUPLICATE_KEY, "an object has the key " + Rejection.quote(key) + " twice");
    }
  }

  private Stamp time(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_STRING -> {
        String text = StrictJson.text(parser);
        Times.Parsed parsed = Times.parse(text);
        if (parsed == null || !parsed.iso()) {
          throw Rejection.invalid("ts " + Rejection.quote(text) + " is not ISO-8601");
        }
        if (parsed.offset() == null) {
          throw Rejection.invalid("ts " + Rejection.quote(text) + " has no offset");
        }
        return Stamp.of(parsed.instant());
      }
      case VALUE_NUMBER_INT -> {
        BigDecimal millis = json.number(parser);
        if (millis.compareTo(LEAST_MILLIS) < 0 || millis.compareTo(MOST_MILLIS) > 0) {
          throw Rejection.invalid(
              "ts " + millis.toString() + " is not epoch milliseconds (10^11 to the year 9999)");
        }
        return Stamp.millis(millis);
      }
      default -> throw Rejection.invalid("ts must be ISO-8601 text or an integer");
    }
  }

  private long sequence(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw Rejection.invalid("seq must be an unsigned integer");
    }
    BigDecimal number = json.number(parser);
    if (number.signum() < 0 || number.compareTo(MOST_SEQUENCE) > 0) {
      throw Rejection.invalid("seq " + number + " is not an unsigned 64-bit integer");
    }
    return number.compareTo(MOST_LONG) > 0 ? -1 : number.longValue();
  }

  private List<Sample> samples(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Rejection.invalid("values must be an object");
    }
    List<Sample> samples = new ArrayList<>();
    KeySet keys = new KeySet();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String metric = StrictJson.key(parser);
      unique(keys, metric);
      parser.nextToken();
      samples.add(
          parser.currentToken() == JsonToken.START_OBJECT
              ? withUnit(parser, metric)
              : sample(metric, scalar(parser, metric), null));
    }
    return samples;
  }

  private Sample withUnit(JsonParser parser, String metric) throws IOException {
    Judged value = null;
    String unit = null;
    KeySet keys = new KeySet();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = StrictJson.key(parser);
      unique(keys, key);
      JsonToken token = parser.nextToken();
      if (key.equals("value")) {
        value = scalar(parser, metric);
      } else if (key.equals("unit") && token == JsonToken.VALUE_STRING) {
        unit = StrictJson.text(parser);
      } else {
        throw wrong(metric, "{value, unit} may not hold " + Rejection.quote(key) + " of that type");
      }
    }
    if (value == null) {
      throw wrong(metric, "an object must hold value");
    }
    if (unit != null && !Units.isKnown(unit)) {
      throw wrong(metric, "the unit " + Rejection.quote(unit) + " is not known");
    }
    if (unit != null
        && !(value.value() instanceof NativeValue.Num)
        && !(value.value() instanceof NativeValue.Null)) {
      throw wrong(metric, "a value with a unit must be a number");
    }
    return sample(metric, value, unit);
  }

  private Judged scalar(JsonParser parser, String metric) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          Judged.good(new NativeValue.Num(json.number(parser), null));
      case VALUE_STRING -> Texts.text(StrictJson.text(parser), false, limits);
      case VALUE_TRUE -> Judged.good(new NativeValue.Bool(true));
      case VALUE_FALSE -> Judged.good(new NativeValue.Bool(false));
      case VALUE_NULL -> Judged.NO_VALUE;
      default -> throw wrong(metric, "a value must be number, boolean, text or null");
    };
  }

  private Sample sample(String metric, Judged judged, String unit) {
    String shown = unit == null ? judged.unit() : unit;
    if (!(judged.value() instanceof NativeValue.Num number)
        || Ranges.isOrdinary(number.value(), shown)) {
      return new Sample(metric, judged, shown);
    }
    String assumed = shown == null ? canonicalUnits.of(metric) : shown;
    NativeQuality range = Ranges.judge(number, Ranges.kind(metric, assumed), assumed);
    return new Sample(metric, judged.atWorst(range), shown);
  }

  /** The unit that a range check assumes where the message gives none. */
  private static String canonicalUnit(String metric) {
    String key = metric.toLowerCase(Locale.ROOT);
    if (key.contains("temperature")) {
      return Units.CELSIUS;
    }
    if (key.contains("voltage")) {
      return Units.VOLT;
    }
    return key.contains("humidity") || key.contains("battery") ? Units.PERCENT : null;
  }

  private static Rejection wrong(String metric, String rule) {
    return Rejection.invalid("value " + Rejection.quote(metric) + ": " + rule);
  }

  private record Sample(String metric, Judged judged, String unit) {}
}
