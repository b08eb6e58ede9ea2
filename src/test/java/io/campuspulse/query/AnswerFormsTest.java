package io.campuspulse.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes that API and command line promise. */
class AnswerFormsTest {
  private static final Interval DAY =
      new Interval(
          Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(),
          Instant.parse("2026-03-02T16:00:00Z").toEpochMilli());

  private static Answer answer() {
    FigureQuery query =
        new FigureQuery(
            "space_frequency",
            "open",
            Scope.school("3303010001"),
            Grouping.SPACE_TYPE,
            DAY,
            Resolution.P1D,
            ZoneId.of("Asia/Shanghai"));
    Figure known =
        new Figure(
            DAY,
            new BigDecimal("66.6666666667"),
            new Figure.Parts(
                new BigDecimal("2E+1"),
                new BigDecimal("30.000"),
                new BigDecimal("0.75"),
                List.of("over_capacity", "estimated"),
                Map.of("used_h", new BigDecimal("24.0"))),
            new Figure.Bounds(new BigDecimal("50.0"), new BigDecimal("75")),
            Figure.Status.CORRECTED,
            null,
            new Figure.Revised(2, Instant.parse("2026-03-02T17:00:00.250Z").toEpochMilli()));
    Figure unknown =
        new Figure(
            DAY,
            null,
            new Figure.Parts(new BigDecimal("0.000"), null, null, List.of()),
            new Figure.Bounds(new BigDecimal("1E-7"), null),
            Figure.Status.NO_DATA,
            "no_data",
            new Figure.Revised(1, -1));
    return new Answer(
        query,
        "%",
        "space_frequency/1",
        List.of(
            new Answer.Series("classroom", "教室", "Class \"A\", big", List.of(known)),
            new Answer.Series(null, null, null, List.of(unknown))),
        "v",
        false);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void the_series_form_is_exactly_this() {
    assertThat(text(AnswerJson.series(answer())))
        .isEqualTo(
            "{\"metric\":\"space_frequency\",\"unit\":\"%\",\"method\":\"space_frequency/1\","
                + "\"scope\":\"school:3303010001\",\"by\":\"space_type\",\"basis\":\"open\","
                + "\"from\":\"2026-03-02T00:00:00+08:00\",\"to\":\"2026-03-03T00:00:00+08:00\","
                + "\"resolution\":\"P1D\",\"tz\":\"Asia/Shanghai\",\"stale\":false,\"series\":["
                + "{\"group\":\"classroom\",\"name\":{\"zh\":\"教室\",\"en\":\"Class \\\"A\\\","
                + " big\"},\"points\":[{\"from\":\"2026-03-02T00:00:00+08:00\","
                + "\"to\":\"2026-03-03T00:00:00+08:00\",\"value\":66.6666666667,\"unit\":\"%\","
                + "\"numerator\":20,\"denominator\":30,\"coverage\":0.75,\"low\":50,\"high\":75,"
                + "\"status\":\"corrected\",\"reason\":null,"
                + "\"flags\":[\"over_capacity\",\"estimated\"],\"also\":{\"used_h\":24},"
                + "\"revision\":2,"
                + "\"recordedAt\":\"2026-03-03T01:00:00.25+08:00\"}]},"
                + "{\"group\":null,\"name\":{\"zh\":null,\"en\":null},\"points\":[{"
                + "\"from\":\"2026-03-02T00:00:00+08:00\",\"to\":\"2026-03-03T00:00:00+08:00\","
                + "\"value\":null,\"unit\":\"%\",\"numerator\":0,\"denominator\":null,"
                + "\"coverage\":null,\"low\":0.0000001,\"high\":null,\"status\":\"no_data\","
                + "\"reason\":\"no_data\",\"flags\":[],\"revision\":1,\"recordedAt\":null}]}]}\n");
  }

  @Test
  void the_rows_form_repeats_the_head_in_every_row() {
    assertThat(text(AnswerJson.rows(answer())))
        .startsWith(
            "[{\"metric\":\"space_frequency\",\"unit\":\"%\",\"scope\":\"school:3303010001\","
                + "\"by\":\"space_type\",\"basis\":\"open\",\"resolution\":\"P1D\","
                + "\"group\":\"classroom\",\"nameZh\":\"教室\",\"nameEn\":\"Class \\\"A\\\", big\"")
        .contains("\"flags\":\"over_capacity estimated\"")
        .endsWith("\"recordedAt\":null,\"method\":\"space_frequency/1\",\"also\":\"\"}]\n");
  }

  @Test
  void the_csv_form_quotes_what_must_be_quoted_and_leaves_unknown_empty() {
    assertThat(text(AnswerCsv.bytes(answer())))
        .isEqualTo(
            "metric,unit,scope,by,basis,resolution,group,nameZh,nameEn,from,to,value,numerator,"
                + "denominator,coverage,low,high,status,reason,flags,revision,recordedAt,method,also"
                + "\r\n"
                + "space_frequency,%,school:3303010001,space_type,open,P1D,classroom,教室,"
                + "\"Class \"\"A\"\", big\",2026-03-02T00:00:00+08:00,2026-03-03T00:00:00+08:00,"
                + "66.6666666667,20,30,0.75,50,75,corrected,,over_capacity estimated,2,"
                + "2026-03-03T01:00:00.25+08:00,space_frequency/1,used_h=24\r\n"
                + "space_frequency,%,school:3303010001,space_type,open,P1D,,,,"
                + "2026-03-02T00:00:00+08:00,2026-03-03T00:00:00+08:00,,0,,,0.0000001,,no_data,"
                + "no_data,,1,,space_frequency/1,\r\n");
  }
}
