package io.campuspulse.mockcity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mock city refuses what a strict platform would; requests are made by hand here. */
class MockCityTest {
  private static final String DATE = "Mon, 02 Mar 2026 00:00:00 GMT";
  private static final long NOW = 1_772_409_600_000L;
  private static final String SECRET = "a-secret-for-tests-only";

  @TempDir Path folder;
  private MockCity city;
  private URI address;

  @BeforeEach
  void open() throws IOException {
    city =
        new MockCity(
            new MockCity.Settings(
                Profile.IRS_SIGNED, 0, "cp", SECRET, Optional.of(folder), () -> NOW));
    address = city.start();
  }

  @AfterEach
  void close() {
    city.close();
  }

  private static String record(String hour, int revision, String value) {
    String from = "2026-03-02T" + hour + ":00:00+08:00";
    String to = "2026-03-02T%02d:00:00+08:00".formatted(Integer.parseInt(hour) + 1);
    return "{\"id\":\"s:m:PT1H:%s\",\"revision\":%d,\"status\":\"final\",\"value\":%s,\"from\":\"%s\",\"to\":\"%s\"}"
        .formatted(from, revision, value, from, to);
  }

  private static String batch(int number, String... records) {
    return "{\"batch\":" + number + ",\"records\":[" + String.join(",", records) + "]}";
  }

  private HttpResponse<String> push(String key, String body) {
    return push(key, body, Door.digest(body.getBytes(UTF_8)), SECRET);
  }

  private HttpResponse<String> push(String key, String body, String digest, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      byte[] signature = mac.doFinal(("POST\n/batches\n\ncp\n" + DATE + "\n").getBytes(UTF_8));
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(address.resolve("/batches"))
                  .header("X-BG-HMAC-ACCESS-KEY", "cp")
                  .header("X-BG-HMAC-ALGORITHM", "hmac-sha256")
                  .header("X-BG-DATE-TIME", DATE)
                  .header("X-BG-HMAC-SIGNATURE", Base64.getEncoder().encodeToString(signature))
                  .header("Digest", digest)
                  .header("Idempotency-Key", key)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aBatchThatComesAgainIsAcknowledgedAgainAndCountedOnce() {
    String body = batch(1, record("00", 1, "5"));
    assertThat(push("k1", body).body()).contains("\"duplicate\":false");
    assertThat(push("k1", body).body()).contains("\"batch\":1").contains("\"duplicate\":true");
    assertThat(city.summary().records()).isEqualTo(1);
    assertThat(city.summary().repeats()).isEqualTo(1);
  }

  @Test
  void gapsAndOtherContentsUnderAKnownNumberAreRefused() {
    push("k1", batch(1, record("00", 1, "5")));
    assertThat(push("k3", batch(3, record("01", 1, "5"))).body())
        .contains("batch 2 is expected, not 3");
    assertThat(push("k1", batch(1, record("00", 1, "6"))).body())
        .contains("batch 1 was received with another key or digest");
    assertThat(push("k2", batch(2, record("02", 1, "5"))).body()).contains("a gap");
    assertThat(push("k2", batch(2, record("00", 1, "5"))).body())
        .contains("was received with revision 1 before");
    assertThat(push("k2", batch(2, record("00", 2, "7"), record("01", 1, "5"))).statusCode())
        .isEqualTo(200);
    assertThat(city.summary().refused().get("order")).isEqualTo(4);
    assertThat(city.value("s:m:PT1H:2026-03-02T00:00:00+08:00")).contains("7");
  }

  @Test
  void signatureDigestAndContentAreChecked() {
    String body = batch(1, record("00", 1, "5"));
    assertThat(push("k", body, Door.digest(new byte[0]), SECRET).body())
        .contains("Digest does not fit the body");
    HttpResponse<String> forged = push("k", body, Door.digest(body.getBytes(UTF_8)), "other");
    assertThat(forged.statusCode()).isEqualTo(401);
    assertThat(forged.body()).contains("Invalid signature");
    for (String bad :
        List.of(
            "{",
            "[]",
            "{\"batch\":\"1\",\"records\":[]}",
            "{\"batch\":1,\"batch\":1}",
            body.replace("final", "provisional"),
            body.replace("\"revision\":1", "\"revision\":0"),
            body + "{}")) {
      assertThat(push("k", bad).statusCode()).as(bad).isEqualTo(400);
    }
    assertThat(city.summary().records()).isZero();
  }

  @Test
  void itRemembersOverARestart() throws IOException {
    push("k1", batch(1, record("00", 1, "5")));
    city.close();
    open();
    assertThat(push("k1", batch(1, record("00", 1, "5"))).body()).contains("\"duplicate\":true");
    assertThat(push("k2", batch(2, record("01", 1, "null"))).statusCode()).isEqualTo(200);
    assertThat(city.summary().records()).isEqualTo(2);
  }
}
