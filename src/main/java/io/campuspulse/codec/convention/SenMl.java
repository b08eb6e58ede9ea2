package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictCbor;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Judged;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.model.RawMessage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** SenML packs, RFC 8428, under {@code senml/#}: JSON, or CBOR when the first byte is ≥ 0x80. */
public final class SenMl implements Convention {
  private static final String ID = "senml";
  private static final BigDecimal RELATIVE_BELOW = BigDecimal.valueOf(1L << 28);
  private static final BigDecimal HIGHEST_VERSION = BigDecimal.TEN;

  /** CBOR labels of RFC 8428 table 4, as the decimal text of the key. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("-1", "bver"),
          Map.entry("-2", "bn"),
          Map.entry("-3", "bt"),
          Map.entry("-4", "bu"),
          Map.entry("-5", "bv"),
          Map.entry("-6", "bs"),
          Map.entry("0", "n"),
          Map.entry("1", "u"),
          Map.entry("2", "v"),
          Map.entry("3", "vs"),
          Map.entry("4", "vb"),
          Map.entry("5", "s"),
          Map.entry("6", "t"),
          Map.entry("7", "ut"),
          Map.entry("8", "vd"));

  private final Limits limits;
  private final StrictJson json;
  private final StrictCbor cbor;

  /** A decoder within limits. */
  public SenMl(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
    this.cbor = new StrictCbor(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.level(0).equals("senml");
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    byte[] payload = message.payload();
    boolean binary = payload.length > 0 && payload[0] < 0;
    JsonTree.Arr pack =
        Bodies.array(binary ? cbor.read(payload) : json.read(payload), "a SenML pack");
    if (pack.size() == 0) {
      throw Rejection.invalid("a SenML pack must hold at least one record");
    }
    Readings readings = new Readings(limits);
    Base base = new Base();
    for (JsonTree item : pack.items()) {
      Fields fields = new Fields(Bodies.object(item, "a SenML record"), binary);
      base.take(fields);
      record(base, fields, readings);
    }
    return readings.result(ID);
  }

  private static void record(Base base, Fields fields, Readings readings) {
    String name = fields.text("n", "");
    BigDecimal number = fields.number("v");
    BigDecimal sum = fields.number("s");
    List<String> values = fields.present("v", "vs", "vb", "vd");
    if (values.size() > 1) {
      throw Rejection.invalid("a SenML record has two values: " + values);
    }
    boolean regular = fields.isRegular();
    if (values.isEmpty() && sum == null && !(regular && (base.value != null || base.sum != null))) {
      if (regular) {
        throw Rejection.invalid("a SenML record has neither a value nor a sum");
      }
      return;
    }
    base.checkName(name);
    String unit = fields.text("u", base.unit);
    Stamp stamp = time(base.time, fields.number("t"));
    String device = base.device(name);
    String metric = base.metric(name);
    if (values.contains("v") || (values.isEmpty() && base.value != null)) {
      Judged judged = number(sum(base.value, number), fields.isNull("v"));
      readings.add(device, metric, judged, unit, stamp);
    } else if (!values.isEmpty()) {
      readings.put(device, metric, other(fields, values.get(0)), unit, stamp, -1);
    }
    if (sum != null || (regular && base.sum != null)) {
      readings.add(device, metric + ".s", number(sum(base.sum, sum), false), null, stamp);
    }
  }

  private static Judged number(BigDecimal number, boolean notFinite) {
    return notFinite ? Judged.NO_VALUE : Judged.good(new NativeValue.Num(number, null));
  }

  private static BigDecimal sum(BigDecimal base, BigDecimal own) {
    if (base == null) {
      return own == null ? BigDecimal.ZERO : own;
    }
    return own == null ? base : base.add(own);
  }

  private static Judged other(Fields fields, String key) {
    return switch (key) {
      case "vb" -> {
        if (fields.get("vb") instanceof JsonTree.Bool bool) {
          yield Judged.good(new NativeValue.Bool(bool.value()));
        }
        throw Rejection.invalid("vb must be a boolean");
      }
      case "vd" -> {
        String data = fields.text("vd", "");
        if (!isBase64Url(data)) {
          throw Rejection.invalid("vd is not base64url without padding");
        }
        yield Judged.good(new NativeValue.Text(data));
      }
      default -> Judged.good(new NativeValue.Text(fields.text("vs", "")));
    };
  }

  private static boolean isBase64Url(String data) {
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      boolean good =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!good) {
        return false;
      }
    }
    return data.length() % 4 != 1;
  }

  private static Stamp time(BigDecimal base, BigDecimal own) {
    BigDecimal time = sum(base, own);
    return time.compareTo(RELATIVE_BELOW) < 0 ? Stamp.NONE : Stamp.seconds(time);
  }

  /** One record's fields under their JSON names. */
  private static final class Fields {
    private final JsonTree.Obj record;
    private final boolean binary;

    Fields(JsonTree.Obj record, boolean binary) {
      this.record = record;
      this.binary = binary;
      for (int i = 0; i < record.size(); i++) {
        if (record.key(i).endsWith("_")) {
          throw Rejection.invalid(
              "the SenML field "
                  + Rejection.quote(record.key(i))
                  + " must be understood, and is not");
        }
      }
    }

    JsonTree get(String key) {
      JsonTree value = record.get(key);
      if (value != null || !binary) {
        return value;
      }
      for (Map.Entry<String, String> label : LABELS.entrySet()) {
        if (label.getValue().equals(key)) {
          return record.get(label.getKey());
        }
      }
      return null;
    }

    /** Whether the record has a field that is not a base field. */
    boolean isRegular() {
      for (String key : List.of("n", "u", "v", "vs", "vb", "vd", "s", "t", "ut")) {
        if (get(key) != null) {
          return true;
        }
      }
      return false;
    }

    List<String> present(String... keys) {
      return java.util.Arrays.stream(keys).filter(key -> get(key) != null).toList();
    }

    /** Whether a number of CBOR was NaN or infinite. */
    boolean isNull(String key) {
      return get(key) == JsonTree.Null.NULL;
    }

    BigDecimal number(String key) {
      JsonTree value = get(key);
      if (value == null || (binary && value == JsonTree.Null.NULL && key.equals("v"))) {
        return null;
      }
      if (value instanceof JsonTree.Num number) {
        return number.value();
      }
      throw Rejection.invalid(key + " must be a number, not " + value.kind());
    }

    String text(String key, String absent) {
      JsonTree value = get(key);
      if (value == null) {
        return absent;
      }
      if (value instanceof JsonTree.Str text) {
        return text.value();
      }
      throw Rejection.invalid(key + " must be a text, not " + value.kind());
    }
  }

  /** Base fields in effect: each record that has one replaces it for itself and those after. */
  private static final class Base {
    private String name = "";
    private BigDecimal time;
    private String unit;
    private BigDecimal value;
    private BigDecimal sum;
    private BigDecimal version;

    void take(Fields fields) {
      name = fields.text("bn", name);
      unit = fields.text("bu", unit);
      time = orElse(fields.number("bt"), time);
      value = orElse(fields.number("bv"), value);
      sum = orElse(fields.number("bs"), sum);
      BigDecimal sent = fields.number("bver");
      if (sent != null) {
        if (sent.compareTo(HIGHEST_VERSION) > 0 || sent.signum() <= 0) {
          throw Rejection.invalid("SenML version " + sent + " is not known");
        }
        if (version != null && version.compareTo(sent) != 0) {
          throw Rejection.invalid("the SenML pack mixes versions");
        }
        version = sent;
      }
    }

    private static BigDecimal orElse(BigDecimal own, BigDecimal before) {
      return own == null ? before : own;
    }

    void checkName(String own) {
      String resolved = name + own;
      if (resolved.isEmpty()) {
        throw Rejection.invalid("a SenML record has no name");
      }
      for (int i = 0; i < resolved.length(); i++) {
        char c = resolved.charAt(i);
        boolean good =
            (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-:./_".indexOf(c) >= 0;
        if (!good) {
          throw Rejection.invalid(
              "the SenML name " + Rejection.quote(resolved) + " has a character it may not have");
        }
      }
    }

    String device(String own) {
      if (name.isEmpty()) {
        return own;
      }
      if (own.isEmpty() || name.length() == 1) {
        return name;
      }
      char last = name.charAt(name.length() - 1);
      return last == ':' || last == '/' ? name.substring(0, name.length() - 1) : name;
    }

    String metric(String own) {
      return name.isEmpty() || own.isEmpty() ? "value" : own;
    }
  }
}
