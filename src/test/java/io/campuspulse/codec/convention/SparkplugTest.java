package io.campuspulse.codec.convention;

import static io.campuspulse.codec.convention.SparkplugBytes.alias;
import static io.campuspulse.codec.convention.SparkplugBytes.bdSeq;
import static io.campuspulse.codec.convention.SparkplugBytes.born;
import static io.campuspulse.codec.convention.SparkplugBytes.bytesValue;
import static io.campuspulse.codec.convention.SparkplugBytes.doubleValue;
import static io.campuspulse.codec.convention.SparkplugBytes.fields;
import static io.campuspulse.codec.convention.SparkplugBytes.floatValue;
import static io.campuspulse.codec.convention.SparkplugBytes.intValue;
import static io.campuspulse.codec.convention.SparkplugBytes.longValue;
import static io.campuspulse.codec.convention.SparkplugBytes.named;
import static io.campuspulse.codec.convention.SparkplugBytes.payload;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.json.DecodeJson;
import io.campuspulse.model.RawMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparkplugTest {
  private static final long NOON = 1_750_000_000_000L; // 2025-06-15T15:06:40Z

  private final List<Effect> effects = new ArrayList<>();
  private Conventions decoder = fresh();
  private long receivedAt = NOON;

  private Conventions fresh() {
    return new Conventions(List.of(new Sparkplug(Limits.DEFAULT)), Limits.DEFAULT, effects::add);
  }

  private DecodeResult feed(String topic, byte[] bytes) {
    return decoder.decode(new RawMessage("spBv1.0/" + topic, bytes, false, receivedAt));
  }

  private static List<String> readings(DecodeResult result) {
    assertThat(result).isInstanceOf(DecodeResult.Decoded.class);
    return ((DecodeResult.Decoded) result)
        .readings().stream()
            .map(
                r ->
                    r.device()
                        + " "
                        + r.metric()
                        + "="
                        + new DecodeJson()
                            .line(null, one(r), false, List.of())
                            .replaceAll(".*\"value\":(.*),\"unit\":.*", "$1")
                        + " "
                        + r.quality().word())
            .toList();
  }

  private static DecodeResult one(io.campuspulse.codec.NativeReading reading) {
    return new DecodeResult.Decoded("x", List.of(reading), List.of());
  }

  private static List<String> states(DecodeResult result) {
    return result.availability().stream().map(a -> a.device() + " " + a.state().word()).toList();
  }

  private List<Effect> takeEffects() {
    List<Effect> taken = List.copyOf(effects);
    effects.clear();
    return taken;
  }

  private void birth() {
    feed(
        "G/NBIRTH/n",
        payload(
            NOON,
            0,
            bdSeq(3),
            born("Temp", 1, 10, doubleValue(21.5)),
            born("I8", 2, 1, intValue(-1))));
    feed("G/DBIRTH/n/d", payload(NOON, 1, born("Deep/P", 1, 4, longValue(-5))));
    effects.clear();
  }

  @Test
  void signedTypesTravelUnsignedAndKeepEveryDigit() {
    DecodeResult result =
        feed(
            "G/NBIRTH/n",
            payload(
                NOON,
                0,
                bdSeq(0),
                named("i8", 1, intValue(0xFF)),
                named("i16", 2, intValue(0xFFFF_FFFE)),
                named("i32", 3, intValue(Integer.MIN_VALUE)),
                named("i64", 4, longValue(Long.MIN_VALUE)),
                named("u8", 5, intValue(200)),
                named("u16", 6, intValue(60_000)),
                named("u32", 7, intValue(-2)),
                named("u32 as long", 7, longValue(4_294_967_294L)),
                named("u64", 8, longValue(-1)),
                named("f", 9, floatValue(21.7f)),
                named("d", 10, doubleValue(0.1)),
                named("b", 11, out -> out.writeBool(14, false)),
                named("s", 12, out -> out.writeString(15, "12")),
                named("t", 13, longValue(NOON)),
                named("nan", 10, doubleValue(Double.NaN)),
                named("inf", 9, floatValue(Float.POSITIVE_INFINITY)),
                named("null", 10, out -> out.writeBool(7, true)),
                named("raw", 17, bytesValue((byte) 1, (byte) 2))));
    assertThat(readings(result))
        .containsExactly(
            "G/n i8=-1 good",
            "G/n i16=-2 good",
            "G/n i32=-2147483648 good",
            "G/n i64=-9223372036854775808 good",
            "G/n u8=200 good",
            "G/n u16=60000 good",
            "G/n u32=4294967294 good",
            "G/n u32 as long=4294967294 good",
            "G/n u64=18446744073709551615 good",
            "G/n f=21.7 good",
            "G/n d=0.1 good",
            "G/n b=false good",
            "G/n s=\"12\" good",
            "G/n t=1750000000000 good",
            "G/n nan=null no-value",
            "G/n inf=null bad",
            "G/n null=null no-value",
            "G/n raw=\"AQI=\" good");
  }

  @Test
  void arraysGoByPosition() {
    DecodeResult result =
        feed(
            "G/NDATA/n",
            payload(
                NOON,
                0,
                named("i16", 23, bytesValue((byte) 1, (byte) 0, (byte) 0xFE, (byte) 0xFF)),
                named("bits", 32, bytesValue((byte) 3, (byte) 0, (byte) 0, (byte) 0, (byte) 0xA0)),
                named("words", 33, bytesValue((byte) 'a', (byte) 0, (byte) 'b', (byte) 0))));
    assertThat(readings(result))
        .containsExactly(
            "G/n i16[0]=1 good",
            "G/n i16[1]=-2 good",
            "G/n bits[0]=true good",
            "G/n bits[1]=false good",
            "G/n bits[2]=true good",
            "G/n words[0]=\"a\" good",
            "G/n words[1]=\"b\" good");
  }

  @Test
  void anArrayThatDoesNotFitItsBytesIsRefused() {
    assertThat(feed("G/NDATA/n", payload(NOON, 0, named("a", 24, bytesValue((byte) 1)))))
        .isInstanceOf(DecodeResult.Rejected.class);
  }

  @Test
  void dataNamesItsMetricsByTheAliasesOfTheBirthOfNodeAndOfDevice() {
    birth();
    assertThat(
            readings(
                feed(
                    "G/NDATA/n",
                    payload(NOON, 2, alias(1, doubleValue(22)), alias(2, intValue(0x80))))))
        .containsExactly("G/n Temp=22.0 good", "G/n I8=-128 good");
    assertThat(readings(feed("G/DDATA/n/d", payload(NOON, 3, alias(1, longValue(-7))))))
        .containsExactly("G/n/d Deep/P=-7 good");
    assertThat(takeEffects()).isEmpty();
  }

  @Test
  void theUnitOfTheBirthHoldsForItsData() {
    SparkplugBytes.Fields property =
        out ->
            out.writeByteArray(
                9,
                fields(
                    set -> set.writeString(1, "engUnit"),
                    set ->
                        set.writeByteArray(
                            2, fields(v -> v.writeUInt32(1, 12), v -> v.writeString(8, "kW")))));
    feed(
        "G/NBIRTH/n",
        payload(
            NOON,
            0,
            bdSeq(1),
            born(
                "P",
                4,
                10,
                out -> {
                  property.write(out);
                  doubleValue(1).write(out);
                })));
    DecodeResult.Decoded data =
        (DecodeResult.Decoded) feed("G/NDATA/n", payload(NOON, 1, alias(4, doubleValue(2))));
    assertThat(data.readings().get(0).unit()).isEqualTo("kW");
  }

  @Test
  void anUnknownAliasIsNoTelemetryAndAsksForARebirthOnceAMinute() {
    DecodeResult result = feed("G/NDATA/n", payload(NOON, 5, alias(9, doubleValue(1))));
    assertThat(result).isInstanceOf(DecodeResult.NoTelemetry.class);
    assertThat(takeEffects())
        .containsExactly(new Effect.RebirthRequest("G", "n", "alias 9 of G/n is unknown"));
    receivedAt += 59_999;
    feed("G/NDATA/n", payload(NOON, 6, alias(9, doubleValue(1))));
    assertThat(takeEffects()).isEmpty();
    receivedAt += 1;
    feed("G/NDATA/n", payload(NOON, 7, alias(9, doubleValue(1))));
    assertThat(takeEffects()).hasSize(1);
  }

  @Test
  void aGapKeepsTheValuesIsToldAndAsksForARebirth() {
    birth();
    assertThat(readings(feed("G/NDATA/n", payload(NOON, 5, alias(1, doubleValue(22)))))).hasSize(1);
    assertThat(takeEffects())
        .containsExactly(
            new Effect.SequenceGap("G/n", 2, 5),
            new Effect.RebirthRequest("G", "n", "sequence of G/n jumped to 5, expected 2"));
  }

  @Test
  void from255To0IsNoGap() {
    birth();
    for (int i = 2; i < 600; i++) {
      feed("G/NDATA/n", payload(NOON, i & 0xFF, alias(1, doubleValue(i))));
    }
    assertThat(takeEffects()).isEmpty();
  }

  @Test
  void theDeathOfAnotherSessionDoesNotCount() {
    birth();
    assertThat(states(feed("G/NDEATH/n", payload(NOON, -1, bdSeq(2))))).isEmpty();
    assertThat(readings(feed("G/NDATA/n", payload(NOON, 2, alias(1, doubleValue(22)))))).hasSize(1);
  }

  @Test
  void theDeathOfTheSessionTakesTheDevicesAlong() {
    birth();
    assertThat(states(feed("G/NDEATH/n", payload(NOON, -1, bdSeq(3)))))
        .containsExactly("G/n offline", "G/n/d offline");
    assertThat(feed("G/NDATA/n", payload(NOON, 2, alias(1, doubleValue(22)))))
        .isInstanceOf(DecodeResult.NoTelemetry.class);
    assertThat(takeEffects()).hasSize(1);
  }

  @Test
  void aDeviceDeathIsItsOwn() {
    birth();
    assertThat(states(feed("G/DDEATH/n/d", payload(NOON, 2)))).containsExactly("G/n/d offline");
    assertThat(readings(feed("G/NDATA/n", payload(NOON, 3, alias(1, doubleValue(22)))))).hasSize(1);
  }

  @Test
  void protocolMetricsAndCommandsAreNoTelemetry() {
    assertThat(
            feed(
                "G/NBIRTH/n",
                payload(
                    NOON,
                    0,
                    bdSeq(1),
                    born("Node Control/Rebirth", 1, 11, out -> out.writeBool(14, false)))))
        .isInstanceOf(DecodeResult.NoTelemetry.class);
    assertThat(
            feed(
                "G/NCMD/n",
                payload(
                    NOON, -1, named("Node Control/Rebirth", 11, out -> out.writeBool(14, true)))))
        .isInstanceOf(DecodeResult.NoTelemetry.class);
  }

  @Test
  void hostStatesAreNoTelemetryInBothForms() {
    assertThat(
            feed(
                "STATE/host", "{\"online\":true,\"timestamp\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DecodeResult.NoTelemetry.class);
    assertThat(feed("STATE/host", "OFFLINE".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DecodeResult.NoTelemetry.class);
    assertThat(feed("STATE/host", "{\"online\":".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DecodeResult.Rejected.class);
  }

  @Test
  void theMetricsTimeComesBeforeThePayloads() {
    DecodeResult.Decoded result =
        (DecodeResult.Decoded)
            feed(
                "G/NDATA/n",
                payload(
                    NOON,
                    0,
                    out -> {
                      out.writeString(1, "a");
                      out.writeUInt64(3, NOON - 1000);
                      out.writeDouble(13, 1);
                    }));
    assertThat(DecodeJson.time(result.readings().get(0).time())).isEqualTo("2025-06-15T15:06:39Z");
  }

  @Test
  void damagedBytesAreRefusedAndLeaveTheAliasesUntouched() {
    birth();
    byte[] rebirth = payload(NOON, 0, bdSeq(4), born("Other", 1, 10, doubleValue(1)));
    for (int cut = 1; cut < rebirth.length; cut++) {
      byte[] damaged = Arrays.copyOf(rebirth, cut);
      Conventions other = fresh();
      DecodeResult alone =
          other.decode(new RawMessage("spBv1.0/G/NBIRTH/n", damaged, false, receivedAt));
      if (alone instanceof DecodeResult.Rejected rejected) {
        assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_PAYLOAD);
        byte[] before = decoder.snapshot();
        feed("G/NBIRTH/n", damaged);
        assertThat(decoder.snapshot()).isEqualTo(before);
      }
    }
    assertThat(readings(feed("G/NDATA/n", payload(NOON, 2, alias(1, doubleValue(22))))))
        .containsExactly("G/n Temp=22.0 good");
  }

  @Test
  void aRestartKeepsAliasesSequenceAndBirthSequence() throws Exception {
    birth();
    byte[] state = decoder.snapshot();
    decoder = fresh();
    decoder.restore(state);
    assertThat(readings(feed("G/DDATA/n/d", payload(NOON, 2, alias(1, longValue(1))))))
        .containsExactly("G/n/d Deep/P=1 good");
    assertThat(takeEffects()).isEmpty();
    assertThat(states(feed("G/NDEATH/n", payload(NOON, -1, bdSeq(3))))).hasSize(2);
  }

  @Test
  void nodesAndAliasesAreBoundedAndTheQuietestGoesFirst() {
    SparkplugNodes nodes = new SparkplugNodes(3, 10);
    for (String name : List.of("a", "b", "c")) {
      nodes.born(
          nodes.obtain(name), "", java.util.Map.of(1L, new SparkplugNodes.Alias(name, 0, null)));
    }
    nodes.get("a");
    nodes.obtain("d");
    assertThat(nodes.get("b")).isNull();
    assertThat(nodes.get("a")).isNotNull();
    java.util.Map<Long, SparkplugNodes.Alias> large = new java.util.HashMap<>();
    for (long i = 0; i < 8; i++) {
      large.put(i, new SparkplugNodes.Alias("m", 0, null));
    }
    nodes.born(nodes.obtain("d"), "", large);
    assertThat(nodes.aliasCount()).isLessThanOrEqualTo(10);
    assertThat(nodes.get("d")).isNotNull();
    assertThat(nodes.nodeCount()).isLessThan(3);
  }

  @Test
  void templatesAndDataSetsGoByTheirMembers() {
    SparkplugBytes.Fields template =
        out -> {
          out.writeString(1, "motor");
          out.writeByteArray(
              18, fields(t -> t.writeByteArray(2, fields(named("rpm", 3, intValue(900))))));
        };
    SparkplugBytes.Fields dataSet =
        out -> {
          out.writeString(1, "table");
          out.writeByteArray(
              17,
              fields(
                  d -> d.writeUInt64(1, 1),
                  d -> d.writeString(2, "col"),
                  d -> d.writeUInt32(3, 3),
                  d ->
                      d.writeByteArray(
                          4, fields(r -> r.writeByteArray(1, fields(e -> e.writeUInt32(1, -1)))))));
        };
    assertThat(readings(feed("G/NDATA/n", payload(NOON, 0, template, dataSet))))
        .containsExactly("G/n motor.rpm=900 good", "G/n table[0].col=-1 good");
  }

  @Test
  void nestingBeyondTheDepthLimitIsRefused() {
    SparkplugBytes.Fields metric = named("leaf", 3, intValue(1));
    for (int i = 0; i < 40; i++) {
      SparkplugBytes.Fields inner = metric;
      metric =
          out -> {
            out.writeString(1, "t");
            out.writeByteArray(18, fields(t -> t.writeByteArray(2, fields(inner))));
          };
    }
    assertThat(((DecodeResult.Rejected) feed("G/NDATA/n", payload(NOON, 0, metric))).reason())
        .isEqualTo(RejectReason.LIMIT);
  }
}
