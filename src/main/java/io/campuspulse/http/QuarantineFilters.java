package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.campuspulse.journal.Quarantine;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads which quarantined messages are meant, from query parameters or from a body. */
final class QuarantineFilters {
  private static final List<String> NAMES =
      List.of("reason", "topicPrefix", "convention", "device", "from", "to");

  private static final int MAX_LENGTH = 1_024;

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private QuarantineFilters() {}

  /**
   * The filter of some fields.
   *
   * @param field the value of a field by its name, or null
   * @throws ProblemException when a time is none
   */
  static Quarantine.Filter of(Function<String, String> field, ZoneId zone) {
    String convention = field.apply("convention");
    String device = field.apply("device");
    return new Quarantine.Filter(
        field.apply("reason"),
        field.apply("topicPrefix"),
        convention == null && device == null
            ? null
            : new Quarantine.SourceFilter(convention, device),
        time("from", field, zone),
        time("to", field, zone));
  }

  private static Long time(String name, Function<String, String> field, ZoneId zone) {
    String text = field.apply(name);
    return text == null ? null : (Long) Times.instant(name, text, zone);
  }

  /**
   * The fields of a body; none when it is empty.
   *
   * @throws ProblemException when it is not one JSON object of texts under known names: what was
   *     meant to narrow the choice must not be overlooked
   */
  static Map<String, String> fields(String body) {
    Map<String, String> fields = new TreeMap<>();
    if (body.isBlank()) {
      return fields;
    }
    try (JsonParser parser = STRICT.createParser(body)) {
      require(parser.nextToken() == JsonToken.START_OBJECT, "body", body);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        require(NAMES.contains(name), "body", name);
        require(parser.nextToken() == JsonToken.VALUE_STRING, name, parser.getText());
        require(parser.getTextLength() <= MAX_LENGTH, name, parser.getText());
        fields.put(name, parser.getText());
      }
      require(parser.currentToken() == JsonToken.END_OBJECT, "body", body);
      require(parser.nextToken() == null, "body", body);
      return fields;
    } catch (IOException e) {
      throw wrong("body", body);
    }
  }

  private static void require(boolean right, String name, String value) {
    if (!right) {
      throw wrong(name, value);
    }
  }

  private static ProblemException wrong(String name, String value) {
    String names = String.join(", ", NAMES);
    return Problem.parameter(
            name,
            value,
            "必须是一个 JSON 对象，字段只能是 " + names + "，值为不超过 " + MAX_LENGTH + " 个字符的文本",
            "must be one JSON object with none but the fields "
                + names
                + ", each a text of at most "
                + MAX_LENGTH
                + " characters")
        .exception();
  }

  /** The fields for the log, in one line whatever they hold. */
  static String printable(Map<String, String> fields) {
    return fields.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
