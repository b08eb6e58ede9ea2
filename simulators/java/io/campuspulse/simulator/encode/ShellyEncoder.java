package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Unit;
import java.nio.charset.StandardCharsets;

/**
 * Shelly Gen2: a {@code NotifyStatus} on {@code <id>/events/rpc}; metrics are {@code
 * component:n.path}, energy totals are in Wh.
 */
public final class ShellyEncoder implements Encoder {
  private final JsonText json = new JsonText();
  private final NestedObject object =
      new NestedObject(ShellyEncoder::value, ShellyEncoder::componentId);

  private static void value(JsonText json, Point point, long value) {
    boolean energy = point.quantity().unit() == Unit.KILOWATT_HOUR;
    if (energy && point.traits().unit().isEmpty()) {
      Values.number(json, Quantity.ENERGY_REGISTER, value, Unit.WATT_HOUR);
    } else {
      Values.plain(json, point, value);
    }
  }

  private static void componentId(JsonText json, String key) {
    int colon = key.indexOf(':');
    if (colon >= 0) {
      json.raw("\"id\":").raw(key.substring(colon + 1)).raw(',');
    }
  }

  @Override
  public void sample(DeviceSample s, Out out) {
    String id = s.device.identity();
    long millis =
        s.clock == DeviceSample.Clock.NONE ? s.sequence % 100_000 * 10 : s.timeMillis / 10 * 10;
    json.clear().raw("{\"src\":").string(id).raw(",\"dst\":").string(id + "/events");
    json.raw(",\"method\":\"NotifyStatus\",\"params\":{\"ts\":").fixed(millis, 3).raw(',');
    object.members(json, s);
    out.message(id + "/events/rpc", json.raw("}}").bytes(), false);
  }

  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    out.message(
        device.identity() + "/online",
        (online ? "true" : "false").getBytes(StandardCharsets.US_ASCII),
        true);
  }
}
