package io.campuspulse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LinkApiTest {
  private static final String[] SIGNED = {"X-BG-HMAC-ACCESS-KEY", "wz", "X-BG-HMAC-SIGNATURE", "s"};
  private static volatile SignedRequest seen;
  private static ApiServer server;

  /** Knows operators by key, and lets the access key decide about signatures. */
  private static final class TestAccess implements Access {
    private final Access keys =
        new ApiKeys(
            List.of(
                new ApiKeys.Key(
                    new Caller("op", Role.OPERATOR), ApiKeys.hash(ApiServer.OPERATOR_KEY))),
            Optional.of(Role.VIEWER));

    @Override
    public Optional<Caller> authenticate(Optional<String> key) {
      return keys.authenticate(key);
    }

    @Override
    public Verdict verify(SignedRequest request) {
      seen = request;
      return switch (request.accessKey()) {
        case "wz" -> new Verdict(Optional.of(Caller.city("wenzhou")), null);
        case "tz" -> new Verdict(Optional.of(Caller.city("taizhou")), null);
        case "late" -> Verdict.refused("Clock skew exceeded");
        default -> Verdict.refused("Invalid access key");
      };
    }
  }

  @BeforeAll
  static void open() {
    server = new ApiServer(new TestAccess(), HttpSettings.at("127.0.0.1", 0));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aSignedRequestReachesTheDeskOfItsCityWithEverythingThatIsSigned() {
    String target = "/api/v1/link/catalog/" + FakeDesk.ITEM + "/page?size=20&page=3";
    assertThat(server.get(target, SIGNED).statusCode()).isEqualTo(200);
    assertThat(server.desk.asked).isEqualTo("page wenzhou " + FakeDesk.ITEM + " 3 20");
    assertThat(seen.method()).isEqualTo("GET");
    assertThat(seen.path()).isEqualTo("/api/v1/link/catalog/" + FakeDesk.ITEM + "/page");
    assertThat(seen.query()).isEqualTo("size=20&page=3");
    assertThat(seen.signature()).isEqualTo("s");
    assertThat(seen.date()).isNull();
  }

  @Test
  void aRefusalKeepsTheWordsOfTheProfileInEveryLanguage() {
    for (String language : List.of("zh", "en")) {
      HttpResponse<String> response =
          server.get(
              "/api/v1/link/catalog", "X-BG-HMAC-ACCESS-KEY", "late", "Accept-Language", language);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.body()).contains("\"detail\":\"Clock skew exceeded\"");
    }
    assertThat(server.get("/api/v1/link/catalog", "X-BG-HMAC-ACCESS-KEY", "x").body())
        .contains("\"detail\":\"Invalid access key\"");
  }

  @Test
  void aCityDoesNotSeeAnotherCityNorAnythingOutsideTheLink() {
    assertThat(server.get("/api/v1/link/catalog?city=taizhou", SIGNED).statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/link/catalog?city=wenzhou", SIGNED).statusCode()).isEqualTo(200);
    assertThat(server.get("/api/v1/schools", SIGNED).statusCode()).isEqualTo(403);
    assertThat(server.get("/api/v1/link", SIGNED).statusCode()).isEqualTo(403);
  }

  @Test
  void viewersSeeNothingOfTheLinkAndOperatorsTheOnlyCity() {
    assertThat(server.get("/api/v1/link/catalog").statusCode()).isEqualTo(403);
    String[] operator = {"X-API-Key", ApiServer.OPERATOR_KEY};
    assertThat(server.get("/api/v1/link/catalog?limit=7&cursor=a", operator).statusCode())
        .isEqualTo(200);
    assertThat(server.desk.asked).isEqualTo("catalog wenzhou a 7");
    assertThat(server.get("/api/v1/link/catalog?city=taizhou", operator).statusCode())
        .isEqualTo(404);
    assertThat(server.get("/api/v1/link", operator).statusCode()).isEqualTo(200);
  }

  @Test
  void unknownItemsAre404AndWrongValues400() {
    assertThat(server.get("/api/v1/link/catalog/nope/count", SIGNED).statusCode()).isEqualTo(404);
    String item = "/api/v1/link/catalog/" + FakeDesk.ITEM;
    assertThat(server.get(item + "/page?size=501", SIGNED).statusCode()).isEqualTo(400);
    assertThat(server.get(item + "/page?page=0", SIGNED).statusCode()).isEqualTo(400);
    assertThat(server.get("/api/v1/link/reconciliation", SIGNED).statusCode()).isEqualTo(400);
    assertThat(server.get(item + "/changes?since=5.7&limit=9", SIGNED).statusCode()).isEqualTo(200);
    assertThat(server.desk.asked).isEqualTo("changes wenzhou " + FakeDesk.ITEM + " 5.7 9");
  }
}
