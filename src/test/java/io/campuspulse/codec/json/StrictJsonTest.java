package io.campuspulse.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.RejectReason;
import io.campuspulse.codec.Rejection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private final StrictJson json = new StrictJson(Limits.DEFAULT);

  private RejectReason refused(String text) {
    Rejection rejection = catchThrowableOfType(Rejection.class, () -> json.read(text));
    assertThat(rejection).as(text).isNotNull();
    return rejection.reason();
  }

  private BigDecimal number(String text) {
    return ((JsonTree.Num) json.read(text)).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "[1,]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "01",
        "+1",
        ".5",
        "1.",
        "1e",
        "[1] x",
        "1 2",
        "{}{}",
        "\"\t\"",
        "// c\n1",
        "[1",
        "tru",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "{\"a\":1 \"b\":2}"
      })
  void whatRfc8259DoesNotAllowIsInvalidJson(String text) {
    assertThat(refused(text)).isEqualTo(RejectReason.INVALID_JSON);
  }

  @Test
  void numbersKeepEveryDigit() {
    assertThat(number("18446744073709551616")).isEqualTo(new BigDecimal("18446744073709551616"));
    assertThat(number("-0.10000000000000000000000000001"))
        .isEqualTo(new BigDecimal("-0.10000000000000000000000000001"));
    assertThat(number("1e400")).isEqualTo(new BigDecimal("1e400"));
    assertThat(number("-0")).isEqualByComparingTo(BigDecimal.ZERO);
  }

  @Test
  void aThousandDigitsAreReadAndOneMoreIsOverTheLimit() {
    assertThat(number("7".repeat(1000)).precision()).isEqualTo(1000);
    assertThat(refused("7".repeat(1001))).isEqualTo(RejectReason.LIMIT);
    assertThat(refused("0." + "1".repeat(1000))).isEqualTo(RejectReason.LIMIT);
    assertThat(number("1e999")).isEqualTo(new BigDecimal("1e999"));
    assertThat(refused("1e1000")).isEqualTo(RejectReason.LIMIT);
    assertThat(refused("1e-99999999999999999999")).isEqualTo(RejectReason.LIMIT);
  }

  @Test
  void depth32IsReadAndOneMoreIsOverTheLimit() {
    assertThat(json.read("[".repeat(32) + "]".repeat(32))).isInstanceOf(JsonTree.Arr.class);
    assertThat(refused("[".repeat(33) + "]".repeat(33))).isEqualTo(RejectReason.LIMIT);
    assertThat(refused("[".repeat(100_000))).isEqualTo(RejectReason.LIMIT);
    assertThat(refused("{\"a\":".repeat(33) + "1" + "}".repeat(33))).isEqualTo(RejectReason.LIMIT);
  }

  @Test
  void sizeBeyondTheLimitIsRefused() {
    String most = "\"" + "x".repeat(256 * 1024 - 2) + "\"";
    assertThat(json.read(most)).isInstanceOf(JsonTree.Str.class);
    assertThat(refused(most + " ")).isEqualTo(RejectReason.LIMIT);
  }

  @Test
  void duplicateKeysAreRefusedHoweverManyAndHoweverDeep() {
    assertThat(refused("{\"a\":1,\"a\":1}")).isEqualTo(RejectReason.DUPLICATE_KEY);
    assertThat(refused("{\"a\":1,\"\\u0061\":1}")).isEqualTo(RejectReason.DUPLICATE_KEY);
    assertThat(refused("[{\"x\":{\"\":1,\"\":2}}]")).isEqualTo(RejectReason.DUPLICATE_KEY);
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 10_000; i++) {
      many.append('"').append(i).append("\":0,");
    }
    assertThat(json.read(many + "\"x\":0}")).isInstanceOf(JsonTree.Obj.class);
    assertThat(refused(many + "\"7777\":0}")).isEqualTo(RejectReason.DUPLICATE_KEY);
  }

  @Test
  void aSyntaxErrorAfterADuplicateKeyIsTheBetterReason() {
    assertThat(refused("{\"a\":1,\"a\":1")).isEqualTo(RejectReason.INVALID_JSON);
  }

  @Test
  void keysMayHoldAnything() {
    JsonTree.Obj tree = (JsonTree.Obj) json.read("{\"a.b\":1,\"c:d e+\":2,\"\":3,\"键\":4}");
    assertThat(tree.get("")).isEqualTo(new JsonTree.Num(BigDecimal.valueOf(3)));
    assertThat(tree.key(3)).isEqualTo("键");
    assertThat(tree.has("a")).isFalse();
  }

  @Test
  void bytesThatAreNotUtf8AreInvalidJson() {
    byte[][] bad = {
      {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '1'},
      {0, '1'},
      {'1', 0},
      {'"', (byte) 0xC0, (byte) 0x80, '"'},
      {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
      {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
      {'"', (byte) 0xE4, '"'},
      "\"x\"".getBytes(StandardCharsets.UTF_16),
    };
    for (byte[] bytes : bad) {
      Rejection rejection = catchThrowableOfType(Rejection.class, () -> json.read(bytes));
      assertThat(rejection.reason()).isEqualTo(RejectReason.INVALID_JSON);
    }
    assertThat(json.read("\"\uD83C\uDF21 °C\"")).isEqualTo(new JsonTree.Str("\uD83C\uDF21 °C"));
  }
}
