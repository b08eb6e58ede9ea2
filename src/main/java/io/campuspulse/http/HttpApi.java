package io.campuspulse.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The API and the page: starts, says where it listens, and stops gracefully. */
public final class HttpApi {
  private final QueryPool pool;
  private final Listener listener;

  /**
   * Prepares the server.
   *
   * @param vertx runs it; stays the caller's to close
   * @param reads what it answers from
   * @param access who may call
   * @param settings where it listens and what it allows
   * @param meters where it counts requests
   * @throws IllegalStateException when {@code openapi.yaml} and the service disagree
   */
  public HttpApi(
      Vertx vertx, Reads reads, Access access, HttpSettings settings, MeterRegistry meters) {
    this.pool = new QueryPool(vertx, "campus-api", settings.limits());
    Gauge.builder("campus.http.queries", pool, QueryPool::inside)
        .description("queries waiting or being answered")
        .register(meters);
    Contract contract = Contract.load();
    Wire wire = new Wire(settings.corsOrigins(), reads.clock());
    Admission admission = new Admission(vertx, wire, settings.limits().maxBodyBytes());
    ContractRouter routes = new ContractRouter(vertx, admission, access, pool, meters);
    Router router =
        routes.build(
            contract.operations("api"), endpoints(reads, settings, contract), Assets.load());
    this.listener = new Listener(vertx, settings, router, wire);
  }

  private static Map<String, Endpoint> endpoints(
      Reads reads, HttpSettings settings, Contract contract) {
    DiscoveryEndpoints discovery = new DiscoveryEndpoints(reads, settings.version());
    RegistryEndpoints registry = new RegistryEndpoints(reads, settings.staleAfter());
    UpkeepEndpoints upkeep = new UpkeepEndpoints(reads);
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    endpoints.put("getDiscovery", discovery::discovery);
    endpoints.put("getCatalog", discovery::catalog);
    endpoints.put("getContract", call -> contract.reply());
    endpoints.put("listSchools", registry::schools);
    endpoints.put("listSpaces", registry::spaces);
    endpoints.put("listEquipment", registry::equipment);
    endpoints.put("listDevices", call -> devices(call, registry, upkeep));
    endpoints.put("reloadRegistry", upkeep::reload);
    endpoints.put("getMetric", new MetricEndpoint(reads));
    endpoints.put("explainMetric", new ExplainEndpoint(reads));
    QuarantineEndpoints quarantine = new QuarantineEndpoints(reads);
    endpoints.put("listQuarantine", quarantine::list);
    endpoints.put("getQuarantined", quarantine::one);
    endpoints.put("getQuarantinedPayload", quarantine::payload);
    endpoints.put("replayQuarantine", quarantine::replay);
    endpoints.put("listAlarms", new AlarmsEndpoint(reads));
    endpoints.put("listChanges", new ChangesEndpoint(reads));
    link(endpoints, new LinkEndpoints(reads.upkeep().link()));
    endpoints.put("listLessons", new LessonEndpoint(reads));
    endpoints.put("listReadings", new ReadingsEndpoint(reads));
    return endpoints;
  }

  private static void link(Map<String, Endpoint> endpoints, LinkEndpoints link) {
    endpoints.put("listLinks", link::links);
    endpoints.put("listSheets", link::catalog);
    endpoints.put("getSheet", link::sheet);
    endpoints.put("countRecords", link::count);
    endpoints.put("pageRecords", link::page);
    endpoints.put("listRecordChanges", link::changes);
    endpoints.put("getReconciliation", link::reconciliation);
  }

  private static Reply devices(Call call, RegistryEndpoints registry, UpkeepEndpoints upkeep) {
    Optional<String> state =
        call.parameters().word("state", List.of("registered", "unknown", "unmapped"));
    return state.isEmpty() || state.get().equals("registered")
        ? registry.devices(call)
        : upkeep.unknownDevices(call, state.get().equals("unmapped"));
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
