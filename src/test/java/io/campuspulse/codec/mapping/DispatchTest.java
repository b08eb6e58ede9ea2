package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.DecodeResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private static String mapping(String name, String route) {
    return "mapping: " + name + "\nroutes:\n  - " + route.replace("\n", "\n    ") + "\n";
  }

  @Test
  void givesAMessageToTheMostSpecificPattern() {
    Mapped mapped =
        Mapped.by(
            mapping("wide", "topic: a/{x}\ndevice: wide\nreadings: {}"),
            mapping("narrow", "topic: a/b\ndevice: narrow\nreadings: {}"));
    assertThat(mapped.read("a/b", "{\"v\":1}")).containsExactly("narrow v=1");
    assertThat(mapped.read("a/c", "{\"v\":1}")).containsExactly("wide v=1");
    assertThat(mapped.decode("a/b", "{\"v\":1}").convention()).isEqualTo("narrow");
  }

  @Test
  void leavesAMessageToTheNextWhenItsConditionsDoNotHold() {
    Mapped mapped =
        Mapped.by(
            mapping(
                "first",
                "topic: a/{x}\nwhen: {kind: 7, v: {type: number}}\ndevice: one\nreadings: {select: v}"),
            mapping(
                "second",
                "topic: a/{x}\nwhen: [{kind: {at-least: 8}}, {kind: x}]\ndevice: two\nreadings: {select: v}"));
    assertThat(mapped.read("a/b", "{\"kind\":7.0,\"v\":1}")).containsExactly("one v=1");
    assertThat(mapped.read("a/b", "{\"kind\":9,\"v\":1}")).containsExactly("two v=1");
    assertThat(mapped.read("a/b", "{\"kind\":\"x\",\"v\":1}")).containsExactly("two v=1");
    assertThat(mapped.read("a/b", "{\"kind\":1,\"v\":1}"))
        .first()
        .asString()
        .startsWith("rejected unclaimed-topic");
  }

  @Test
  void rejectsWhatMustHoldAndDoesNot() {
    Mapped mapped =
        Mapped.by(
            mapping(
                "m",
                "topic: t\nrequire: {v: {type: number}, \".\": {type: object}}\ndevice: d\nreadings: {}"));
    assertThat(mapped.read("t", "{\"v\":\"1\"}"))
        .containsExactly(
            "rejected invalid-payload: the body does not hold: v must be number and . must be object");
  }

  @Test
  void looksAtTheRetainedFlagWhenAsked() {
    Mapped mapped =
        Mapped.by(
            mapping("stored", "topic: t\nretained: true\ndevice: stored\nreadings: {}"),
            mapping("live", "topic: t\nretained: false\ndevice: live\nreadings: {}"));
    byte[] body = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(Mapped.shown(mapped.decode("t", body, true))).containsExactly("stored v=1");
    assertThat(Mapped.shown(mapped.decode("t", body, false))).containsExactly("live v=1");
  }

  @Test
  void leavesExcludedTopicsAlone() {
    Mapped mapped =
        Mapped.by(
            mapping("m", "topic: a/{x...}\nexclude: [a/+/set, a/log/#]\ndevice: d\nreadings: {}"));
    assertThat(mapped.read("a/b", "{\"v\":1}")).hasSize(1);
    assertThat(mapped.read("a/b/set", "{\"v\":1}")).first().asString().contains("unclaimed-topic");
    assertThat(mapped.read("a/log/1/2", "{\"v\":1}"))
        .first()
        .asString()
        .contains("unclaimed-topic");
  }

  @Test
  void carriesTheKeyByWhichASecondDeliveryIsKnown() {
    Mapped mapped =
        Mapped.by(
            mapping(
                "m",
                "topic: t/{d}\ndevice: \"{d}\"\ndedup: \"{d}/{$.seq}\"\nreadings: {select: v}"));
    assertThat(((DecodeResult.Decoded) mapped.decode("t/x", "{\"seq\":7,\"v\":1}")).messageKey())
        .isEqualTo("x/7");
    assertThat(((DecodeResult.Decoded) mapped.decode("t/x", "{\"v\":1}")).messageKey()).isNull();
  }

  @Test
  void carriesTheSequenceNumber() {
    Mapped mapped =
        Mapped.by(mapping("m", "topic: t\ndevice: d\nreadings: {select: v, sequence: $.seq}"));
    assertThat(
            ((DecodeResult.Decoded) mapped.decode("t", "{\"seq\":7,\"v\":1}"))
                .readings()
                .get(0)
                .sequence())
        .isEqualTo(7);
  }

  @Test
  void readsOnlyAllowedDevices() {
    Mapped mapped =
        Mapped.by(
            "mapping: m\nallow: [\"D8:*\"]\nroutes:\n  - topic: t/{d}\n    device: \"{d}\"\n    readings: {}\n");
    assertThat(mapped.read("t/D8:1", "{\"v\":1}")).hasSize(1);
    assertThat(mapped.decode("t/77", "{\"v\":1}")).isInstanceOf(DecodeResult.NoTelemetry.class);
  }

  @Test
  void saysWhetherDevicesAreThere() {
    Mapped mapped =
        Mapped.by(
            mapping(
                "m",
                "topic: bridge/state\ndevice: bridge\navailability:\n  - {device: \"*\", of: state, words: {up: online, \"d*\": offline, idle: none}, otherwise: reject}"));
    assertThat(mapped.decode("bridge/state", "{\"state\":\"down\"}").availability())
        .hasToString("[Availability[device=*, state=OFFLINE]]");
    assertThat(mapped.decode("bridge/state", "{\"state\":\"idle\"}").availability()).isEmpty();
    assertThat(mapped.read("bridge/state", "{\"state\":\"x\"}"))
        .containsExactly("rejected invalid-payload: \"x\" is not a state of a device");
  }

  private static final String REMEMBERS =
      """
      mapping: m
      memory: 2
      routes:
        - topic: t/{d}/unit
          codec: text
          empty: no-telemetry
          device: none
          learn: {key: "{d}", set: {unit: "{.}"}}
        - topic: t/{d}/value
          codec: text
          device: "{d}"
          lookup: "{d}"
          readings: {metric: v, unit: "{@unit}"}
      """;

  @Test
  void remembersAttributesAndForgetsTheOldest() {
    Mapped mapped = Mapped.by(REMEMBERS);
    mapped.decode("t/a/unit", "W");
    mapped.decode("t/b/unit", "A");
    assertThat(mapped.read("t/a/value", "1")).containsExactly("a v=1 W");
    mapped.decode("t/c/unit", "V");
    assertThat(mapped.read("t/b/value", "1")).containsExactly("b v=1");
    assertThat(mapped.read("t/a/value", "1")).containsExactly("a v=1 W");
    mapped.decode("t/a/unit", "");
    assertThat(mapped.read("t/a/value", "1")).containsExactly("a v=1");
  }

  @Test
  void carriesWhatItRemembersAcrossARestart() throws IOException {
    Mapped before = Mapped.by(REMEMBERS);
    before.decode("t/a/unit", "W");
    Mapped after = Mapped.by(REMEMBERS);
    after.conventions().restore(before.conventions().snapshot());
    assertThat(after.read("t/a/value", "1")).containsExactly("a v=1 W");
  }

  @Test
  void remembersNothingOfARejectedMessage() {
    Mapped mapped =
        Mapped.by(
            """
            mapping: m
            routes:
              - topic: t
                device: d
                lookup: k
                learn: {key: k, set: {unit: "{.u}"}}
                readings: {select: v, unit: "{@unit}", value: {type: number, otherwise: reject}}
            """);
    assertThat(mapped.read("t", "{\"u\":\"W\",\"v\":\"x\"}"))
        .first()
        .asString()
        .startsWith("rejected");
    assertThat(mapped.read("t", "{\"v\":1}")).containsExactly("d v=1");
  }
}
