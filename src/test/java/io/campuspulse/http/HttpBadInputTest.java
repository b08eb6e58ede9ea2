package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clean 4xx problem in the reader's language, and never a stack trace. */
class HttpBadInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.open();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode problem(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + body, e);
    }
  }

  private static void assertRefused(String raw, int status, String type) {
    assertThat(raw).matches("(?s)HTTP/1\\.[01] " + status + " .*");
    assertThat(raw.toLowerCase(Locale.ROOT))
        .contains("content-type: application/problem+json")
        .contains("x-content-type-options: nosniff");
    String body = raw.substring(raw.indexOf("\r\n\r\n") + 4);
    assertThat(problem(body).get("type").asText())
        .isEqualTo("urn:problem-type:campus-pulse:" + type);
    assertThat(problem(body).get("status").asInt()).isEqualTo(status);
    assertThat(body).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resolution=PT1M               | resolution",
        "resolution=PT0.001S           | resolution",
        "from=1926-01-01&to=2026-01-01 | from",
        "from=2000-01-02&to=2099-01-01 | from",
        "from=2026-01-01&to=2026-03-01&resolution=PT15M | from",
        "from=2026-03-02T00:07:00Z&to=2026-03-03 | from",
        "from=2026-03-03&to=2026-03-02 | from",
        "from=2026-03-03&to=2026-03-03 | from",
        "from=2026-02-30               | from",
        "from=2026-03-02T00:00:00      | from",
        "from=yesterday                | from",
        "to=                           | to",
        "from=1740844800000            | from",
        "tz=Mars/Olympus               | tz",
        "tz=%2B08:07                   | tz",
        "scope=school                  | scope",
        "scope=galaxy:1                | scope",
        "by=none                       | by",
        "by=floor                      | by",
        "by=school&scope=building:training | by",
        "basis=closed                  | basis",
        "format=xml                    | format",
        "view=tree                     | view",
        "colour=red                    | colour",
        "from=2026-03-02&from=2026-03-03 | from",
        "scope=%ff                     | scope",
        "scope=school:a%00b            | scope",
        "scope=school:a%0d%0aSet-Cookie:x=1 | scope",
        "by=equipment                  | by",
      })
  void a_parameter_that_breaks_a_rule_is_named_with_value_and_rule(String query, String name) {
    HttpResponse<String> response = server.get("/api/v1/metrics/space_frequency?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode problem = problem(response.body());
    assertThat(problem.get("type").asText())
        .isEqualTo("urn:problem-type:campus-pulse:bad-parameter");
    assertThat(problem.get("parameter").asText()).isEqualTo(name);
    assertThat(problem.get("value").isTextual()).isTrue();
    assertThat(problem.get("rule").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "0", "1001", "1000000000", "1e9", "99999999999999999999", "x", "1.5"})
  void a_limit_out_of_range_is_refused(String limit) {
    HttpResponse<String> response = server.get("/api/v1/spaces?limit=" + limit);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(problem(response.body()).get("rule").asText())
        .isEqualTo("must be a whole number from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/metrics/nothing",
        "/api/v1/metrics/space_frequency?scope=school:none",
        "/api/v1/metrics/space_frequency?scope=space:x';drop%20measurement--",
        "/api/v1/spaces?school=none",
        "/api/v1/spaces?building=%3Cscript%3E",
        "/api/v1/devices?space=none",
        "/api/v1/equipment?space=",
      })
  void an_unknown_name_is_404(String target) {
    HttpResponse<String> response = server.get(target);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(problem(response.body()).get("type").asText()).endsWith(":not-found");
  }

  @Test
  void the_sentence_is_in_the_language_that_the_reader_prefers() {
    String target = "/api/v1/spaces?limit=-1";
    HttpResponse<String> zh = server.get(target, "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
    HttpResponse<String> en = server.get(target, "Accept-Language", "en-GB,zh;q=0.5");
    HttpResponse<String> other = server.get(target, "Accept-Language", "fr");
    HttpResponse<String> broken = server.get(target, "Accept-Language", ";;q=x");
    assertThat(problem(zh.body()).get("detail").asText()).isEqualTo("limit=“-1”：必须是 1 到 1000 的整数");
    assertThat(zh.headers().firstValue("content-language")).contains("zh-CN");
    assertThat(problem(en.body()).get("detail").asText())
        .isEqualTo("limit='-1': must be a whole number from 1 to 1000");
    assertThat(other.body()).isEqualTo(en.body());
    assertThat(broken.body()).isEqualTo(en.body());
    assertThat(problem(zh.body()).get("type")).isEqualTo(problem(en.body()).get("type"));
  }

  @Test
  void too_many_points_are_refused_with_the_number_that_there_would_be() {
    HttpResponse<String> response =
        server.get(
            "/api/v1/metrics/space_frequency?by=space&resolution=PT15M&from=2026-03-01&to=2026-03-31");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(problem(response.body()).get("rule").asText()).contains("20000", "69120");
  }

  @Test
  void a_long_value_is_cut_in_the_answer() {
    HttpResponse<String> response =
        server.get("/api/v1/metrics/space_frequency?scope=" + "x".repeat(300));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(problem(response.body()).get("value").asText()).hasSize(201).endsWith("…");
  }

  @Test
  void an_unknown_path_is_404_wherever_it_lies() {
    assertThat(server.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v2").statusCode()).isEqualTo(404);
    assertRefused(server.raw("GET /wp-login.php HTTP/1.1\r\nHost: x\r\n\r\n"), 404, "not-found");
    assertRefused(server.raw("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"), 404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"})
  void another_method_is_405_with_those_allowed(String method) {
    String raw = server.raw(method + " /api/v1/schools HTTP/1.1\r\nHost: x\r\n\r\n");
    assertRefused(raw, 405, "method-not-allowed");
    assertThat(raw.toLowerCase(Locale.ROOT)).contains("allow: get, head, options");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/../../etc/passwd",
        "/api/v1/%2e%2e/%2e%2e/etc/passwd",
        "/api/v1/..%2f..%2fetc/passwd",
        "/api/v1/..%5c..%5cwindows",
        "/%252e%252e/etc/passwd",
        "/api/v1/metrics/a%00b",
        "/api/v1/metrics/a%0d%0aX-Injected:1",
        "/api/v1/metrics/%c0%ae%c0%ae",
        "/api/v1/metrics/%zz",
        "/api/v1/metrics/%2",
        "/./api/v1",
        "/app.js/..%2findex.html",
      })
  void an_address_that_could_mean_two_things_is_refused(String path) {
    String raw = server.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertRefused(raw, 400, "bad-request");
    assertThat(raw).doesNotContain("X-Injected:1\r\n");
  }

  @Test
  void a_body_where_none_is_read_is_415_and_a_large_one_413() {
    String post = "GET /api/v1/schools HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n";
    assertRefused(
        server.raw(post + "Content-Length: 5\r\n\r\n<a/>\n"), 415, "unsupported-media-type");
    assertRefused(
        server.raw(post + "Transfer-Encoding: chunked\r\n\r\n5\r\n<a/>\n\r\n0\r\n\r\n"),
        415,
        "unsupported-media-type");
    assertRefused(
        server.raw(post + "Content-Length: 70000\r\n\r\n" + "x".repeat(70_000)),
        413,
        "body-too-large");
    assertRefused(server.raw(post + "Content-Length: 9999999999\r\n\r\n"), 413, "body-too-large");
  }

  @Test
  void headers_over_8_KB_are_431_and_a_long_line_414() {
    String start = "GET /api/v1 HTTP/1.1\r\nHost: x\r\nX-Long: ";
    assertRefused(server.raw(start + "y".repeat(9_000) + "\r\n\r\n"), 431, "headers-too-large");
    assertRefused(
        server.raw("GET /api/v1?" + "z".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"),
        414,
        "uri-too-long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/schools\u0000 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1 HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n",
        "GET /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
        "GET /api/v1 HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "GET\r\n\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n",
        "GET /api/v1 HTTP/9.9\r\nHost: x\r\n\r\n",
      })
  void what_is_not_http_is_a_4xx_or_a_closed_connection(String request) {
    String raw = server.raw(request);
    assertThat(raw)
        .satisfiesAnyOf(
            r -> assertThat(r).isEmpty(),
            r -> assertThat(r).matches("(?s)HTTP/\\d\\.\\d [45]\\d\\d .*"));
    assertThat(raw).doesNotContain("Exception").doesNotContain("HTTP/1.1 500");
    assertThat(server.get("/api/v1").statusCode()).isEqualTo(200);
  }

  @Test
  void a_query_with_a_broken_escape_is_refused() {
    assertRefused(
        server.raw("GET /api/v1/spaces?state=%E0%A4%A HTTP/1.1\r\nHost: x\r\n\r\n"),
        400,
        "bad-parameter");
  }

  @Test
  void a_form_that_is_not_there_is_406() {
    HttpResponse<String> response =
        server.get("/api/v1/metrics/energy_use", "Accept", "application/xml");
    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(problem(response.body()).get("parameter").asText()).isEqualTo("Accept");
  }

  @Test
  void a_failure_of_the_service_hides_its_inside_and_names_the_log_entry() {
    server.figures.failure = new IllegalStateException("secret table missing");
    try {
      HttpResponse<String> response = server.get("/api/v1/metrics/energy_use");
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).doesNotContain("secret").doesNotContain("Exception");
      assertThat(problem(response.body()).get("instance").asText()).startsWith("urn:uuid:");
    } finally {
      server.figures.failure = null;
    }
  }
}
