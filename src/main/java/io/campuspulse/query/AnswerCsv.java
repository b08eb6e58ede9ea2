package io.campuspulse.query;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The one CSV form of an {@link Answer}: RFC 4180, UTF-8, a header line, CRLF, one row per figure;
 * an absent value is an empty field. Numbers and times are spelled as in {@link AnswerJson}.
 */
public final class AnswerCsv {
  private static final String CRLF = "\r\n";

  private AnswerCsv() {}

  /** The answer as a CSV document. */
  public static byte[] bytes(Answer answer) {
    StringBuilder csv = new StringBuilder(1024);
    String comma = "";
    for (AnswerColumn column : AnswerColumn.values()) {
      csv.append(comma).append(column.title());
      comma = ",";
    }
    csv.append(CRLF);
    for (Answer.Series series : answer.series()) {
      for (Figure figure : series.figures()) {
        row(csv, AnswerColumn.row(answer, series, figure));
      }
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(StringBuilder csv, Map<AnswerColumn, Object> row) {
    String comma = "";
    for (Object value : row.values()) {
      csv.append(comma).append(field(value));
      comma = ",";
    }
    csv.append(CRLF);
  }

  private static String field(Object value) {
    if (value == null) {
      return "";
    }
    String text = value instanceof BigDecimal d ? AnswerText.number(d) : value.toString();
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
