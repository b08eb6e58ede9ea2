package io.campuspulse.codec.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeTime;
import io.campuspulse.codec.NativeValue;
import io.campuspulse.codec.Rejection;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static Judged text(String text) {
    return Texts.text(text, false, Limits.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "0 | 0 |",
        "-0 | 0 |",
        "\" 21.50 \" | 21.5 |",
        "+3 | 3 |",
        "00.5 | 0.5 |",
        "45% | 45 | %",
        "20.4 ℃ | 20.4 | ℃",
        "231.5V | 231.5 | V",
        "-7 dBm | -7 | dBm",
        "18446744073709551616 | 18446744073709551616 |",
      })
  void decimalsInTextAreNumbersWithTheirUnit(String sent, BigDecimal number, String unit) {
    Judged judged = text(sent);
    assertThat(judged.value()).isInstanceOf(NativeValue.Num.class);
    assertThat(((NativeValue.Num) judged.value()).value()).isEqualByComparingTo(number);
    assertThat(((NativeValue.Num) judged.value()).raw()).isEqualTo(sent);
    assertThat(judged.unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1e5",
        "0042",
        "-007",
        "1.",
        ".",
        "--H--W--",
        "12:30",
        "1.2.3",
        "0x1F",
        "5 apples",
        "٣",
        "1,5",
        "+02:00",
        "031662004817",
        "1/",
        "Infinity"
      })
  void whatIsNoDecimalStaysText(String sent) {
    assertThat(text(sent).value()).isEqualTo(new NativeValue.Text(sent));
  }

  @Test
  void textWhereANumberMustBeIsBadAndKeepsWhatWasSent() {
    Judged judged = Texts.text("warm", true, Limits.DEFAULT);
    assertThat(judged.quality()).isEqualTo(NativeQuality.BAD);
    assertThat(judged.value()).isEqualTo(new NativeValue.Null("warm"));
  }

  @Test
  void nullWordsAreNoValueAlsoWhereANumberMustBe() {
    for (String word : new String[] {"nan", "NaN", "NULL", "UNAVAILABLE", " nan "}) {
      assertThat(Texts.text(word, true, Limits.DEFAULT).quality())
          .isEqualTo(NativeQuality.NO_VALUE);
    }
    assertThat(text("null").value()).isEqualTo(new NativeValue.Text("null"));
  }

  @Test
  void aNumberInTextHasTheSameLimitOfDigits() {
    assertThatThrownBy(() -> text("1".repeat(1001)))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("1001 digits is over the limit of 1000");
  }

  @Test
  void plainTextMustBeUtf8WithoutControlCharacters() {
    assertThat(Texts.plain("21 °C".getBytes(StandardCharsets.UTF_8))).isEqualTo("21 °C");
    assertThatThrownBy(() -> Texts.plain(new byte[] {(byte) 0xC3})).isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> Texts.plain(new byte[] {'a', 0})).isInstanceOf(Rejection.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-05-19T14:30:00+08:00, 2025-05-19T06:30:00Z",
    "2025-05-19T14:30:00.123456789123+0800, 2025-05-19T06:30:00.123456789Z",
    "20250519T063000Z, 2025-05-19T06:30:00Z",
    "20250519T063000.250Z, 2025-05-19T06:30:00.250Z",
    "2025-05-19T06:30Z, 2025-05-19T06:30:00Z",
    "2025-05-19 06:30:00-01, 2025-05-19T07:30:00Z",
  })
  void timesWithAnOffsetAreInstants(String text, Instant instant) {
    assertThat(Stamp.text(text).time()).isEqualTo(new NativeTime.At(instant));
  }

  @Test
  void timesWithoutAnOffsetAreWallTime() {
    LocalDateTime time = LocalDateTime.of(2025, 5, 19, 14, 30, 5);
    assertThat(Stamp.text("2025-05-19T14:30:05").time()).isEqualTo(new NativeTime.Local(time));
    assertThat(Stamp.text("2025.05.19 14:30:05").time()).isEqualTo(new NativeTime.Local(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2025-02-30T00:00:00Z",
        "2025-13-01T00:00:00Z",
        "2025-05-19T25:00:00Z",
        "2025-05-19T14:30:00+08:00x",
        "2025-05-19T14:30:00+99:00",
        "2025-05-19T14:30:00.Z",
        "1999-12-31T23:59:59Z",
        "1970-01-01T00:00:05",
        "0001-01-01T00:00:00Z"
      })
  void unsetAndUnreadableTimesAreUseless(String text) {
    assertThat(Stamp.text(text)).isEqualTo(Stamp.USELESS);
  }

  @Test
  void secondsAndMillisecondsAreToldByTheirSize() {
    Instant instant = Instant.parse("2026-03-02T08:40:00.123Z");
    assertThat(Stamp.secondsOrMillis(new BigDecimal("1772440800123")).time())
        .isEqualTo(new NativeTime.At(instant));
    assertThat(Stamp.secondsOrMillis(new BigDecimal("1772440800.123")).time())
        .isEqualTo(new NativeTime.At(instant));
    assertThat(Stamp.secondsOrMillis(new BigDecimal("99999999999")).time())
        .isEqualTo(new NativeTime.At(Instant.parse("5138-11-16T09:46:39Z")));
    assertThat(Stamp.secondsOrMillis(new BigDecimal("100000000000"))).isEqualTo(Stamp.USELESS);
    assertThat(Stamp.seconds(new BigDecimal("1e30"))).isEqualTo(Stamp.USELESS);
    assertThat(Stamp.seconds(new BigDecimal("-1"))).isEqualTo(Stamp.USELESS);
  }

  @Test
  void theNextCandidateStandsInForAnUnsetOne() {
    Stamp good = Stamp.text("2025-05-19T14:30:05Z");
    assertThat(Stamp.USELESS.or(good)).isEqualTo(good);
    assertThat(Stamp.NONE.or(Stamp.USELESS)).isEqualTo(Stamp.USELESS);
    assertThat(Stamp.USELESS.or(Stamp.NONE)).isEqualTo(Stamp.USELESS);
    assertThat(Stamp.NONE.or(Stamp.NONE)).isEqualTo(Stamp.NONE);
    assertThat(good.or(Stamp.USELESS)).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cel",
        "%",
        "%RH",
        "lx",
        "/",
        "kW.h",
        "m3/h",
        "mm[Hg]",
        "umol/L",
        "{person}",
        "1/min",
        "m/s2",
        "[ppm]",
        "10*3/uL",
        "g.m-3",
        "(kg.m)/s",
        "W/m2",
        "beats",
        "°C",
        "μg/m³",
        "Ah"
      })
  void symbolsOfSenmlAndUcumAreKnown(String symbol) {
    assertThat(Units.isKnown(symbol)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "warm", "degrees", "kw", "m//s", "m.", "/", ".m", "(m", "{a b}", "[x]", "m{"})
  void otherSymbolsAreNot(String symbol) {
    assertThat(Units.isKnown(symbol)).isEqualTo(symbol.equals("/"));
  }

  @Test
  void aReadingHasTheFirstQualityThatApplies() {
    Readings readings = new Readings(Limits.DEFAULT);
    NativeValue hot = new NativeValue.Num(new BigDecimal("200"), null);
    readings.add("d", "temperature", Judged.good(hot), "°C", Stamp.USELESS);
    readings.add("d", "x", Judged.none(null, NativeQuality.BAD), null, Stamp.USELESS);
    readings.add("d", "y", Judged.good(hot), null, Stamp.USELESS);
    io.campuspulse.codec.DecodeResult.Decoded result =
        (io.campuspulse.codec.DecodeResult.Decoded) readings.result("c");
    assertThat(result.readings())
        .extracting(io.campuspulse.codec.NativeReading::quality)
        .containsExactly(NativeQuality.SUSPECT, NativeQuality.BAD, NativeQuality.NO_CLOCK);
  }

  @Test
  void readingsBeyondTheLimitRefuseTheMessage() {
    Readings readings = new Readings(new Limits(32, 1000, 2, 10));
    readings.addText("d", "a", "1", null, Stamp.NONE);
    readings.addText("d", "b", "1", null, Stamp.NONE);
    assertThatThrownBy(() -> readings.addText("d", "c", "1", null, Stamp.NONE))
        .hasMessage("more than 2 readings in one message");
  }

  @Test
  void boundsHoldAtTheirEdgesInEveryUnit() {
    assertThat(judge("125", "room temperature", "°C")).isEqualTo(NativeQuality.GOOD);
    assertThat(judge("125.1", "room temperature", "°C")).isEqualTo(NativeQuality.SUSPECT);
    assertThat(judge("-60.1", "t", "Cel")).isEqualTo(NativeQuality.SUSPECT);
    assertThat(judge("257", "t", "°F")).isEqualTo(NativeQuality.GOOD);
    assertThat(judge("257.1", "t", "°F")).isEqualTo(NativeQuality.SUSPECT);
    assertThat(judge("0", "t", "K")).isEqualTo(NativeQuality.SUSPECT);
    assertThat(judge("500", "kiln", "°C")).isEqualTo(NativeQuality.GOOD);
    assertThat(judge("100.1", "battery", "%")).isEqualTo(NativeQuality.SUSPECT);
    assertThat(judge("400", "damper", "%")).isEqualTo(NativeQuality.GOOD);
    assertThat(judge("-32768.0", "n", null)).isEqualTo(NativeQuality.SUSPECT);
    assertThat(judge("65535.5", "n", null)).isEqualTo(NativeQuality.GOOD);
  }

  private static NativeQuality judge(String number, String metric, String unit) {
    NativeValue value = new NativeValue.Num(new BigDecimal(number), null);
    return Ranges.judge(value, Ranges.kind(metric, unit), unit);
  }
}
