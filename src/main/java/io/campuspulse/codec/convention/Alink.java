package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.codec.rules.Stamp;
import io.campuspulse.model.RawMessage;

/**
 * Alibaba Cloud IoT, Alink protocol: {@code /sys/<product>/<device>/thing/event/property/post} and
 * the gateway's {@code …/property/pack/post}. Units are the thing model's and never sent.
 */
public final class Alink implements Convention {
  private static final String ID = "aliyun_alink";

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public Alink(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() >= 6
        && topic.level(0).isEmpty()
        && topic.level(1).equals("sys")
        && topic.level(4).equals("thing");
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    boolean post = topic.endsFrom(5, "event", "property", "post");
    boolean batch = topic.endsFrom(5, "event", "property", "batch", "post");
    boolean pack = topic.endsFrom(5, "event", "property", "pack", "post");
    if (!post && !batch && !pack) {
      if (!topic.level(5).equals("model")) {
        Bodies.checkIfJson(json, message.payload());
      }
      return Readings.nothing(ID);
    }
    String device = topic.level(2) + "/" + topic.level(3);
    JsonTree.Obj body = Bodies.object(json, message.payload());
    JsonTree.Obj params = Bodies.object(body.get("params"), "params");
    Readings readings = new Readings(limits);
    if (post) {
      ThingModel.properties(device, "", params, Stamp.NONE, readings);
    } else {
      nested(device, params, readings);
    }
    String messageId = body.text("id");
    readings.messageKey(messageId == null ? null : device + '/' + messageId);
    return readings.result(ID);
  }

  private static void nested(String device, JsonTree.Obj params, Readings readings) {
    properties(device, params, readings);
    JsonTree.Arr devices = params.array("subDevices");
    for (int i = 0; devices != null && i < devices.size(); i++) {
      JsonTree.Obj sub = Bodies.object(devices.item(i), "a sub-device");
      JsonTree.Obj identity = Bodies.object(sub.get("identity"), "identity");
      properties(identity.text("productKey") + "/" + identity.text("deviceName"), sub, readings);
    }
  }

  private static void properties(String device, JsonTree.Obj holder, Readings readings) {
    if (holder.has("properties")) {
      JsonTree.Obj properties = Bodies.object(holder.get("properties"), "properties");
      ThingModel.properties(device, "", properties, Stamp.NONE, readings);
    }
  }
}
