package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.query.Readings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code listReadings}. */
final class ReadingsEndpoint implements Endpoint {
  private static final int MOST_DAYS = 31;
  private static final int MOST_CHART_DAYS = 1_100;
  private static final int MOST_POINTS = 2_000;
  private static final int PRESET_LIMIT = 500;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_CSV = 20_000;
  private static final int TTL = 15;
  private static final Pattern KEY =
      Pattern.compile("(-?\\d{1,18}) ([A-Z_]+) (-?\\d{1,18}) (-?\\d{1,19}) (\\d{1,18})");

  private final Reads reads;
  private final FigureRequests requests;

  ReadingsEndpoint(Reads reads) {
    this.reads = reads;
    this.requests = new FigureRequests(reads);
  }

  /** What is asked for. */
  private record Question(Point point, Interval range, ZoneId zone) {
    String time(long millis) {
      return Times.text(millis, zone);
    }

    BigDecimal decimal(long value) {
      return BigDecimal.valueOf(value, point.quantity().decimals());
    }
  }

  @Override
  public Reply answer(Call call) {
    Parameters parameters = call.parameters();
    boolean csv = MetricEndpoint.wantsCsv(call);
    boolean chart = parameters.text("points").isPresent();
    Point point = point(parameters);
    ZoneId zone = requests.zone(parameters);
    int days = chart ? MOST_CHART_DAYS : MOST_DAYS;
    Question question =
        new Question(point, requests.range(parameters, zone, days, "readings"), zone);
    if (chart) {
      int points = parameters.integer("points", MOST_POINTS, 2, MOST_POINTS);
      List<Readings.Bucket> buckets = reads.readings().chart(point.id(), question.range(), points);
      return csv ? csv(chartCsv(question, buckets)) : chart(question, buckets);
    }
    if (csv) {
      return csv(csvOf(question, all(question, parameters)));
    }
    int limit = parameters.integer("limit", PRESET_LIMIT, 1, MAX_LIMIT);
    Optional<Reading> after = parameters.text("cursor").map(c -> key(point.id(), c));
    return page(question, reads.readings().page(point.id(), question.range(), after, limit));
  }

  private Point point(Parameters parameters) {
    String id = parameters.text("point").orElse("");
    if (id.isEmpty()) {
      throw Problem.parameter("point", id, "必须给出测点编号", "must be the id of a point").exception();
    }
    return reads
        .campus()
        .get()
        .point(id)
        .orElseThrow(
            () ->
                Problem.notFound("point", id, "登记簿中没有这个测点", "the registry has no such point")
                    .exception());
  }

  /** A CSV document has no cursor: it holds everything, or is refused. */
  private List<Reading> all(Question question, Parameters parameters) {
    Readings.Page page =
        reads.readings().page(question.point().id(), question.range(), Optional.empty(), MAX_CSV);
    if (page.more()) {
      throw Problem.parameter(
              "from",
              parameters.text("from").orElse(""),
              "CSV 最多 " + MAX_CSV + " 条读数；请缩短时间范围",
              "a CSV has at most " + MAX_CSV + " readings; ask for a shorter range")
          .exception();
    }
    return page.readings();
  }

  private static Reading key(String point, String cursor) {
    Matcher m = KEY.matcher(Page.decode(cursor));
    if (m.matches()) {
      try {
        return new Reading(
            point,
            Long.parseLong(m.group(1)),
            Long.parseLong(m.group(4)),
            Quality.valueOf(m.group(2)),
            Long.parseLong(m.group(3)),
            Long.parseLong(m.group(5)));
      } catch (IllegalArgumentException e) {
        // falls through to the sentence
      }
    }
    throw Page.badCursor(cursor);
  }

  private static String cursor(Reading last) {
    return Page.encode(
        last.timeMillis()
            + " "
            + last.quality()
            + " "
            + last.sequence()
            + " "
            + last.value()
            + " "
            + last.receivedAtMillis());
  }

  private static String word(Quality quality) {
    return quality.name().toLowerCase(Locale.ROOT);
  }

  private static void head(JsonGenerator json, Question q) throws IOException {
    json.writeStartObject();
    json.writeStringField("point", q.point().id());
    json.writeStringField("device", q.point().device());
    json.writeStringField("quantity", q.point().quantity().id());
    json.writeStringField("unit", q.point().quantity().unit().symbol());
    json.writeStringField("from", q.time(q.range().start()));
    json.writeStringField("to", q.time(q.range().end()));
  }

  private static Reply page(Question q, Readings.Page page) {
    List<Reading> items = page.readings();
    return Reply.json(
        json -> {
          head(json, q);
          json.writeArrayFieldStart("items");
          for (Reading r : items) {
            json.writeStartObject();
            json.writeStringField("time", q.time(r.timeMillis()));
            boolean none = r.quality() == Quality.BAD;
            Json.number(json, "value", none ? null : q.decimal(r.value()));
            json.writeStringField("quality", word(r.quality()));
            Json.whole(json, "sequence", r.sequence() < 0 ? null : r.sequence());
            json.writeStringField("receivedAt", q.time(r.receivedAtMillis()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeStringField("next", page.more() ? cursor(items.get(items.size() - 1)) : null);
          json.writeEndObject();
        },
        TTL);
  }

  private static Reply chart(Question q, List<Readings.Bucket> buckets) {
    return Reply.json(
        json -> {
          head(json, q);
          json.writeArrayFieldStart("buckets");
          for (Readings.Bucket b : buckets) {
            json.writeStartObject();
            json.writeStringField("from", q.time(b.time().start()));
            json.writeStringField("to", q.time(b.time().end()));
            json.writeNumberField("count", b.count());
            Json.number(json, "min", q.decimal(b.min()));
            Json.number(json, "max", q.decimal(b.max()));
            Json.number(json, "mean", q.decimal(b.mean()));
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        },
        TTL);
  }

  private static Reply csv(List<String> lines) {
    byte[] bytes = (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
    return new Reply(
        200, MetricEndpoint.CSV, () -> bytes, null, Reply.privately(TTL), OptionalLong.empty());
  }

  private static List<String> csvOf(Question q, List<Reading> readings) {
    List<String> lines = new ArrayList<>();
    lines.add("time,value,quality,sequence,receivedAt");
    for (Reading r : readings) {
      String value = r.quality() == Quality.BAD ? "" : q.decimal(r.value()).toPlainString();
      String sequence = r.sequence() < 0 ? "" : Long.toString(r.sequence());
      lines.add(
          String.join(
              ",",
              q.time(r.timeMillis()),
              value,
              word(r.quality()),
              sequence,
              q.time(r.receivedAtMillis())));
    }
    return lines;
  }

  private static List<String> chartCsv(Question q, List<Readings.Bucket> buckets) {
    List<String> lines = new ArrayList<>();
    lines.add("from,to,count,min,max,mean");
    for (Readings.Bucket b : buckets) {
      lines.add(
          String.join(
              ",",
              q.time(b.time().start()),
              q.time(b.time().end()),
              Long.toString(b.count()),
              q.decimal(b.min()).toPlainString(),
              q.decimal(b.max()).toPlainString(),
              q.decimal(b.mean()).toPlainString()));
    }
    return lines;
  }
}
