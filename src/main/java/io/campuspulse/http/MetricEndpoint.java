package io.campuspulse.http;

import io.campuspulse.model.Name;
import io.campuspulse.query.Answer;
import io.campuspulse.query.AnswerCsv;
import io.campuspulse.query.AnswerJson;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Resolution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Answers {@code getMetric}. */
final class MetricEndpoint implements Endpoint {
  /** Time for which closed intervals need not be asked again, seconds. */
  private static final int CLOSED_TTL = 3_600;

  static final String CSV = "text/csv; charset=utf-8; header=present";

  private final Reads reads;
  private final FigureRequests requests;

  private enum Form {
    SERIES,
    ROWS,
    CSV
  }

  MetricEndpoint(Reads reads) {
    this.reads = reads;
    this.requests = new FigureRequests(reads);
  }

  @Override
  public Reply answer(Call call) {
    Form form = form(call);
    FigureQuery query = requests.parse(call.path().get("metric"), call.parameters());
    Optional<Long> asOf =
        call.parameters().text("asOf").map(t -> Times.instant("asOf", t, query.zone()));
    Answer answer =
        asOf.isPresent()
            ? reads.figures().answerAsOf(query, known(asOf.get(), call.parameters()))
            : reads.figures().answer(query);
    return new Reply(
        200,
        form == Form.CSV ? CSV : Reply.JSON,
        body(form, answer),
        tag(form, answer),
        asOf.isPresent() ? Reply.IMMUTABLE : Reply.privately(ttl(answer)),
        newest(answer));
  }

  /** What will still be received cannot be known yet. */
  private long known(long asOf, Parameters parameters) {
    if (asOf > reads.clock().millis()) {
      throw Problem.parameter(
              "asOf", parameters.text("asOf").orElseThrow(), "不能晚于现在", "must not lie in the future")
          .exception();
    }
    return asOf;
  }

  /** Whether CSV is wanted, by {@code format} or {@code Accept}. */
  static boolean wantsCsv(Call call) {
    return call.parameters()
        .word("format", List.of("json", "csv"))
        .orElseGet(() -> accepted(call))
        .equals("csv");
  }

  private static Form form(Call call) {
    boolean rows =
        call.parameters().word("view", List.of("series", "rows")).orElse("series").equals("rows");
    if (wantsCsv(call)) {
      return Form.CSV;
    }
    return rows ? Form.ROWS : Form.SERIES;
  }

  private static String accepted(Call call) {
    String header = call.accept().orElse("*/*");
    boolean any = false;
    for (String part : header.split(",", -1)) {
      String type = part.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (type.equals("text/csv")) {
        return "csv";
      }
      if (type.equals("application/json")) {
        return "json";
      }
      any |= type.isEmpty() || type.equals("*/*") || type.equals("application/*");
    }
    if (any) {
      return "json";
    }
    throw new Problem(
            Problem.Kind.NOT_ACCEPTABLE,
            "Accept",
            header,
            new Name("可提供 application/json 与 text/csv", "there are application/json and text/csv"),
            null)
        .exception();
  }

  private static Supplier<byte[]> body(Form form, Answer answer) {
    return switch (form) {
      case SERIES -> () -> AnswerJson.series(answer);
      case ROWS -> () -> AnswerJson.rows(answer);
      case CSV -> () -> AnswerCsv.bytes(answer);
    };
  }

  private String tag(Form form, Answer answer) {
    return String.join(
        "\n",
        form.name(),
        answer.query().toString(),
        answer.version(),
        Boolean.toString(answer.stale()),
        reads.campus().get().version());
  }

  private static int ttl(Answer answer) {
    boolean closed =
        answer.series().stream()
            .flatMap(s -> s.figures().stream())
            .allMatch(
                f -> f.status() == Figure.Status.FINAL || f.status() == Figure.Status.CORRECTED);
    return closed && !answer.series().isEmpty() ? CLOSED_TTL : ttl(answer.query().resolution());
  }

  /** Seconds after which an open answer may have changed enough to ask again. */
  private static int ttl(Resolution resolution) {
    return switch (resolution) {
      case PT15M -> 15;
      case PT1H -> 30;
      case P1D -> 60;
      case P1W, P1M, TERM, P1Y, TOTAL -> 300;
    };
  }

  private static OptionalLong newest(Answer answer) {
    return answer.series().stream()
        .flatMap(s -> s.figures().stream())
        .mapToLong(f -> f.revised().recordedAtMillis())
        .filter(millis -> millis >= 0)
        .max();
  }
}
