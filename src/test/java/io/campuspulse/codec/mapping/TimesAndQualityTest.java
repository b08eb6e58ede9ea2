package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesAndQualityTest {
  private static Mapped time(String rule) {
    return Mapped.by(
        "routes:\n  - topic: t\n    device: d\n    time: "
            + rule
            + "\n    readings:\n      - select: v\n");
  }

  private static String read(String rule, String time) {
    return String.join("; ", time(rule).read("t", "{\"v\":1,\"t\":" + time + "}"));
  }

  @Test
  void readsSecondsMillisecondsAndTextAsTheMappingSays() {
    assertThat(read("{of: t, as: epoch-s}", "1612358929.25"))
        .isEqualTo("d v=1 2021-02-03T13:28:49.250Z");
    assertThat(read("{of: t, as: epoch-s}", "\"1612358929\""))
        .isEqualTo("d v=1 2021-02-03T13:28:49Z");
    assertThat(read("{of: t, as: epoch-ms}", "1612358929123"))
        .isEqualTo("d v=1 2021-02-03T13:28:49.123Z");
    assertThat(read("{of: t, as: epoch}", "1612358929")).isEqualTo("d v=1 2021-02-03T13:28:49Z");
    assertThat(read("{of: t, as: epoch}", "1612358929000")).isEqualTo("d v=1 2021-02-03T13:28:49Z");
    assertThat(read("{of: t, as: iso}", "\"2025-10-20T17:30:45.123456+02:00\""))
        .isEqualTo("d v=1 2025-10-20T15:30:45.123456Z");
  }

  @Test
  void readsPatternsAsLocalTimeUnlessAZoneIsGiven() {
    String pattern = "{of: t, as: MM/dd/yyyy HH:mm:ss}";
    assertThat(read(pattern, "\"03/22/2026 10:06:00\"")).isEqualTo("d v=1 2026-03-22T10:06");
    assertThat(
            read(
                "{of: t, as: MM/dd/yyyy HH:mm:ss, zone: Asia/Shanghai}", "\"03/22/2026 10:06:00\""))
        .isEqualTo("d v=1 2026-03-22T02:06:00Z");
    assertThat(read(pattern, "\"13/22/2026 10:06:00\"")).isEqualTo("d v=1 no-clock");
    assertThat(read("{of: t, as: yyyyMMddHHmmss}", "20260322100600"))
        .isEqualTo("d v=1 2026-03-22T10:06");
  }

  @Test
  void takesTheNextCandidateWhenAClockIsUnset() {
    Mapped mapped = time("[{of: t, as: epoch-s}, {of: u, as: epoch-s}]");
    assertThat(mapped.read("t", "{\"v\":1,\"t\":0,\"u\":1612358929}"))
        .containsExactly("d v=1 2021-02-03T13:28:49Z");
    assertThat(mapped.read("t", "{\"v\":1,\"t\":86400,\"u\":null}"))
        .containsExactly("d v=1 no-clock");
    assertThat(mapped.read("t", "{\"v\":1}")).containsExactly("d v=1");
  }

  @Test
  void countsNoTimeFromAnUnknownStart() {
    assertThat(read("{of: t, as: relative}", "1234")).isEqualTo("d v=1");
  }

  @Test
  void prefersTheReadingsOwnTimeToTheMessages() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                time: {of: ts, as: epoch-s}
                readings:
                  - select: values.{name}
                    metric: "{name}"
                    from: v
                    time: {of: at, as: epoch-s}
            """);
    assertThat(
            mapped.read(
                "t",
                "{\"ts\":1612358929,\"values\":{\"a\":{\"v\":1,\"at\":1612358930},\"b\":{\"v\":2},"
                    + "\"c\":{\"v\":3,\"at\":5}}}"))
        .containsExactly(
            "d a=1 2021-02-03T13:28:50Z",
            "d b=2 2021-02-03T13:28:49Z",
            "d c=3 2021-02-03T13:28:49Z");
  }

  @Test
  void believesTheSourceAboutItsValues() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                readings:
                  - select: values.{name}
                    metric: "{name}"
                    quality:
                      - {when: {"$.errors.<{name}>": {exists: true}}, is: bad}
                      - {of: "$.codes.<{name}>", table: {"192": good, "64": suspect, "8*": invalid}, otherwise: bad}
                      - {when: {$.valid: false}, is: suspect}
            """);
    assertThat(
            mapped.read(
                "t",
                "{\"values\":{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5},\"errors\":{\"b\":17},"
                    + "\"codes\":{\"a\":192,\"c\":64,\"d\":88,\"e\":7}}"))
        .containsExactly(
            "d a=1", "d b=null bad", "d c=3 suspect", "d d=null invalid", "d e=null bad");
    assertThat(mapped.read("t", "{\"values\":{\"a\":1},\"valid\":false}"))
        .containsExactly("d a=1 suspect");
  }

  @Test
  void keepsTheWorseOfTwoVerdicts() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                readings:
                  - select: v
                    value: {type: number}
                    quality: {is: suspect}
            """);
    assertThat(mapped.read("t", "{\"v\":\"x\"}")).containsExactly("d v=null bad");
    assertThat(mapped.read("t", "{\"v\":1}")).containsExactly("d v=1 suspect");
  }
}
