package io.campuspulse.http;

import io.campuspulse.query.ExplainJson;
import io.campuspulse.query.Explanation;
import java.util.OptionalLong;

/** Answers {@code explainMetric}. */
final class ExplainEndpoint implements Endpoint {
  private static final int TTL = 15;

  private final Reads reads;
  private final FigureRequests requests;

  ExplainEndpoint(Reads reads) {
    this.reads = reads;
    this.requests = new FigureRequests(reads);
  }

  @Override
  public Reply answer(Call call) {
    Explanation explanation =
        reads.figures().explain(requests.parseOne(call.path().get("metric"), call.parameters()));
    return new Reply(
        200,
        Reply.JSON,
        () -> ExplainJson.bytes(explanation),
        null,
        Reply.privately(TTL),
        OptionalLong.empty());
  }
}
