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
 * the gateway's {@code …/property/pack/post} and {@code …/property/history/post}. Units are the
 * thing model's and never sent.
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
    boolean history = topic.endsFrom(5, "event", "property", "history", "post");
    if (!post && !batch && !pack && !history) {
      if (!topic.level(5).equals("model")) {
        Bodies.checkIfJson(json, message.payload());
      }
      return Readings.nothing(ID);
    }
    String device = topic.level(2) + "/" + topic.level(3);
    JsonTree.Obj body = Bodies.object(json, message.payload());
    Readings readings = new Readings(limits);
    if (history) {
      history(body, readings);
    } else {
      JsonTree.Obj params = Bodies.object(body.get("params"), "params");
      if (post) {
        ThingModel.properties(device, "", params, Stamp.NONE, readings);
      } else {
        nested(device, params, readings);
      }
    }
    String messageId = body.text("id");
    readings.messageKey(messageId == null ? null : device + '/' + messageId);
    return readings.result(ID);
  }

  /** What devices measured while they were offline: properties per device, and several times. */
  private static void history(JsonTree.Obj body, Readings readings) {
    for (JsonTree item : Bodies.array(body.get("params"), "params").items()) {
      JsonTree.Obj entry = Bodies.object(item, "an element of params");
      String device = identity(entry);
      JsonTree.Arr times = entry.array("properties");
      for (int i = 0; times != null && i < times.size(); i++) {
        JsonTree.Obj properties = Bodies.object(times.item(i), "an element of properties");
        ThingModel.properties(device, "", properties, Stamp.NONE, readings);
      }
    }
  }

  private static String identity(JsonTree.Obj entry) {
    JsonTree.Obj identity = Bodies.object(entry.get("identity"), "identity");
    return identity.text("productKey") + "/" + identity.text("deviceName");
  }

  private static void nested(String device, JsonTree.Obj params, Readings readings) {
    properties(device, params, readings);
    JsonTree.Arr devices = params.array("subDevices");
    for (int i = 0; devices != null && i < devices.size(); i++) {
      JsonTree.Obj sub = Bodies.object(devices.item(i), "a sub-device");
      properties(identity(sub), sub, readings);
    }
  }

  private static void properties(String device, JsonTree.Obj holder, Readings readings) {
    if (holder.has("properties")) {
      JsonTree.Obj properties = Bodies.object(holder.get("properties"), "properties");
      ThingModel.properties(device, "", properties, Stamp.NONE, readings);
    }
  }
}
