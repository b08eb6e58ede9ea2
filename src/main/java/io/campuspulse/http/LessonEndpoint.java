package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.metrics.LessonRule.Verdict;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Lesson;
import io.campuspulse.query.LessonPage;
import io.campuspulse.query.LessonQuery;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers {@code listLessons}. */
final class LessonEndpoint implements Endpoint {
  private static final int MAX_DAYS = 31;
  private static final int PRESET_LIMIT = 500;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_CSV = 20_000;
  private static final int TTL = 15;

  private final Reads reads;
  private final FigureRequests requests;

  LessonEndpoint(Reads reads) {
    this.reads = reads;
    this.requests = new FigureRequests(reads);
  }

  @Override
  public Reply answer(Call call) {
    Parameters parameters = call.parameters();
    boolean csv = MetricEndpoint.wantsCsv(call);
    Scope scope = requests.scope(parameters);
    ZoneId zone = requests.zone(parameters);
    Interval range = requests.range(parameters, zone, MAX_DAYS, "lessons");
    Optional<Verdict> verdict =
        parameters.word(
            "class",
            LessonEndpoint::verdict,
            Arrays.stream(Verdict.values()).map(Verdict::word).toList());
    int limit = parameters.integer("limit", PRESET_LIMIT, 1, MAX_LIMIT);
    Optional<LessonQuery.Key> after = parameters.text("cursor").map(LessonEndpoint::key);
    LessonQuery query = new LessonQuery(scope, range, verdict, after, limit);
    LessonColumns columns = new LessonColumns(reads.campus().get(), zone);
    if (csv) {
      List<Lesson> all = all(query, parameters);
      return new Reply(
          200,
          MetricEndpoint.CSV,
          () -> columns.csv(all),
          null,
          Reply.privately(TTL),
          OptionalLong.empty());
    }
    LessonPage page = reads.lessons().lessons(query);
    String next = page.next().map(k -> Page.encode(k.start() + " " + k.space())).orElse(null);
    return Reply.json(json -> document(json, page.lessons(), columns, next), TTL);
  }

  /** A CSV document has no cursor: it holds everything, or is refused. */
  private List<Lesson> all(LessonQuery query, Parameters parameters) {
    List<Lesson> all = new ArrayList<>();
    Optional<LessonQuery.Key> after = query.after();
    do {
      LessonPage page =
          reads
              .lessons()
              .lessons(
                  new LessonQuery(query.scope(), query.range(), query.verdict(), after, MAX_LIMIT));
      all.addAll(page.lessons());
      after = page.next();
      if (all.size() > MAX_CSV) {
        throw Problem.parameter(
                "from",
                parameters.text("from").orElse(""),
                "CSV 最多 " + MAX_CSV + " 条记录；请缩短时间范围或缩小 scope",
                "a CSV has at most " + MAX_CSV + " records; ask for a shorter range or less scope")
            .exception();
      }
    } while (after.isPresent());
    return all;
  }

  private static Optional<Verdict> verdict(String word) {
    return Arrays.stream(Verdict.values()).filter(v -> v.word().equals(word)).findFirst();
  }

  private static LessonQuery.Key key(String cursor) {
    String text = Page.decode(cursor);
    int space = text.indexOf(' ');
    if (space > 0 && text.substring(0, space).matches("-?\\d{1,15}")) {
      return new LessonQuery.Key(
          text.substring(space + 1), Long.parseLong(text.substring(0, space)));
    }
    throw Page.badCursor(cursor);
  }

  private static void document(
      JsonGenerator json, List<Lesson> lessons, LessonColumns columns, String next)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("items");
    for (Lesson lesson : lessons) {
      json.writeStartObject();
      for (Map.Entry<String, Object> cell : columns.row(lesson).entrySet()) {
        json.writeFieldName(cell.getKey());
        LessonColumns.value(json, cell.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("next", next);
    json.writeEndObject();
  }
}
