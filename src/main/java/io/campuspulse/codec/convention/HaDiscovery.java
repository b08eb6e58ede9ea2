package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.json.JsonTree;
import io.campuspulse.codec.json.StrictJson;
import io.campuspulse.codec.rules.Readings;
import io.campuspulse.model.RawMessage;

/**
 * Home Assistant discovery, {@code homeassistant/<component>/[<node>/]<object>/config}: metadata
 * that names units and devices, never telemetry. Templates are passed on, never run.
 */
public final class HaDiscovery implements Convention {
  private static final String ID = "ha_discovery";

  private final StrictJson json;

  /** A decoder within limits. */
  public HaDiscovery(Limits limits) {
    this.json = new StrictJson(limits);
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public boolean claims(Topic topic) {
    return topic.level(0).equals("homeassistant")
        && ((topic.size() >= 4 && topic.size() <= 5 && topic.last().equals("config"))
            || (topic.size() == 2 && topic.last().equals("status")));
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    if (topic.size() > 2 && message.payload().length > 0) {
      JsonTree.Obj config = Bodies.object(json, message.payload());
      JsonTree.Obj components = either(config, "components", "cmps");
      if (topic.level(1).equals("device") && components != null) {
        for (int i = 0; i < components.size(); i++) {
          if (components.value(i) instanceof JsonTree.Obj component) {
            effects.accept(entity(components.key(i), component, config));
          }
        }
      } else {
        effects.accept(entity(topic.fromEnd(1), config, config));
      }
    }
    return Readings.nothing(ID);
  }

  private static Effect entity(String object, JsonTree.Obj entity, JsonTree.Obj config) {
    String id = text(entity, "unique_id", "uniq_id");
    JsonTree.Obj device = either(config, "device", "dev");
    return new Effect.DiscoveredEntity(
        id == null ? object : id,
        expand(text(entity, "state_topic", "stat_t"), config.text("~")),
        text(entity, "value_template", "val_tpl"),
        text(entity, "unit_of_measurement", "unit_of_meas"),
        text(entity, "device_class", "dev_cla"),
        entity.text("name"),
        device == null ? null : device.text("name"));
  }

  /** Fills in the base topic that {@code ~} at either end stands for. */
  private static String expand(String topic, String base) {
    if (topic == null || base == null) {
      return topic;
    }
    if (topic.startsWith("~")) {
      return base + topic.substring(1);
    }
    return topic.endsWith("~") ? topic.substring(0, topic.length() - 1) + base : topic;
  }

  private static String text(JsonTree.Obj object, String name, String shortName) {
    String text = object.text(name);
    return text == null ? object.text(shortName) : text;
  }

  private static JsonTree.Obj either(JsonTree.Obj object, String name, String shortName) {
    JsonTree.Obj found = object.object(name);
    return found == null ? object.object(shortName) : found;
  }
}
