package io.campuspulse.http;

import io.campuspulse.query.AnswerJson;
import io.campuspulse.query.Changes;
import io.campuspulse.query.ChangesQuery;
import java.util.OptionalLong;

/** Answers {@code listChanges}. */
final class ChangesEndpoint implements Endpoint {
  /** Restatements are known within seconds. */
  private static final int TTL = 5;

  private final Reads reads;
  private final FigureRequests requests;

  ChangesEndpoint(Reads reads) {
    this.reads = reads;
    this.requests = new FigureRequests(reads);
  }

  @Override
  public Reply answer(Call call) {
    ChangesQuery query = requests.parseChanges(call.parameters());
    Changes changes = reads.figures().changes(query);
    return new Reply(
        200,
        Reply.JSON,
        () -> AnswerJson.changes(changes, query.zone()),
        null,
        Reply.privately(TTL),
        OptionalLong.empty());
  }
}
