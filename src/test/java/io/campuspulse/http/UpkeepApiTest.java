package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.model.Device;
import io.campuspulse.ops.Reload;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UpkeepApiTest {
  private static ApiServer server;

  @BeforeAll
  static void open() {
    server = ApiServer.withOperator();
  }

  @AfterAll
  static void close() {
    server.close();
  }

  private static HttpResponse<String> asOperator(String method, String path) {
    return server.send(method, server.port, path, "X-API-Key", ApiServer.OPERATOR_KEY);
  }

  @Test
  void operators_see_unknown_devices_with_an_entry_to_paste() throws IOException {
    HttpResponse<String> response = asOperator("GET", "/api/v1/devices?state=unknown");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode body = new ObjectMapper().readTree(response.body());
    assertThat(body.get("total").asInt()).isEqualTo(1);
    assertThat(body.get("forgotten").asInt()).isEqualTo(3);
    JsonNode device = body.get("items").get(0);
    assertThat(device.get("meanIntervalSeconds").asDouble()).isEqualTo(60);
    assertThat(device.get("metrics").get(0).get("suggestedQuantity").asText())
        .isEqualTo("temperature");
    assertThat(device.get("metrics").get(1).get("suggestedQuantity").isNull()).isTrue();
    assertThat(device.get("registryEntry").asText()).startsWith("  - id: hall  # Hall sensor\n");
  }

  @Test
  void operators_see_what_registered_devices_send_without_a_point() throws IOException {
    Device registered = SampleCampus.build().devices().iterator().next();
    server.upkeep.known = registered.identity();
    HttpResponse<String> response = asOperator("GET", "/api/v1/devices?state=unmapped");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode body = new ObjectMapper().readTree(response.body());
    assertThat(body.get("total").asInt()).as("without 'nobody'").isEqualTo(1);
    assertThat(body.get("items").get(0).get("registryEntry").asText())
        .isEqualTo(
            "# add under 'points' of device "
                + registered.id()
                + "\n      \"rh\": humidity  # 40 %\n");
    assertThat(server.get("/api/v1/devices?state=unmapped").statusCode()).isEqualTo(403);
  }

  @Test
  void unknown_devices_can_be_narrowed_to_a_convention() {
    assertThat(asOperator("GET", "/api/v1/devices?state=unknown&convention=senml").body())
        .contains("\"total\":0");
  }

  @Test
  void viewers_see_registered_devices_only() {
    HttpResponse<String> refused = server.get("/api/v1/devices?state=unknown");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("urn:problem-type:campus-pulse:forbidden");
    assertThat(server.get("/api/v1/devices?state=registered").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/v1/devices?state=gone").statusCode()).isEqualTo(400);
  }

  @Test
  void a_reload_is_for_operators_and_says_everything_that_is_wrong() {
    int before = server.upkeep.reloads;
    HttpResponse<String> anonymous = server.send("POST", server.port, "/api/v1/registry:reload");
    assertThat(anonymous.statusCode()).isEqualTo(403);
    assertThat(server.upkeep.reloads).isEqualTo(before);

    assertThat(asOperator("POST", "/api/v1/registry:reload").body())
        .isEqualTo("{\"reloaded\":true,\"registry\":\"v2\",\"replayed\":4,\"problems\":[]}\n");
    server.upkeep.outcome = new Reload.Outcome(false, "v1", 4, List.of("a.yaml:3: one", "two"));
    HttpResponse<String> refused = asOperator("POST", "/api/v1/registry:reload");
    server.upkeep.outcome = new Reload.Outcome(true, "v2", 4, List.of());
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("[\"a.yaml:3: one\",\"two\"]");
    assertThat(server.upkeep.reloads).isEqualTo(before + 2);
  }

  @Test
  void a_colon_in_an_address_is_a_colon() {
    assertThat(asOperator("GET", "/api/v1/registry:reload").statusCode()).isEqualTo(405);
    assertThat(server.send("POST", server.port, "/api/v1/registry:relaod").statusCode())
        .isEqualTo(404);
    assertThat(server.send("POST", server.port, "/api/v1/registryXreload").statusCode())
        .isEqualTo(404);
  }
}
