package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.ops.Readiness.State;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The operations port. */
class OperationsApiTest {
  @Test
  void readiness_is_200_when_all_checks_are_ready_and_503_with_sentences_when_not() {
    try (ApiServer server = ApiServer.open()) {
      server.readiness.add("journal", () -> State.ready("The journal takes messages."));
      assertThat(server.operations("/readyz").statusCode()).isEqualTo(200);
      server.readiness.add(
          "broker", () -> State.notReady("The broker at tcp://127.0.0.1:1 refuses connections."));
      HttpResponse<String> response = server.operations("/readyz");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body())
          .isEqualTo(
              "{\"ready\":false,\"checks\":[{\"name\":\"broker\",\"ready\":false,\"sentence\":"
                  + "\"The broker at tcp://127.0.0.1:1 refuses connections.\"},{\"name\":"
                  + "\"journal\",\"ready\":true,\"sentence\":\"The journal takes messages.\"}]}\n");
      assertThat(response.headers().firstValue("cache-control")).contains("no-store");
    }
  }

  @Test
  void a_check_that_throws_counts_as_not_ready() {
    try (ApiServer server = ApiServer.open()) {
      server.readiness.add(
          "store",
          () -> {
            throw new IllegalStateException("closed");
          });
      HttpResponse<String> response = server.operations("/readyz");
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.body()).contains("The check itself failed");
    }
  }

  @Test
  void own_metrics_count_requests_by_operation_and_status() {
    try (ApiServer server = ApiServer.open()) {
      server.get("/api/v1/schools");
      server.get("/api/v1/schools");
      server.get("/api/v1/metrics/nothing");
      String text = server.operations("/metrics").body();
      assertThat(text)
          .contains("campus_http_request_seconds_count{operation=\"listSchools\",status=\"200\"} 2")
          .contains("campus_http_request_seconds_count{operation=\"getMetric\",status=\"404\"} 1")
          .contains("campus_http_queries ");
    }
  }

  @Test
  void the_api_is_not_on_the_operations_port() {
    try (ApiServer server = ApiServer.open()) {
      HttpResponse<String> response =
          server.send("GET", server.operationsPort, "/api/v1/nothing-here");
      assertThat(response.statusCode()).isEqualTo(404);
    }
  }
}
