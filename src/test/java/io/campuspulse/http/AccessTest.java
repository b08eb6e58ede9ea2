package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys: stored hashed, presented in a header, needed by everything but liveness. */
class AccessTest {
  private static final String KEY = "Zk3vJ9x2QmT8wL5nR7bC1dF6";
  private static final ApiKeys.Key STORED =
      new ApiKeys.Key(new Caller("dashboard", Role.VIEWER), ApiKeys.hash(KEY));

  @Test
  void a_known_key_is_its_caller_and_an_unknown_one_nobody() {
    Access access = new ApiKeys(List.of(STORED), Optional.empty());
    assertThat(access.authenticate(Optional.of(KEY)))
        .contains(new Caller("dashboard", Role.VIEWER));
    assertThat(access.authenticate(Optional.of(KEY + "x"))).isEmpty();
    assertThat(access.authenticate(Optional.of(""))).isEmpty();
    assertThat(access.authenticate(Optional.empty())).isEmpty();
  }

  @Test
  void a_wrong_key_is_refused_even_where_none_is_needed() {
    Access access = Access.anonymousViewer();
    assertThat(access.authenticate(Optional.empty()))
        .contains(new Caller("anonymous", Role.VIEWER));
    assertThat(access.authenticate(Optional.of("guess"))).isEmpty();
  }

  @Test
  void a_key_that_is_not_stored_as_a_hash_stops_the_start() {
    ApiKeys.Key plain = new ApiKeys.Key(new Caller("screen", Role.VIEWER), "hunter2");
    assertThatThrownBy(() -> new ApiKeys(List.of(plain), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key of screen must be stored as SHA-256: 64 hex digits");
  }

  @Test
  void everything_but_liveness_asks_for_a_key() {
    Access access = new ApiKeys(List.of(STORED), Optional.empty());
    try (ApiServer server = new ApiServer(access, HttpSettings.at("127.0.0.1", 0))) {
      for (String target : List.of("/api/v1", "/api/v1/spaces", "/api/v1/metrics/energy_use")) {
        HttpResponse<String> refused = server.get(target);
        assertThat(refused.statusCode()).as(target).isEqualTo(401);
        assertThat(refused.headers().firstValue("www-authenticate").orElse(""))
            .contains("Bearer", "Basic");
        assertThat(server.get(target, "X-API-Key", "wrong").statusCode()).isEqualTo(401);
        assertThat(server.get(target, "X-API-Key", KEY).statusCode()).isEqualTo(200);
        assertThat(server.get(target, "Authorization", "Bearer " + KEY).statusCode())
            .isEqualTo(200);
      }
      String basic =
          Base64.getEncoder().encodeToString(("any:" + KEY).getBytes(StandardCharsets.UTF_8));
      assertThat(server.get("/api/v1", "Authorization", "Basic " + basic).statusCode())
          .isEqualTo(200);
      assertThat(server.get("/api/v1", "Authorization", "Basic !!").statusCode()).isEqualTo(401);
      assertThat(server.get("/api/v1", "Authorization", algNone()).statusCode()).isEqualTo(401);
      assertThat(server.operations("/readyz").statusCode()).isEqualTo(401);
      assertThat(server.operations("/metrics").statusCode()).isEqualTo(401);
      assertThat(server.operations("/livez").statusCode()).isEqualTo(200);
    }
  }

  private static String algNone() {
    return "Bearer "
        + Base64.getUrlEncoder()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
        + ".eyJzdWIiOiJhZG1pbiJ9.";
  }
}
