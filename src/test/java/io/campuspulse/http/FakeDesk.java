package io.campuspulse.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.campuspulse.query.QueryProblem;
import io.campuspulse.query.link.CityDesk;
import java.util.List;
import java.util.Optional;

/** A desk of one city with one item; it remembers what it was asked. */
final class FakeDesk implements CityDesk {
  static final String CITY = "wenzhou";
  static final String ITEM = "3303010001.energy_use.P1D";
  private static final String SIDE = "{\"records\":3,\"digest\":\"" + "0a".repeat(32) + "\"}";
  private static final String NAME = "{\"zh\":\"温州\",\"en\":\"Wenzhou\"}";
  volatile String asked = "";

  @Override
  public List<String> cities() {
    return List.of(CITY);
  }

  private byte[] answer(String what, String document) {
    asked = what;
    return (document + "\n").getBytes(UTF_8);
  }

  @Override
  public byte[] links() {
    return answer("links", "{\"links\":[]}");
  }

  @Override
  public byte[] catalog(String city, Optional<String> after, int limit) {
    return answer(
        "catalog " + city + " " + after.orElse("-") + " " + limit,
        "{\"items\":[" + sheet() + "],\"total\":1,\"next\":null}");
  }

  private static String sheet() {
    return """
        {"id":"%s","resourceId":"330302/%s","title":%s,"abstract":%s,"domain":%s,"dataItems":[],
        "updateCycle":%s,"provider":{"name":%s,"schoolCode":"3303010001","divisionCode":"330302"},
        "publishedAt":"2026-03-02T00:00:00+08:00","updatedAt":"2026-03-03T00:00:00+08:00",
        "records":1,"openness":%s,"formula":"f"}"""
        .formatted(ITEM, ITEM, NAME, NAME, NAME, NAME, NAME, NAME);
  }

  @Override
  public byte[] sheet(String city, String item) {
    known(item);
    return answer("sheet " + city + " " + item, sheet());
  }

  private static void known(String item) {
    if (!item.equals(ITEM)) {
      throw new QueryProblem(QueryProblem.Kind.NOT_FOUND, "item", item, "the item must exist");
    }
  }

  @Override
  public byte[] count(String city, String item) {
    known(item);
    return answer("count " + city + " " + item, "{\"item\":\"" + item + "\",\"records\":1}");
  }

  @Override
  public byte[] page(String city, String item, int page, int size) {
    return answer(
        "page " + city + " " + item + " " + page + " " + size,
        "{\"item\":\"%s\",\"page\":%d,\"size\":%d,\"total\":0,\"records\":[]}"
            .formatted(item, page, size));
  }

  @Override
  public byte[] changes(String city, String item, Optional<String> since, int limit) {
    return answer(
        "changes " + city + " " + item + " " + since.orElse("-") + " " + limit,
        "{\"item\":\"%s\",\"records\":[],\"next\":\"0.0\",\"more\":false}".formatted(item));
  }

  @Override
  public byte[] reconciliation(String city, String day) {
    return answer(
        "reconciliation " + city + " " + day,
        "{\"city\":\"%s\",\"day\":\"%s\",\"ours\":%s,\"theirs\":%s,\"waiting\":0,\"match\":true,\"problem\":null}"
            .formatted(city, day, SIDE, SIDE));
  }
}
