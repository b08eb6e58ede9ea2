package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Raw readings and charts of them. */
class ReadingsApiTest {
  private static final long FROM = 1_773_014_400_000L; // 2026-03-09T00:00Z
  private static final String DAY =
      "&from=2026-03-09T00:00:00Z&to=2026-03-10T00:00:00Z&tz=%2B00:00";
  private static ApiServer server;
  private static Point point;

  @BeforeAll
  static void start() {
    server = ApiServer.open();
    point = server.campus.points().iterator().next();
    long one = (long) Math.pow(10, point.quantity().decimals());
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 1_440; i++) {
      long t = FROM + i * 60_000L;
      readings.add(new Reading(point.id(), t, (i == 700 ? 99 : 20) * one, Quality.GOOD, i, t + 5));
    }
    readings.add(new Reading(point.id(), FROM, 21 * one, Quality.SUSPECT, -1, FROM + 7));
    readings.add(new Reading(point.id(), FROM + 1, 0, Quality.BAD, -1, FROM + 9));
    server.readings.write(readings);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode get(String query) {
    HttpResponse<String> response = server.get("/api/v1/readings?point=" + point.id() + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    try {
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int status(String query) {
    return server.get("/api/v1/readings" + query).statusCode();
  }

  @Test
  void conflicting_and_bad_readings_are_listed_as_they_came() {
    JsonNode items = get(DAY + "&limit=4").get("items");
    assertThat(items).hasSize(4);
    assertThat(items.get(0).get("quality").asText()).isEqualTo("good");
    assertThat(items.get(0).get("value").asDouble()).isEqualTo(20);
    assertThat(items.get(0).get("sequence").asInt()).isZero();
    assertThat(items.get(1).get("quality").asText()).isEqualTo("suspect");
    assertThat(items.get(1).get("sequence").isNull()).isTrue();
    assertThat(items.get(2).get("quality").asText()).isEqualTo("bad");
    assertThat(items.get(2).get("value").isNull()).isTrue();
    assertThat(items.get(2).get("receivedAt").asText()).startsWith("2026-03-09T00:00:00.009");
  }

  @Test
  void pages_go_on_where_the_last_one_ended() {
    int seen = 0;
    String cursor = "";
    List<String> times = new ArrayList<>();
    do {
      JsonNode page = get(DAY + "&limit=1000" + cursor);
      for (JsonNode item : page.get("items")) {
        times.add(item.get("time").asText() + item.get("quality").asText());
        seen++;
      }
      cursor = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asText();
    } while (!cursor.isEmpty());
    assertThat(seen).isEqualTo(1_442);
    assertThat(times).doesNotHaveDuplicates();
  }

  @Test
  void a_chart_keeps_the_peak_and_every_reading_is_in_one_bucket() {
    JsonNode buckets = get(DAY + "&points=50").get("buckets");
    assertThat(buckets.size()).isBetween(25, 50);
    long count = 0;
    double max = 0;
    for (JsonNode b : buckets) {
      count += b.get("count").asLong();
      max = Math.max(max, b.get("max").asDouble());
      assertThat(b.get("min").asDouble()).isEqualTo(20);
    }
    assertThat(count).isEqualTo(1_440);
    assertThat(max).isEqualTo(99);
  }

  @Test
  void csv_holds_every_reading() {
    HttpResponse<String> csv =
        server.get("/api/v1/readings?point=" + point.id() + DAY, "Accept", "text/csv");
    assertThat(csv.body().lines().count()).isEqualTo(1_443);
    assertThat(csv.body()).startsWith("time,value,quality,sequence,receivedAt");
    assertThat(server.get("/api/v1/readings?format=csv&points=9&point=" + point.id() + DAY).body())
        .startsWith("from,to,count,min,max,mean");
  }

  @Test
  void unknown_points_and_bad_parameters_are_problems() {
    assertThat(status("?point=nobody")).isEqualTo(404);
    assertThat(status("")).isEqualTo(400);
    assertThat(status("?point=" + point.id() + "&points=2001")).isEqualTo(400);
    assertThat(status("?point=" + point.id() + "&cursor=zzz")).isEqualTo(400);
    assertThat(status("?point=" + point.id() + "&from=2026-01-01&to=2026-03-01")).isEqualTo(400);
  }
}
