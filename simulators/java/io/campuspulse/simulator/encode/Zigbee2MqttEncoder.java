package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import java.nio.charset.StandardCharsets;

/**
 * Zigbee2MQTT: one retained object a device on {@code zigbee2mqtt/<name>}, with {@code last_seen}.
 * Switches are ON and OFF under {@code state}; {@code contact} is true while closed.
 */
public final class Zigbee2MqttEncoder implements Encoder {
  private final JsonText json = new JsonText();
  private final NestedObject object =
      new NestedObject(Zigbee2MqttEncoder::value, (text, key) -> {});

  private static void value(JsonText json, Point point, long value) {
    if (Values.isSwitch(point) && point.metric().startsWith("state")) {
      json.string(value != 0 ? "ON" : "OFF");
    } else if (point.quantity() == Quantity.OPENING && point.metric().equals("contact")) {
      json.raw(value != 0 ? "false" : "true");
    } else {
      Values.plain(json, point, value);
    }
  }

  @Override
  public void sample(DeviceSample s, Out out) {
    json.clear().raw('{');
    object.members(json, s);
    if (s.clock == DeviceSample.Clock.RIGHT) {
      json.raw(",\"last_seen\":");
      Values.iso(json, s.timeMillis);
    } else if (s.clock == DeviceSample.Clock.SECONDS) {
      json.raw(",\"last_seen\":").number(s.timeMillis / 1_000);
    }
    out.message("zigbee2mqtt/" + s.device.identity(), json.raw('}').bytes(), true);
  }

  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    String body = online ? "{\"state\":\"online\"}" : "{\"state\":\"offline\"}";
    out.message(
        "zigbee2mqtt/" + device.identity() + "/availability",
        body.getBytes(StandardCharsets.US_ASCII),
        true);
  }
}
