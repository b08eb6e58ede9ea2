package io.campuspulse.codec.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.NativeValue;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ValuesTest {
  /** A mapping of one value under the key {@code v} whose rule is given. */
  private static Mapped rule(String value) {
    return Mapped.by(
        "routes:\n  - topic: t\n    device: d\n    readings:\n      - select: v\n        value: "
            + value
            + "\n");
  }

  private static String read(String rule, String json) {
    return String.join("; ", rule(rule).read("t", "{\"v\":" + json + "}"));
  }

  @Test
  void readsNumbersInTextByTheSharedRules() {
    assertThat(read("{}", "\" 21.50 \"")).isEqualTo("d v=21.50");
    assertThat(read("{}", "\"007\"")).isEqualTo("d v='007'");
    assertThat(read("{}", "\"1e5\"")).isEqualTo("d v='1e5'");
    assertThat(read("{}", "\"20.4 ℃\"")).isEqualTo("d v=20.4 ℃");
    assertThat(read("{}", "\"NULL\"")).isEqualTo("d v=null no-value");
    assertThat(read("{}", "99701010061400066001")).isEqualTo("d v=99701010061400066001");
  }

  @Test
  void keepsTheLiteralOfAConvertedNumber() {
    DecodeResult.Decoded decoded =
        (DecodeResult.Decoded) rule("{}").decode("t", "{\"v\":\" 21.50 \"}");
    assertThat(decoded.readings().get(0).value())
        .isEqualTo(new NativeValue.Num(new BigDecimal("21.50"), " 21.50 "));
  }

  @Test
  void demandsANumberWhereTheConventionDoes() {
    assertThat(read("{type: number}", "\"off\"")).isEqualTo("d v=null bad");
    assertThat(read("{type: number, otherwise: keep}", "\"off\"")).isEqualTo("d v='off'");
    assertThat(read("{type: number, otherwise: skip}", "\"off\"")).isEmpty();
    assertThat(read("{type: number, otherwise: reject}", "\"off\""))
        .isEqualTo("rejected invalid-payload: 'v': \"off\" must be a number");
  }

  @Test
  void keepsTextWhereTheConventionTypesIt() {
    assertThat(read("{type: text}", "\"21\"")).isEqualTo("d v='21'");
    assertThat(read("{type: text}", "\"UNAVAILABLE\"")).isEqualTo("d v=null no-value");
    assertThat(read("{type: text, null-words: []}", "\"NULL\"")).isEqualTo("d v='NULL'");
  }

  @Test
  void readsADecimalComma() {
    assertThat(read("{decimal: \",\"}", "\"21,5\"")).isEqualTo("d v=21.5");
    assertThat(read("{}", "\"21,5\"")).isEqualTo("d v='21,5'");
  }

  @Test
  void readsSuffixesOfItsOwn() {
    assertThat(read("{suffixes: {\" Grad\": °C}}", "\"21.5 Grad\"")).isEqualTo("d v=21.5 °C");
  }

  @Test
  void readsWordsCaseCounting() {
    String words = "{words: {\"on\": true, \"off\": false, \"3\": boost, eco: 0.5}}";
    assertThat(read(words, "\"on\"")).isEqualTo("d v=true");
    assertThat(read(words, "\"ON\"")).isEqualTo("d v='ON'");
    assertThat(read(words, "3")).isEqualTo("d v='boost'");
    assertThat(read(words, "\"eco\"")).isEqualTo("d v=0.5");
    assertThat(read("{type: word, words: {\"on\": true}, otherwise: reject}", "\"ON\""))
        .isEqualTo("rejected invalid-payload: 'v': \"ON\" must be on");
  }

  @Test
  void knowsNullWordsAndCodes() {
    assertThat(read("{null-words: [n/a]}", "\"n/a\"")).isEqualTo("d v=null no-value");
    assertThat(read("{invalid: [999, err]}", "999.0")).isEqualTo("d v=null invalid");
    assertThat(read("{invalid: [999, err]}", "\"err\"")).isEqualTo("d v=null invalid");
    assertThat(read("{suspect: 85}", "85")).isEqualTo("d v=85 suspect");
    assertThat(read("{\"null\": invalid}", "null")).isEqualTo("d v=null invalid");
  }

  @Test
  void calculatesMaskShiftScaleOffsetInThisOrder() {
    assertThat(read("{mask: 0x0FF0, shift: 4, scale: 0.1, offset: -40}", "65535"))
        .isEqualTo("d v=-14.5 suspect");
    assertThat(read("{mask: 0x0FF0, shift: 4, scale: 0.1, offset: -40}", "4660"))
        .isEqualTo("d v=-36.5");
    assertThat(read("{mask: 1}", "1.5")).isEqualTo("d v=null bad");
    assertThat(read("{scale: 0.1}", "9007199254740993")).isEqualTo("d v=900719925474099.3");
  }

  @Test
  void judgesRanges() {
    assertThat(read("{range: {from: 0, to: 100}}", "101")).isEqualTo("d v=101 suspect");
    assertThat(read("{range: {from: 0, outside: invalid}}", "-1")).isEqualTo("d v=null invalid");
    assertThat(read("{range: {from: 0, to: 100}}", "100")).isEqualTo("d v=100");
  }

  @Test
  void judgesSharedRangesByUnitUnlessTheMappingHasItsOwn() {
    String unit = "routes:\n  - topic: t\n    device: d\n    readings:\n      - unit: °C\n";
    assertThat(Mapped.by(unit).read("t", "{\"bed\":150}")).containsExactly("d bed=150 °C suspect");
    assertThat(
            Mapped.by(unit + "        value: {range: {from: -60, to: 500}}\n")
                .read("t", "{\"bed\":150}"))
        .containsExactly("d bed=150 °C");
  }

  @Test
  void makesListsOfArraysInFourWays() {
    assertThat(read("{}", "[1,\"2\"]")).isEqualTo("d v[0]=1; d v[1]=2");
    assertThat(read("{arrays: vector}", "[1,\"2\"]")).isEqualTo("d v=[1, 2]");
    assertThat(read("{arrays: whole}", "[1,\"2\"]")).isEqualTo("d v=[1, '2']");
    assertThat(read("{arrays: skip}", "[1,\"2\"]")).isEmpty();
    assertThat(read("{arrays: vector, type: number}", "[1,\"x\"]")).isEqualTo("d v=[1, null] bad");
    assertThat(read("{split: \" \"}", "\"1 2\"")).isEqualTo("d v[0]=1; d v[1]=2");
  }

  @Test
  void demandsTheRateOfASeries() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: t
                device: d
                readings:
                  - select: v
                    from: value
                    value: {arrays: series, rate: hz}
            """);
    assertThat(mapped.read("t", "{\"v\":{\"hz\":8000,\"value\":[1,2]}}"))
        .containsExactly("d v=[1, 2]");
    assertThat(mapped.read("t", "{\"v\":{\"value\":[1,2]}}"))
        .containsExactly("rejected invalid-payload: 'v' is a series without a sample rate");
  }

  @Test
  void keepsOrFlattensObjects() {
    assertThat(read("{}", "{\"a\":1}")).isEqualTo("d v.a=1");
    assertThat(read("{objects: skip}", "{\"a\":1}")).isEmpty();
    assertThat(rule("{objects: whole}").decode("t", "{\"v\":{\"a\":1}}"))
        .isInstanceOf(DecodeResult.Decoded.class);
  }

  @Test
  void rejectsWhatMustNotCome() {
    assertThat(read("{refuse: {any-case: [nan]}}", "\"NaN\""))
        .isEqualTo("rejected invalid-payload: 'v': \"NaN\" is not a value of this convention");
  }

  @Test
  void givesPointsRulesOfTheirOwn() {
    Mapped mapped =
        Mapped.by(
            """
            routes:
              - topic: modbus/{gateway}
                device: "{gateway}"
                readings:
                  - points:
                      supply_temp: {unit: °C, value: {scale: 0.1, invalid: 32767}}
                      "pump_*": {value: {words: {"on": true, "off": false}}}
            """);
    assertThat(mapped.read("modbus/g", "{\"supply_temp\":615,\"pump_1\":\"on\",\"other\":\"on\"}"))
        .containsExactly("g supply_temp=61.5 °C", "g pump_1=true", "g other='on'");
    assertThat(mapped.read("modbus/g", "{\"supply_temp\":32767}"))
        .containsExactly("g supply_temp=null °C invalid");
  }
}
