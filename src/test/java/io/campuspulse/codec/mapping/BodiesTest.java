package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final String FIELDS =
      """
                fields:
                  - {name: u16le, at: 0, width: 2, endian: little}
                  - {name: s16, at: 2, width: 2, as: signed, scale: 0.01, invalid: -32768}
                  - {name: real, at: 4, width: 4, as: float}
                  - {name: flags, at: 8, mask: 0xF0, shift: 4}
                  - {name: id, at: 9, width: 2, as: hex}
                  - {name: label, at: 11, width: 4, as: text}
                  - {name: big, at: 15, width: 8}
      """;
  private static final String FRAME = "0102" + "FE0C" + "41A40000" + "7A" + "BEEF" + "6F6B0000";

  private static Mapped by(String codec) {
    return Mapped.by(
        "routes:\n  - topic: t\n    device: d\n    codec:\n      "
            + codec
            + ":\n"
            + FIELDS
            + "    readings: {value: {\"null\": invalid}}\n");
  }

  private static List<String> bytes(Mapped mapped, String hex) {
    return Mapped.shown(mapped.decode("t", HexFormat.of().parseHex(hex), false));
  }

  @Test
  void readsFieldsOfBytesByOffsetWidthSignAndOrder() {
    assertThat(bytes(by("raw"), FRAME + "FFFFFFFFFFFFFFFE"))
        .containsExactly(
            "d u16le=513",
            "d s16=-5.00",
            "d real=20.5",
            "d flags=7",
            "d id='BEEF'",
            "d label='ok'",
            "d big=18446744073709551614");
  }

  @Test
  void readsTheSameFromHexadecimalAndBase64Text() {
    String whole = FRAME + "0000000000000001";
    byte[] raw = HexFormat.of().parseHex(whole);
    assertThat(by("hex").read("t", whole)).contains("d s16=-5.00", "d big=1");
    String base64 = java.util.Base64.getEncoder().encodeToString(raw);
    assertThat(by("base64").read("t", base64)).contains("d s16=-5.00", "d big=1");
  }

  @Test
  void makesNullOfTheCodeForNotAvailable() {
    assertThat(bytes(by("raw"), "01028000" + FRAME.substring(8) + "0000000000000000"))
        .contains("d s16=null invalid");
  }

  @Test
  void rejectsBytesThatAreTooShort() {
    assertThat(bytes(by("raw"), "0102"))
        .containsExactly("rejected invalid-payload: 2 bytes do not have the layout of the mapping");
    assertThat(by("hex").read("t", "zz")).first().asString().startsWith("rejected invalid-payload");
  }

  @Test
  void readsCbor() {
    Mapped mapped =
        Mapped.by("routes:\n  - topic: t\n    codec: cbor\n    device: d\n    readings: {}\n");
    // {"a": 1, "b": [true, null, 1.5], "c": h'0102'}
    assertThat(bytes(mapped, "A3616101616283F5F6F93E006163420102"))
        .containsExactly(
            "d a=1", "d b[0]=true", "d b[1]=null no-value", "d b[2]=1.5", "d c='0102'");
    assertThat(bytes(mapped, "A2616101616102"))
        .containsExactly("rejected duplicate-key: an object has the key \"a\" twice");
    assertThat(bytes(mapped, "A16161F97C00")).first().asString().startsWith("rejected invalid");
    assertThat(bytes(mapped, "A161")).first().asString().startsWith("rejected invalid-payload");
    assertThat(bytes(mapped, "0101"))
        .containsExactly("rejected invalid-payload: there are bytes after the CBOR value");
  }

  @Test
  void readsOneTextAsTheWholeBody() {
    Mapped mapped =
        Mapped.by(
            "routes:\n  - topic: t/{m}\n    codec: text\n    device: d\n    readings: {metric: \"{m}\"}\n");
    assertThat(mapped.read("t/x", "21.5")).containsExactly("d x=21.5");
    assertThat(mapped.read("t/x", "{\"a\":1}")).containsExactly("d x='{\"a\":1}'");
    assertThat(Mapped.shown(mapped.decode("t/x", new byte[] {(byte) 0xFF}, false)))
        .containsExactly("rejected invalid-payload: the text is not UTF-8");
  }

  @Test
  void readsJsonOrOneTextWhereBothCome() {
    Mapped mapped =
        Mapped.by(
            "routes:\n  - topic: t/{m}\n    codec: mixed\n    device: d\n    readings: {metric: \"{m}\"}\n");
    assertThat(mapped.read("t/x", " {\"a\":1}")).containsExactly("d x.a=1");
    assertThat(mapped.read("t/x", "\"21\"")).containsExactly("d x=21");
    assertThat(mapped.read("t/x", "free")).containsExactly("d x='free'");
    assertThat(mapped.read("t/x", "true")).containsExactly("d x=true");
    assertThat(mapped.read("t/x", "{\"a\":"))
        .first()
        .asString()
        .startsWith("rejected invalid-json");
  }

  @Test
  void treatsAnEmptyPayloadAsTheMappingSays() {
    String route =
        "routes:\n  - topic: t/{d}\n    codec: text\n    device: \"{d}\"\n    readings: {metric: m}\n";
    assertThat(Mapped.by(route).read("t/x", ""))
        .containsExactly("rejected invalid-payload: the payload is empty");
    assertThat(Mapped.by(route + "    empty: text\n").read("t/x", "")).containsExactly("x m=''");
    assertThat(Mapped.by(route + "    empty: no-telemetry\n").read("t/x", "")).isEmpty();
    assertThat(Mapped.by(route + "    empty: removed\n").decode("t/x", "").availability())
        .hasToString("[Availability[device=x, state=REMOVED]]");
  }

  @Test
  void keepsToTheLimitsOfTheMapping() {
    Mapped mapped =
        Mapped.by(
            """
            limits: {depth: 3, bytes: 60, readings: 3, digits: 20}
            routes:
              - topic: t
                device: d
                readings: {}
            """);
    assertThat(mapped.read("t", "[1,2,3]")).hasSize(3);
    assertThat(mapped.read("t", "[1,2,3,4]"))
        .containsExactly("rejected limit: more than 3 readings in one message");
    assertThat(mapped.read("t", "[[[[1]]]]")).first().asString().startsWith("rejected limit");
    assertThat(mapped.read("t", "[123456789012345678901]"))
        .first()
        .asString()
        .startsWith("rejected limit");
    assertThat(mapped.read("t", " ".repeat(61)))
        .containsExactly("rejected limit: 61 bytes are over the limit of 60");
  }
}
