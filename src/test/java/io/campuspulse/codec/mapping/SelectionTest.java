package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final String FLAT =
      """
      routes:
        - topic: t/{device}
          device: "{device}"
          readings:
            - {}
      """;

  @Test
  void flattensABodyIntoNativePaths() {
    assertThat(
            Mapped.by(FLAT)
                .read("t/d", "{\"a\":{\"b.c\":[1,{\"\":2}]},\"x y\":\"z\",\"k:1\":true}"))
        .containsExactly("d a.b.c[0]=1", "d a.b.c[1].=2", "d x y='z'", "d k:1=true");
    assertThat(Mapped.by(FLAT).read("t/d", "[1,[2]]")).containsExactly("d [0]=1", "d [1][0]=2");
  }

  @Test
  void leavesOutAndLetsThroughWholeBranches() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                readings:
                  - only: [a, "s_*", c.e]
                    except: [a.x, "*.secret"]
            """);
    assertThat(
            mapped.read(
                "t",
                "{\"a\":{\"x\":1,\"y\":2,\"secret\":3},\"s_1\":4,\"b\":5,\"c\":{\"e\":6,\"f\":7}}"))
        .containsExactly("d a.y=2", "d s_1=4", "d c.e=6");
  }

  @Test
  void reachesQuotedKeysAndPositionsFromBothEnds() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: "{$.'device name'}"
                readings:
                  - select: "'a.b'[0]"
                    metric: first
                  - select: "['a.b'][-1]"
                    metric: last
                  - select: "'it''s'"
                    metric: quote
            """);
    assertThat(mapped.read("t", "{\"device name\":\"D 1\",\"a.b\":[1,2,3],\"it's\":4}"))
        .containsExactly("D 1 first=1", "D 1 last=3", "D 1 quote=4");
  }

  @Test
  void bindsTheKeysOfNestedLoopsAndReachesParents() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                each: rooms.{room}.devices[{number}]
                device: "{room}/{.id}/{^^.floor}"
                readings:
                  - select: values.{name}
                    metric: "{number}:{name}"
                    unit: "{^^.units.<{name}>}"
            """);
    assertThat(
            mapped.read(
                "t",
                "{\"rooms\":{\"b1\":{\"floor\":2,\"devices\":[{\"id\":\"x\",\"units\":{\"t\":\"°C\"},"
                    + "\"values\":{\"t\":21,\"h\":40}}]}}}"))
        .containsExactly("b1/x/2 0:t=21 °C", "b1/x/2 0:h=40");
  }

  @Test
  void pivotsArraysOfNamesAndValues() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                readings:
                  - select: points[*]
                    metric: "{.name}"
                    from: [value, val]
                    unit: "{.unit}"
            """);
    assertThat(
            mapped.read(
                "t",
                "{\"points\":[{\"name\":\"a\",\"value\":1,\"unit\":\"W\"},{\"name\":\"b\",\"val\":2},{\"name\":\"c\"}]}"))
        .containsExactly("d a=1 W", "d b=2");
  }

  @Test
  void takesOneElementOrAnArrayOfThem() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                each: $[*?]
                device: "{.id}"
                readings:
                  - select: v
            """);
    assertThat(mapped.read("t", "{\"id\":\"a\",\"v\":1}")).containsExactly("a v=1");
    assertThat(mapped.read("t", "[{\"id\":\"a\",\"v\":1},{\"id\":\"b\",\"v\":2}]"))
        .containsExactly("a v=1", "b v=2");
  }

  @Test
  void opensJsonInsideAText() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                open: {at: data.inner, as: json}
                readings:
                  - select: data.*
            """);
    assertThat(mapped.read("t", "{\"data\":{\"inner\":\"{\\\"a\\\":1}\"}}"))
        .containsExactly("d data.inner.a=1");
    assertThat(mapped.read("t", "{\"data\":{\"inner\":\"no json\"}}"))
        .containsExactly("d data.inner='no json'");
  }

  @Test
  void rejectsATextThatMustOpenAndDoesNot() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                open: {at: data, as: json, demanded: true}
                readings: {}
            """);
    assertThat(mapped.read("t", "{\"data\":\"{\"}"))
        .containsExactly(
            "rejected invalid-payload: the text at data is not of the form that the mapping names");
  }

  @Test
  void shapesNamesWithFiltersAndRenames() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t/{mac}
                device: "{mac|plain|upper|colons}"
                readings:
                  - metric: "{key|drop-prefix(raw_)|lower}"
                    select: "*"
                    rename: {t: temperature, "hum*": humidity}
            """);
    assertThat(mapped.read("t/d8-0b-4c", "{\"raw_T\":1,\"HumRel\":2,\"x\":3}"))
        .containsExactly("D8:0B:4C temperature=1", "D8:0B:4C humidity=2", "D8:0B:4C x=3");
  }

  @Test
  void takesTheFirstDeviceThatIsThere() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t/{id}
                device: ["{$.mac}", "{$.serial|before-last(-)}", "{id}"]
                readings:
                  - select: v
            """);
    assertThat(mapped.read("t/x", "{\"mac\":\"\",\"serial\":\"s-1-2\",\"v\":1}"))
        .containsExactly("s-1 v=1");
    assertThat(mapped.read("t/x", "{\"mac\":null,\"v\":1}")).containsExactly("x v=1");
  }

  @Test
  void rejectsAMessageThatNamesNoDevice() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: "{$.id}"
                readings:
                  - select: v
            """);
    assertThat(mapped.read("t", "{\"v\":1}"))
        .containsExactly("rejected invalid-payload: the message names no device");
  }
}
