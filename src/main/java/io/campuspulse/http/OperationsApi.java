package io.campuspulse.http;

import io.campuspulse.ops.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;

/** The operations port: liveness, readiness and the service's own metrics. */
public final class OperationsApi {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final QueryPool pool;
  private final Listener listener;

  /**
   * Prepares the server.
   *
   * @param vertx runs it; stays the caller's to close
   * @param reads what it answers from
   * @param access who may call anything but {@code /livez}
   * @param settings where it listens
   */
  public OperationsApi(Vertx vertx, OperationsReads reads, Access access, HttpSettings settings) {
    this.pool = new QueryPool(vertx, "campus-operations", settings.limits());
    Wire wire = new Wire(settings.corsOrigins(), reads.clock());
    Admission admission = new Admission(vertx, wire, settings.limits().maxBodyBytes());
    ContractRouter routes = new ContractRouter(vertx, admission, access, pool, reads.meters());
    Map<String, Endpoint> endpoints =
        Map.of(
            "getLiveness", call -> liveness(),
            "getReadiness", call -> readiness(reads.readiness().report()),
            "getProcessMetrics",
                call -> Reply.fresh(200, PROMETHEUS, Rendered.utf8(reads.meters().scrape())));
    Router router =
        routes.build(Contract.load().operations("operations"), endpoints, Assets.none());
    this.listener = new Listener(vertx, settings, router, wire);
  }

  private static Reply liveness() {
    return Reply.fresh(
        200,
        Reply.JSON,
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeStringField("status", "alive");
              json.writeEndObject();
            }));
  }

  private static Reply readiness(List<Readiness.Line> report) {
    boolean ready = report.stream().allMatch(line -> line.state().ready());
    byte[] body =
        Json.bytes(
            json -> {
              json.writeStartObject();
              json.writeBooleanField("ready", ready);
              json.writeArrayFieldStart("checks");
              for (Readiness.Line line : report) {
                json.writeStartObject();
                json.writeStringField("name", line.name());
                json.writeBooleanField("ready", line.state().ready());
                json.writeStringField("sentence", line.state().sentence());
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
            });
    return Reply.fresh(ready ? 200 : 503, Reply.JSON, body);
  }

  /** Starts to listen; completes with the port. */
  public Future<Integer> start() {
    return listener.start();
  }

  /** Stops to accept, lets answers under way finish, frees the workers. */
  public Future<Void> close() {
    return listener.close().transform(done -> pool.close());
  }
}
