package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a dashboard asks, on a real socket; the harness holds every response to the contract. */
class HttpApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server =
        new ApiServer(
            Access.anonymousViewer(),
            HttpSettings.at("127.0.0.1", 0)
                .withVersion("9.9")
                .withCorsOrigins(Set.of("https://city.example")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void changes_tell_what_was_restated_and_where_to_go_on() {
    JsonNode some = json(server.get("/api/v1/changes?since=3&metric=energy_use&by=school"));
    assertThat(some.get("next").asLong()).isEqualTo(7);
    assertThat(some.get("changes")).isNotEmpty();
    assertThat(some.at("/changes/0/metric").asText()).isEqualTo("energy_use");
    assertThat(some.at("/changes/0/point/from").isTextual()).isTrue();

    assertThat(json(server.get("/api/v1/changes?since=7")).get("changes")).isEmpty();
    assertThat(json(server.get("/api/v1/changes")).get("changes")).isEmpty();
    assertThat(server.get("/api/v1/changes?since=-1").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/changes?since=1&metric=no_such").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/changes?resolution=total").statusCode()).isEqualTo(400);
  }

  @Test
  void the_lesson_ledger_goes_on_from_page_to_page() {
    String path = "/api/v1/lessons?scope=building:library&from=2026-03-02&to=2026-03-03&limit=3";
    JsonNode first = json(server.get(path));
    assertThat(first.get("items")).hasSize(3);
    JsonNode lesson = first.get("items").get(0);
    assertThat(lesson.get("class").asText()).isEqualTo("taught");
    assertThat(lesson.get("usedMinutes").asInt()).isEqualTo(39);
    assertThat(lesson.get("purpose").asText()).isEqualTo("social_training");
    assertThat(lesson.get("kwh").asDouble()).isEqualTo(1.25);
    assertThat(first.get("items").get(1).get("kwh").isNull()).isTrue();

    JsonNode second = json(server.get(path + "&cursor=" + first.get("next").asText()));
    assertThat(second.get("items").get(0).get("space").asText()).isEqualTo("library-102");
    assertThat(second.get("items").get(0).get("class").asText()).isEqualTo("free");
  }

  @Test
  void the_lesson_ledger_is_filtered_by_class_and_comes_as_csv() {
    String path = "/api/v1/lessons?scope=building:library&from=2026-03-02&to=2026-03-04";
    JsonNode free = json(server.get(path + "&class=free"));
    assertThat(free.get("items")).hasSize(8).allMatch(l -> l.get("class").asText().equals("free"));

    HttpResponse<String> csv = server.get(path + "&format=csv");
    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.body().lines().count()).isEqualTo(17);
    assertThat(csv.body()).startsWith("space,school,from,to,period,class,booked,");
    assertThat(csv.body()).contains("\"24 数控, 一班\"");
  }

  @Test
  void bad_questions_for_lessons_name_the_parameter() {
    assertThat(server.get("/api/v1/lessons?class=late").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/lessons?cursor=zzz").statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/lessons?scope=space:none").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/lessons?from=2026-01-01&to=2026-03-01").statusCode())
        .isEqualTo(400);
  }

  @Test
  void an_explanation_holds_formula_facts_inputs_and_links_to_readings() {
    JsonNode bundle = json(server.get("/api/v1/explain/energy_use?from=2026-03-09&to=2026-03-10"));
    assertThat(bundle.at("/leaves/0/byYear/2026/e").asLong()).isEqualTo(1_000_000);
    assertThat(bundle.at("/leaves/0/inputs/0/readings").asText())
        .startsWith("/api/v1/readings?point=");
    assertThat(bundle.at("/leaves/0/inputs/0/slotsExcluded").asInt()).isEqualTo(6);
    assertThat(server.get("/api/v1/explain/no_such").statusCode()).isEqualTo(404);
  }

  @Test
  void what_was_known_then_never_changes_and_the_future_is_refused() {
    HttpResponse<String> known =
        server.get("/api/v1/metrics/energy_use?asOf=2026-03-10T08:00:00%2B08:00");
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(header(known, "Cache-Control")).contains("immutable");
    HttpResponse<String> future = server.get("/api/v1/metrics/energy_use?asOf=2026-04-01");
    assertThat(future.statusCode()).isEqualTo(400);
    assertThat(json(future).get("parameter").asText()).isEqualTo("asOf");
  }

  @Test
  void discovery_names_version_schools_and_the_newest_data() {
    JsonNode root = json(server.get("/api/v1"));
    assertThat(root.get("version").asText()).isEqualTo("9.9");
    assertThat(root.get("schools")).hasSize(2);
    assertThat(root.get("newestDataTime").asText()).isEqualTo("2026-03-11T15:19:55+08:00");
    assertThat(root.at("/limits/maxDays/PT15M").asInt()).isEqualTo(31);
  }

  @Test
  void the_catalogue_lists_metrics_with_their_sources() {
    JsonNode root = json(server.get("/api/v1/catalog"));
    List<String> ids = new ArrayList<>();
    root.get("metrics").forEach(m -> ids.add(m.get("id").asText()));
    assertThat(ids).contains("space_frequency", "energy_use", "carbon_emissions");
    assertThat(root.get("quantities")).hasSizeGreaterThan(20);
    assertThat(root.get("spaceTypes")).hasSize(8);
  }

  @Test
  void schools_say_how_their_spaces_are_used_and_whether_they_are_stale() {
    JsonNode items = json(server.get("/api/v1/schools")).get("items");
    JsonNode live = items.get(0).get("live");
    int spaces =
        live.get("used").asInt()
            + live.get("sparse").asInt()
            + live.get("empty").asInt()
            + live.get("unknown").asInt();
    assertThat(spaces).isEqualTo(24);
    assertThat(items.get(0).get("students").asInt()).isEqualTo(1300);
    assertThat(items.get(0).get("stale").asBoolean()).isFalse();
    assertThat(items.get(1).get("stale").asBoolean()).isTrue();
    assertThat(items.get(1).get("dataTime").isNull()).isTrue();
    assertThat(items.get(1).at("/live/heads").isNull()).isTrue();
  }

  @Test
  void spaces_are_filtered_and_carry_live_state() {
    JsonNode all = json(server.get("/api/v1/spaces?school=" + SampleCampus.SCHOOL));
    assertThat(all.get("total").asInt()).isEqualTo(24);
    JsonNode labs = json(server.get("/api/v1/spaces?building=training&type=training_room"));
    assertThat(labs.get("total").asInt()).isEqualTo(8);
    JsonNode first = labs.get("items").get(0);
    assertThat(first.get("id").asText()).isEqualTo("training-101");
    assertThat(first.get("areaM2").decimalValue()).isEqualByComparingTo("68.5");
    assertThat(first.at("/live/readings/0/quantity").asText()).isEqualTo("co2");
    assertThat(first.at("/live/readings/0/value").asInt()).isBetween(420, 1320);
    JsonNode occupied = json(server.get("/api/v1/spaces?state=occupied"));
    JsonNode used = json(server.get("/api/v1/spaces?state=used"));
    assertThat(occupied.get("total")).isEqualTo(used.get("total"));
    assertThat(used.get("items")).isNotEmpty();
    used.get("items").forEach(s -> assertThat(s.at("/live/state").asText()).isEqualTo("used"));
  }

  @Test
  void pages_of_a_list_join_to_the_whole_without_gap_or_repetition() {
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode page =
          json(server.get("/api/v1/spaces?limit=7" + (cursor == null ? "" : "&cursor=" + cursor)));
      page.get("items").forEach(s -> ids.add(s.get("id").asText()));
      cursor = page.get("next").isNull() ? null : page.get("next").asText();
    } while (cursor != null);
    assertThat(ids).hasSize(24).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void equipment_and_devices_carry_readings_and_silence() {
    JsonNode machines = json(server.get("/api/v1/equipment?kind=cnc&space=training-102"));
    assertThat(machines.get("items")).hasSize(1);
    JsonNode reading = machines.at("/items/0/live/readings/0");
    assertThat(reading.get("value").decimalValue()).isEqualByComparingTo("1234.5");
    assertThat(reading.get("unit").asText()).isEqualTo("W");
    assertThat(reading.get("quality").asText()).isEqualTo("no_clock");
    JsonNode silent = json(server.get("/api/v1/devices?silent=true"));
    List<String> ids = new ArrayList<>();
    silent.get("items").forEach(d -> ids.add(d.get("id").asText()));
    assertThat(ids).containsExactly("room-sports-103", "room-sports-104");
    assertThat(json(server.get("/api/v1/devices?space=training-102")).get("total").asInt())
        .isEqualTo(2);
  }

  @Test
  void a_metric_is_a_series_of_intervals_with_the_offset_of_the_zone() {
    JsonNode root =
        json(
            server.get(
                "/api/v1/metrics/space_frequency?scope=school:3303010001&by=space_type"
                    + "&from=2026-03-02&to=2026-03-09&resolution=P1D"));
    assertThat(root.get("series")).hasSize(4);
    JsonNode point = root.at("/series/0/points/0");
    assertThat(point.get("from").asText()).isEqualTo("2026-03-02T00:00:00+08:00");
    assertThat(point.get("to").asText()).isEqualTo("2026-03-03T00:00:00+08:00");
    assertThat(root.get("to").asText()).isEqualTo("2026-03-09T00:00:00+08:00");
    assertThat(root.at("/series/0/points")).hasSize(7);
    assertThat(root.get("stale").asBoolean()).isFalse();
  }

  @Test
  void an_offset_in_a_query_means_the_same_escaped_and_raw() {
    String rest = "&to=2026-03-03&resolution=PT1H";
    String escaped =
        server.get("/api/v1/metrics/energy_use?from=2026-03-02T00:00:00%2B08:00" + rest).body();
    String raw =
        server.raw(
            "GET /api/v1/metrics/energy_use?from=2026-03-02T00:00:00+08:00"
                + rest
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    String spaced =
        server.get("/api/v1/metrics/energy_use?from=2026-03-02T00:00:00%2008:00" + rest).body();
    String utc = server.get("/api/v1/metrics/energy_use?from=2026-03-01T16:00:00Z" + rest).body();
    assertThat(escaped).contains("\"from\":\"2026-03-02T00:00:00+08:00\"");
    assertThat(raw).startsWith("HTTP/1.1 200").endsWith(escaped);
    assertThat(spaced).isEqualTo(escaped);
    assertThat(utc).isEqualTo(escaped);
  }

  @Test
  void a_plain_date_is_midnight_in_the_zone_that_is_asked_for() {
    JsonNode root =
        json(
            server.get(
                "/api/v1/metrics/energy_use?from=2026-03-02&to=2026-03-03&tz=America/New_York"));
    assertThat(root.get("from").asText()).isEqualTo("2026-03-02T00:00:00-05:00");
    assertThat(root.get("tz").asText()).isEqualTo("America/New_York");
  }

  @Test
  void without_a_range_the_last_seven_days_of_data_are_meant() {
    JsonNode root = json(server.get("/api/v1/metrics/energy_use"));
    assertThat(root.get("from").asText()).isEqualTo("2026-03-05T00:00:00+08:00");
    assertThat(root.get("to").asText()).isEqualTo("2026-03-12T00:00:00+08:00");
  }

  @Test
  void csv_comes_by_format_and_by_accept_header() {
    String target = "/api/v1/metrics/energy_use?from=2026-03-02&to=2026-03-04";
    HttpResponse<String> byFormat = server.get(target + "&format=csv");
    HttpResponse<String> byHeader = server.get(target, "Accept", "text/csv");
    assertThat(header(byFormat, "content-type")).startsWith("text/csv");
    assertThat(byFormat.body()).isEqualTo(byHeader.body());
    assertThat(byFormat.body().split("\r\n")).hasSize(3);
    assertThat(byFormat.body()).startsWith("metric,unit,scope,");
  }

  @Test
  void rows_are_one_flat_array() {
    JsonNode rows =
        json(
            server.get(
                "/api/v1/metrics/energy_use?from=2026-03-02&to=2026-03-04&by=space_type&view=rows"));
    assertThat(rows).hasSize(8);
    assertThat(rows.get(0).get("group").asText()).isEqualTo("classroom");
  }

  @Test
  void a_poller_that_shows_its_tag_gets_304_until_a_figure_changes() {
    String target = "/api/v1/metrics/energy_use?from=2026-03-02&to=2026-03-04";
    String tag = header(server.get(target), "etag");
    HttpResponse<String> again = server.get(target, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(header(again, "etag")).isEqualTo(tag);
    assertThat(header(again, "cache-control")).contains("max-age=");
    assertThat(server.get(target, "If-None-Match", "W/" + tag + ", \"x\"").statusCode())
        .isEqualTo(304);
    assertThat(server.get(target + "&view=rows", "If-None-Match", tag).statusCode()).isEqualTo(200);
    server.figures.version = "v2";
    try {
      HttpResponse<String> changed = server.get(target, "If-None-Match", tag);
      assertThat(changed.statusCode()).isEqualTo(200);
      assertThat(header(changed, "etag")).isNotEqualTo(tag);
    } finally {
      server.figures.version = "v1";
    }
  }

  @Test
  void lists_have_tags_too() {
    String tag = header(server.get("/api/v1/spaces"), "etag");
    assertThat(server.get("/api/v1/spaces", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void closed_intervals_may_be_kept_longer_than_open_ones() {
    HttpResponse<String> open =
        server.get(
            "/api/v1/metrics/data_completeness?resolution=PT15M"
                + "&from=2026-03-11T15:00:00%2B08:00&to=2026-03-11T16:00:00%2B08:00");
    assertThat(header(open, "cache-control")).isEqualTo("private, max-age=15, must-revalidate");
    HttpResponse<String> closed =
        server.get("/api/v1/metrics/data_completeness?from=2026-03-08&to=2026-03-09");
    assertThat(header(closed, "cache-control")).isEqualTo("private, max-age=3600, must-revalidate");
    assertThat(header(closed, "last-modified")).isEqualTo("Sun, 08 Mar 2026 16:00:00 GMT");
  }

  @Test
  void a_known_but_silent_school_answers_with_stale_and_nulls() {
    HttpResponse<String> response =
        server.get("/api/v1/metrics/energy_use?scope=school:" + SampleCampus.SILENT_SCHOOL);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).get("stale").asBoolean()).isTrue();
    assertThat(json(response).at("/series/0/points/0/value").isNull()).isTrue();
    assertThat(json(response).at("/series/0/points/0/reason").asText()).isEqualTo("no_data");
  }

  @Test
  void a_compressed_answer_has_its_own_tag_and_the_same_content() throws Exception {
    String target = "/api/v1/metrics/energy_use?resolution=PT1H";
    HttpResponse<byte[]> zipped =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port + target))
                    .header("Accept-Encoding", "br, gzip;q=0.8")
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    HttpResponse<String> plain = server.get(target);
    assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(zipped.headers().firstValue("vary").orElse("")).contains("Accept-Encoding");
    byte[] body = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(plain.body());
    String tag = zipped.headers().firstValue("etag").orElseThrow();
    assertThat(tag).isNotEqualTo(header(plain, "etag"));
    assertThat(server.get(target, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(zipped.body().length).isLessThan(plain.body().length() / 4);
  }

  @Test
  void head_says_what_get_would_without_a_body() {
    HttpResponse<String> get = server.get("/api/v1/schools");
    HttpResponse<String> head = server.send("HEAD", server.port, "/api/v1/schools");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "etag")).isEqualTo(header(get, "etag"));
    assertThat(header(head, "content-length")).isEqualTo(header(get, "content-length"));
  }

  @Test
  void only_listed_origins_may_read_across() {
    HttpResponse<String> ours = server.get("/api/v1", "Origin", "https://city.example");
    HttpResponse<String> theirs = server.get("/api/v1", "Origin", "https://evil.example");
    assertThat(header(ours, "access-control-allow-origin")).isEqualTo("https://city.example");
    assertThat(header(ours, "vary")).contains("Origin");
    assertThat(theirs.statusCode()).isEqualTo(200);
    assertThat(header(theirs, "access-control-allow-origin")).isEmpty();
    HttpResponse<String> preflight =
        server.send(
            "OPTIONS",
            server.port,
            "/api/v1/schools",
            "Origin",
            "https://city.example",
            "Access-Control-Request-Method",
            "GET");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "access-control-allow-headers")).contains("If-None-Match");
  }

  @Test
  void every_response_has_the_security_headers() {
    for (String target : List.of("/api/v1", "/api/v1/nothing", "/", "/api/v1/schools?x=1")) {
      HttpResponse<String> response = server.send("GET", server.port, target);
      assertThat(header(response, "content-security-policy"))
          .contains("default-src 'none'")
          .contains("script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(header(response, "date")).isEqualTo("Wed, 11 Mar 2026 07:20:00 GMT");
      assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
      assertThat(header(response, "x-frame-options")).isEqualTo("DENY");
    }
  }

  @Test
  void the_contract_itself_is_served() {
    HttpResponse<String> response = server.get("/api/v1/openapi.yaml");
    assertThat(response.body()).startsWith("openapi: 3.1.0");
  }
}
