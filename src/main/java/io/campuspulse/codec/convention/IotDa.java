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
 * Huawei Cloud IoTDA: {@code $oc/devices/<id>/sys/properties/report} and a gateway's {@code
 * …/sys/gateway/sub_devices/properties/report}. A subscription to {@code #} does not get these.
 */
public final class IotDa implements Convention {
  private static final String ID = "huawei_iotda";

  private final Limits limits;
  private final StrictJson json;

  /** A decoder within limits. */
  public IotDa(Limits limits) {
    this.limits = limits;
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.size() >= 5 && topic.startsWith("$oc", "devices") && topic.level(3).equals("sys");
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    Topic plain = withoutQuery(topic);
    boolean own = plain.endsFrom(4, "properties", "report");
    boolean gateway = plain.endsFrom(4, "gateway", "sub_devices", "properties", "report");
    if (!own && !gateway) {
      return Readings.nothing(ID);
    }
    JsonTree.Obj body = Bodies.object(json, message.payload());
    Readings readings = new Readings(limits);
    if (own) {
      services(plain.level(2), body, readings);
    } else {
      JsonTree.Arr devices = Bodies.array(body.get("devices"), "devices");
      for (JsonTree item : devices.items()) {
        JsonTree.Obj device = Bodies.object(item, "a sub-device");
        services(text(device, "device_id"), device, readings);
      }
    }
    return readings.result(ID);
  }

  private static Topic withoutQuery(Topic topic) {
    int query = topic.name().indexOf('?');
    return query < 0 ? topic : Topic.of(topic.name().substring(0, query));
  }

  private static void services(String device, JsonTree.Obj holder, Readings readings) {
    for (JsonTree item : Bodies.array(holder.get("services"), "services").items()) {
      JsonTree.Obj service = Bodies.object(item, "a service");
      ThingModel.properties(
          device,
          text(service, "service_id"),
          Bodies.object(service.get("properties"), "properties"),
          Stamp.any(service.get("event_time")),
          readings);
    }
  }

  private static String text(JsonTree.Obj object, String key) {
    String text = object.text(key);
    if (text == null || text.isEmpty()) {
      throw Rejection.invalid(key + " must be a text");
    }
    return text;
  }
}
