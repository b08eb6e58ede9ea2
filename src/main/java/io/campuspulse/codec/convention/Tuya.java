package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.model.RawMessage;

/**
 * TuyaLink ({@code tylink/<id>/thing/property/report}) and the classic form with numbered data
 * points ({@code smart/device/out/<id>}). Times are seconds or milliseconds, told by their size.
 */
public final class Tuya implements Convention {
  private static final String ID = "tuya";

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public Tuya(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return isLink(topic) || isClassic(topic);
  }

  private static boolean isLink(Topic topic) {
    return topic.size() >= 4 && topic.level(0).equals("tylink");
  }

  private static boolean isClassic(Topic topic) {
    return topic.size() == 4
        && topic.startsWith("smart", "device")
        && (topic.level(2).equals("out") || topic.level(2).equals("in"));
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    boolean link = isLink(topic);
    boolean report = topic.endsFrom(2, "thing", "property", "report");
    boolean batch = topic.endsFrom(2, "thing", "data", "batch_report");
    if (link ? !report && !batch : topic.level(2).equals("in")) {
      Bodies.checkIfJson(json, message.payload());
      return Readings.nothing(ID);
    }
    String device = link ? topic.level(1) : topic.level(3);
    JsonTree.Obj body = Bodies.object(json, message.payload());
    Readings readings = new Readings(limits);
    Stamp stamp = Stamp.any(body.get(link ? "time" : "t"));
    if (link) {
      JsonTree.Obj data = Bodies.object(body.get("data"), "data");
      JsonTree.Obj properties = batch ? Bodies.object(data.get("properties"), "properties") : data;
      ThingModel.properties(device, "", properties, stamp, readings);
    } else {
      classic(device, body, stamp, readings);
    }
    String id = body.text("msgId");
    readings.messageKey(id == null ? null : device + '/' + id);
    return readings.result(ID);
  }

  private static void classic(String device, JsonTree.Obj body, Stamp stamp, Readings readings) {
    JsonTree.Obj data = body.object("data");
    JsonTree.Obj points = body.object("dps");
    if (points == null && data != null) {
      points = data.object("dps") == null ? data : data.object("dps");
    }
    if (points == null) {
      points = body;
    }
    boolean any = false;
    for (int i = 0; i < points.size(); i++) {
      if (isNumber(points.key(i))) {
        any = true;
        ThingModel.property(device, points.key(i), points.value(i), stamp, readings);
      }
    }
    if (!any && points == body) {
      throw Rejection.invalid("no data points: dps, data.dps or numbered keys expected");
    }
  }

  private static boolean isNumber(String key) {
    return !key.isEmpty() && key.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
