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

/** SenML packs, RFC 8428, under {@code senml/#}: JSON, or CBOR when the first byte is ≥ 0x80. */
public final class SenMl implements Convention {
  private static final String ID = "senml";
  private static final BigDecimal RELATIVE_BELOW = BigDecimal.valueOf(1L << 28);
  private static final BigDecimal HIGHEST_VERSION = BigDecimal.TEN;

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
      SenMlRecord record = new SenMlRecord(Bodies.object(item, "a SenML record"), binary);
      base.take(record);
      record(base, record, readings);
    }
    return readings.result(ID);
  }

  private static void record(Base base, SenMlRecord record, Readings readings) {
    boolean value = record.value() || (record.isRegular() && base.value != null);
    boolean sum = record.sum != null || (record.isRegular() && base.sum != null);
    if (!value && !sum) {
      if (record.isRegular()) {
        throw Rejection.invalid("a SenML record has neither a value nor a sum");
      }
      return;
    }
    base.checkName(record.name);
    String unit = record.unit == null ? base.unit : record.unit;
    Stamp stamp = time(base.time, record.time);
    String device = base.device(record.name);
    String metric = base.metric(record.name);
    if (record.text != null) {
      readings.put(device, metric, Judged.good(record.text), unit, stamp, -1);
    } else if (value) {
      Judged judged = record.notFinite ? Judged.NO_VALUE : number(base.value, record.number);
      readings.add(device, metric, judged, unit, stamp);
    }
    if (sum) {
      readings.add(device, metric + ".s", number(base.sum, record.sum), null, stamp);
    }
  }

  private static Judged number(BigDecimal base, BigDecimal own) {
    return Judged.good(new NativeValue.Num(sum(base, own), null));
  }

  private static BigDecimal sum(BigDecimal base, BigDecimal own) {
    if (base == null) {
      return own == null ? BigDecimal.ZERO : own;
    }
    return own == null ? base : base.add(own);
  }

  private static Stamp time(BigDecimal base, BigDecimal own) {
    BigDecimal time = sum(base, own);
    return time.compareTo(RELATIVE_BELOW) < 0 ? Stamp.NONE : Stamp.seconds(time);
  }

  /** Base fields in effect: each record that has one replaces it for itself and those after. */
  private static final class Base {
    private String name = "";
    private BigDecimal time;
    private String unit;
    private BigDecimal value;
    private BigDecimal sum;
    private BigDecimal version;

    void take(SenMlRecord record) {
      name = record.baseName == null ? name : record.baseName;
      unit = record.baseUnit == null ? unit : record.baseUnit;
      time = record.baseTime == null ? time : record.baseTime;
      value = record.baseValue == null ? value : record.baseValue;
      sum = record.baseSum == null ? sum : record.baseSum;
      BigDecimal sent = record.baseVersion;
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
