package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.QuarantinedMessage;
import io.campuspulse.journal.QuarantinedMessage.Source;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators see what could not be used, byte by byte, and have it tried again. */
class QuarantineApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] OPERATOR = {"X-API-Key", "operator-key"};
  private static final byte[] BINARY = {0, (byte) 0xff, 13, 10, (byte) 0xc3, 0x28};
  private static final long RECEIVED = ApiServer.NOW.toEpochMilli() - 3_600_000;

  private ApiServer server;

  @BeforeEach
  void open() {
    List<ApiKeys.Key> keys = new ArrayList<>();
    for (Role role : Role.values()) {
      String name = role.name().toLowerCase(java.util.Locale.ROOT);
      keys.add(new ApiKeys.Key(new Caller(name, role), ApiKeys.hash(name + "-key")));
    }
    server =
        new ApiServer(new ApiKeys(keys, Optional.of(Role.VIEWER)), HttpSettings.at("127.0.0.1", 0));
    RawMessage a = message("plant/a", "{\"t\": 教室".getBytes(StandardCharsets.UTF_8), 0);
    RawMessage b = message("plant/b", BINARY, 1_000);
    RawMessage c = message("other/c", new byte[0], 2_000);
    server.journal.append(List.of(a, b, c));
    server.journal.commit(
        new Checkpoint(
            "test",
            3,
            Map.of(),
            List.of(
                new QuarantinedMessage(0, a, "invalid-json", "unexpected end"),
                new QuarantinedMessage(1, b, "unknown-device", "nobody", new Source("house", "b")),
                new QuarantinedMessage(
                    2, c, "unknown-device", "nobody", new Source("house", "c")))));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static RawMessage message(String topic, byte[] payload, long afterMillis) {
    return new RawMessage(topic, payload, false, RECEIVED + afterMillis);
  }

  private static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  private List<Long> ids(String query) {
    List<Long> ids = new ArrayList<>();
    json(server.get("/api/v1/quarantine" + query, OPERATOR))
        .get("items")
        .forEach(item -> ids.add(item.get("id").asLong()));
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, 403, 403",
    "city, 403, 403",
    "operator, 200, 202",
    "admin, 200, 202",
  })
  void onlyOperatorsSeeAndReplay(String role, int list, int replay) {
    String[] key = {"X-API-Key", role + "-key"};
    assertThat(server.get("/api/v1/quarantine", key).statusCode()).isEqualTo(list);
    assertThat(server.get("/api/v1/quarantine/0", key).statusCode()).isEqualTo(list);
    assertThat(server.get("/api/v1/quarantine/0/payload", key).statusCode()).isEqualTo(list);
    assertThat(server.post("/api/v1/quarantine:replay", "{\"reason\":\"none\"}", key).statusCode())
        .isEqualTo(replay);
  }

  @Test
  void withoutAKeyNobodySeesIt() {
    HttpResponse<String> refused = server.get("/api/v1/quarantine");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).get("type").asText())
        .isEqualTo("urn:problem-type:campus-pulse:forbidden");
    assertThat(json(refused).get("detail").asText()).contains("a key of the role operator");
    assertThat(server.post("/api/v1/quarantine:replay", "").statusCode()).isEqualTo(403);
    assertThat(server.journal.quarantine().count(Quarantine.Filter.ALL, -1)).isEqualTo(3);
  }

  @Test
  void theListSaysWhatWhenWhoseAndWhyAndCountsAll() {
    JsonNode list = json(server.get("/api/v1/quarantine", OPERATOR));
    assertThat(list.get("total").asInt()).isEqualTo(3);
    assertThat(list.get("next").isNull()).isTrue();
    assertThat(list.get("trimmed").asInt()).isZero();
    assertThat(list.get("reasons").toString())
        .isEqualTo("{\"invalid-json\":1,\"unknown-device\":2}");
    JsonNode first = list.get("items").get(0);
    assertThat(first.get("receivedAt").asText()).isEqualTo("2026-03-11T14:20:00+08:00");
    assertThat(first.get("topic").asText()).isEqualTo("plant/a");
    assertThat(first.get("preview").asText()).isEqualTo("{\"t\": 教室");
    assertThat(first.get("bytes").asInt()).isEqualTo(12);
    assertThat(first.get("device").isNull()).isTrue();
    JsonNode second = list.get("items").get(1);
    assertThat(second.get("preview").isNull()).isTrue();
    assertThat(second.get("device").asText()).isEqualTo("b");
    assertThat(second.get("sentence").asText()).isEqualTo("nobody");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?reason=unknown-device        | 1,2",
        "?topicPrefix=plant/           | 0,1",
        "?topicPrefix=plant/&reason=unknown-device | 1",
        "?device=c                     | 2",
        "?convention=house             | 1,2",
        "?from=2026-03-11T06:20:01Z&to=2026-03-11T06:20:02Z | 1",
        "?to=2026-03-11                | ''",
        "?reason=%27%20OR%201=1        | ''",
      })
  void itIsFiltered(String query, String expected) {
    List<Long> wanted =
        expected.isEmpty()
            ? List.of()
            : List.of(expected.split(",")).stream().map(Long::valueOf).toList();
    assertThat(ids(query)).isEqualTo(wanted);
  }

  @Test
  void itIsPagedByACursorThatStaysRightWhileMessagesLeave() {
    JsonNode page = json(server.get("/api/v1/quarantine?limit=2", OPERATOR));
    assertThat(page.get("items")).hasSize(2);
    String next = page.get("next").asText();
    server.journal.quarantine().replay(Quarantine.Filter.reason("invalid-json"), 1);
    assertThat(ids("?limit=2&cursor=" + next)).containsExactly(2L);
  }

  @Test
  void thePayloadIsDownloadedByteByByte() throws IOException, InterruptedException {
    JsonNode one = json(server.get("/api/v1/quarantine/1", OPERATOR));
    assertThat(Base64.getDecoder().decode(one.get("payload").asText())).isEqualTo(BINARY);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.port + "/api/v1/quarantine/1/payload"))
            .headers(OPERATOR)
            .build();
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.body()).isEqualTo(BINARY);
    assertThat(response.headers().firstValue("content-type")).contains("application/octet-stream");
    assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "x", "-1", "99999999999999999999"})
  void anIdThatIsNotHereIs404(String id) {
    HttpResponse<String> response = server.get("/api/v1/quarantine/" + id, OPERATOR);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("parameter").asText()).isEqualTo("id");
  }

  @Test
  void aReplayPutsWhatTheFilterNamesBackIntoTheJournalOnce() {
    String body = "{\"reason\":\"unknown-device\",\"device\":\"b\"}";
    HttpResponse<String> done = server.post("/api/v1/quarantine:replay", body, OPERATOR);
    assertThat(done.statusCode()).isEqualTo(202);
    assertThat(json(done).get("replayed").asInt()).isEqualTo(1);
    assertThat(json(done).get("requestedAt").asText()).isEqualTo("2026-03-11T15:20:00+08:00");
    assertThat(ids("")).containsExactly(0L, 2L);
    Journal.Entry entry = server.journal.read(3, 10).get(0);
    assertThat(entry.origin()).isEqualTo(1);
    assertThat(entry.message().payload()).isEqualTo(BINARY);
    assertThat(entry.message().receivedAtMillis()).isEqualTo(RECEIVED + 1_000);
    assertThat(entry.journaledAtMillis()).isEqualTo(ApiServer.NOW.toEpochMilli());

    HttpResponse<String> again = server.post("/api/v1/quarantine:replay", body, OPERATOR);
    assertThat(json(again).get("replayed").asInt()).isZero();
  }

  @Test
  void anEmptyBodyMeansAll() {
    HttpResponse<String> done = server.post("/api/v1/quarantine:replay", "", OPERATOR);
    assertThat(json(done).get("replayed").asInt()).isEqualTo(3);
    assertThat(ids("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"reasons\":\"invalid-json\"}",
        "{\"reason\":1}",
        "{\"reason\":null}",
        "{\"reason\":\"a\",\"reason\":\"b\"}",
        "{\"reason\":\"a\"} {}",
        "{\"from\":\"yesterday\"}",
        "{\"reason\":{\"x\":[]}}",
        "[]",
        "\"all\"",
        "{",
        "nonsense",
      })
  void aBodyThatMightMeanSomethingElseReplaysNothing(String body) {
    HttpResponse<String> refused = server.post("/api/v1/quarantine:replay", body, OPERATOR);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(ids("")).hasSize(3);
  }

  @Test
  void aBodyIsJsonAndBounded() {
    String start =
        "POST /api/v1/quarantine:replay HTTP/1.1\r\nHost: x\r\nX-API-Key: operator-key\r\n";
    String chunk = "2000\r\n" + " ".repeat(0x2000) + "\r\n";
    String json = "Content-Type: application/json\r\n";
    assertThat(server.raw(start + "Content-Type: text/xml\r\nContent-Length: 2\r\n\r\n{}"))
        .startsWith("HTTP/1.1 415 ");
    assertThat(server.raw(start + json + "Content-Length: 70000\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(
            server.raw(
                start
                    + json
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + chunk.repeat(9)
                    + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(ids("")).hasSize(3);
  }

  @Test
  void otherMethodsAndLookAlikeAddressesAreRefused() {
    assertThat(server.get("/api/v1/quarantine:replay", OPERATOR).statusCode()).isEqualTo(405);
    assertThat(server.post("/api/v1/quarantine", "", OPERATOR).statusCode()).isEqualTo(405);
    assertThat(server.get("/api/v1/quarantineXreplay", OPERATOR).statusCode()).isEqualTo(404);
    assertThat(ids("")).hasSize(3);
  }
}
