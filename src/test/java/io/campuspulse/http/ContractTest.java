package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Messages;
import io.campuspulse.journal.QuarantinedMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The document and the service name the same operations. */
class ContractTest {
  @Test
  void the_service_reads_every_operation_of_the_document() {
    Map<String, String> read = new TreeMap<>();
    Contract contract = Contract.load();
    List.of("api", "operations")
        .forEach(
            tag ->
                contract
                    .operations(tag)
                    .forEach(o -> read.put(o.method() + " " + o.path(), o.id())));
    assertThat(read).isEqualTo(new ContractChecker().operations()).hasSizeGreaterThan(10);
  }

  @Test
  void every_operation_of_the_document_answers_where_it_says() {
    try (ApiServer server = ApiServer.withOperator()) {
      server.journal.append(Messages.messages(0, 1));
      QuarantinedMessage bad = new QuarantinedMessage(0, Messages.message(0), "limit", "too long");
      server.journal.commit(new Checkpoint("test", 1, Map.of(), List.of(bad)));
      for (String tag : List.of("api", "operations")) {
        for (Contract.Operation operation : Contract.load().operations(tag)) {
          String path =
              operation
                      .path()
                      .replace("{metric}", "energy_use")
                      .replace("{id}", "0")
                      .replace("{item}", FakeDesk.ITEM)
                  + (operation.id().equals("getReconciliation") ? "?day=2026-03-02" : "");
          if (operation.id().equals("listReadings")) {
            path += "?point=" + server.campus.points().iterator().next().id();
          }
          int port = tag.equals("api") ? server.port : server.operationsPort;
          HttpResponse<String> response =
              server.send(operation.method(), port, path, "X-API-Key", ApiServer.OPERATOR_KEY);
          assertThat(response.statusCode()).as(path).isBetween(200, 299);
        }
      }
    }
  }

  @Test
  void an_operation_without_an_endpoint_stops_the_start() {
    Vertx vertx = Vertx.vertx();
    try {
      Wire wire = new Wire(Set.of(), Clock.systemUTC());
      ContractRouter router =
          new ContractRouter(
              vertx,
              new Admission(vertx, wire, 65_536),
              Access.anonymousViewer(),
              new QueryPool(vertx, "test", HttpSettings.Limits.DEFAULT),
              new SimpleMeterRegistry());
      List<Contract.Operation> operations = Contract.load().operations("operations");
      Map<String, Endpoint> endpoints = new HashMap<>();
      endpoints.put("getLiveness", call -> Reply.json(json -> json.writeNull(), 1));
      assertThatThrownBy(() -> router.build(operations, endpoints, Assets.none()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("getReadiness");
    } finally {
      ApiServer.await(vertx.close());
    }
  }
}
