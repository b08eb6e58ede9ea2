package io.campuspulse.http;

import io.campuspulse.query.link.CityDesk;
import java.util.OptionalLong;

/** Answers what linked cities ask, and operators about them. */
final class LinkEndpoints {
  private static final int TTL = 5;
  private static final int PRESET_SHEETS = 100;
  private static final int PRESET_RECORDS = 100;
  private static final int MAX_RECORDS = 500;
  private static final int MAX_PAGE = 1_000_000;

  private final CityDesk desk;

  LinkEndpoints(CityDesk desk) {
    this.desk = desk;
  }

  /** How the links stand. */
  Reply links(Call call) {
    call.demandOperator();
    return Reply.fresh(200, Reply.JSON, desk.links());
  }

  Reply catalog(Call call) {
    Parameters parameters = call.parameters();
    int limit = parameters.integer("limit", PRESET_SHEETS, 1, MAX_RECORDS);
    return reply(desk.catalog(city(call), parameters.text("cursor"), limit));
  }

  Reply sheet(Call call) {
    return reply(desk.sheet(city(call), item(call)));
  }

  Reply count(Call call) {
    return reply(desk.count(city(call), item(call)));
  }

  Reply page(Call call) {
    int page = call.parameters().integer("page", 1, 1, MAX_PAGE);
    int size = call.parameters().integer("size", PRESET_RECORDS, 1, MAX_RECORDS);
    return reply(desk.page(city(call), item(call), page, size));
  }

  Reply changes(Call call) {
    int limit = call.parameters().integer("limit", PRESET_RECORDS, 1, MAX_RECORDS);
    return reply(desk.changes(city(call), item(call), call.parameters().text("since"), limit));
  }

  Reply reconciliation(Call call) {
    String day =
        call.parameters()
            .text("day")
            .orElseThrow(
                () ->
                    Problem.parameter("day", "", "必须给出日期，如 2026-03-02", "a date is needed")
                        .exception());
    return Reply.fresh(200, Reply.JSON, desk.reconciliation(city(call), day));
  }

  private static Reply reply(byte[] body) {
    return new Reply(200, Reply.JSON, () -> body, null, Reply.privately(TTL), OptionalLong.empty());
  }

  private static String item(Call call) {
    return call.path().get("item");
  }

  /** The city that the call is about: a city's own, or the one that an operator names. */
  private String city(Call call) {
    String asked = call.parameters().text("city").orElse(null);
    if (call.caller().city().isPresent()) {
      String own = call.caller().city().get();
      if (asked != null && !asked.equals(own)) {
        throw unknown(asked);
      }
      return own;
    }
    if (call.caller().role() != Role.OPERATOR && call.caller().role() != Role.ADMIN) {
      throw Problem.of(
              Problem.Kind.FORBIDDEN,
              "需要城市平台的签名，或 operator 角色的密钥",
              "this needs a city's signature, or a key of the role operator")
          .exception();
    }
    if (asked == null && desk.cities().size() == 1) {
      return desk.cities().get(0);
    }
    if (asked == null || !desk.cities().contains(asked)) {
      throw unknown(asked);
    }
    return asked;
  }

  private ProblemException unknown(String city) {
    return Problem.notFound(
            "city", city == null ? "" : city, "没有这个已连接的城市", "no such city is linked")
        .exception();
  }
}
