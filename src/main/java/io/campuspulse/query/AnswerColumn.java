package io.campuspulse.query;

import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/** The columns of an answer written as flat rows, in order. */
enum AnswerColumn {
  METRIC("metric"),
  UNIT("unit"),
  SCOPE("scope"),
  BY("by"),
  BASIS("basis"),
  RESOLUTION("resolution"),
  GROUP("group"),
  NAME_ZH("nameZh"),
  NAME_EN("nameEn"),
  FROM("from"),
  TO("to"),
  VALUE("value"),
  NUMERATOR("numerator"),
  DENOMINATOR("denominator"),
  COVERAGE("coverage"),
  LOW("low"),
  HIGH("high"),
  STATUS("status"),
  REASON("reason"),
  FLAGS("flags"),
  REVISION("revision"),
  RECORDED_AT("recordedAt"),
  METHOD("method"),
  ALSO("also");

  private final String title;

  AnswerColumn(String title) {
    this.title = title;
  }

  /** The column's name in header and rows. */
  String title() {
    return title;
  }

  /**
   * One row: every column has an entry, whose value is a {@code String}, {@code BigDecimal}, {@code
   * Long} or null. Flags, and further numbers as {@code name=value}, are joined by spaces.
   */
  static Map<AnswerColumn, Object> row(Answer answer, Answer.Series series, Figure figure) {
    FigureQuery query = answer.query();
    ZoneId zone = query.zone();
    Map<AnswerColumn, Object> row = new EnumMap<>(AnswerColumn.class);
    row.put(METRIC, query.metric());
    row.put(UNIT, answer.unit());
    row.put(SCOPE, query.scope().toString());
    row.put(BY, AnswerText.by(answer));
    row.put(BASIS, query.basis());
    row.put(RESOLUTION, query.resolution().text());
    row.put(GROUP, series.group());
    row.put(NAME_ZH, series.nameZh());
    row.put(NAME_EN, series.nameEn());
    row.put(FROM, AnswerText.time(figure.interval().start(), zone));
    row.put(TO, AnswerText.time(figure.interval().end(), zone));
    row.put(VALUE, figure.value());
    row.put(NUMERATOR, figure.basis().numerator());
    row.put(DENOMINATOR, figure.basis().denominator());
    row.put(COVERAGE, figure.basis().coverage());
    row.put(LOW, figure.bounds().low());
    row.put(HIGH, figure.bounds().high());
    row.put(STATUS, figure.status().word());
    row.put(REASON, figure.reason());
    row.put(FLAGS, String.join(" ", figure.basis().flags()));
    row.put(REVISION, figure.revised().revision());
    row.put(RECORDED_AT, AnswerText.recordedAt(figure, zone));
    row.put(METHOD, answer.method());
    row.put(ALSO, AnswerText.also(figure));
    return row;
  }
}
