package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Tasmota: {@code tele/<name>/SENSOR} for what is measured and {@code tele/<name>/STATE} for what
 * is switched, both with the device's local time to the second.
 */
public final class TasmotaEncoder implements Encoder {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private final JsonText json = new JsonText();
  private final NestedObject object = new NestedObject(TasmotaEncoder::value, (text, key) -> {});

  private static void value(JsonText json, Point point, long value) {
    if (Values.isSwitch(point)) {
      json.string(value != 0 ? "ON" : "OFF");
    } else {
      Values.plain(json, point, value);
    }
  }

  private static boolean isState(Point point) {
    return Values.isSwitch(point) && point.metric().startsWith("POWER");
  }

  @Override
  public void sample(DeviceSample s, Out out) {
    part(s, false, "SENSOR", out);
    part(s, true, "STATE", out);
  }

  private void part(DeviceSample all, boolean state, String level, Out out) {
    DeviceSample s = new DeviceSample(all.device, all.count);
    boolean temperature = false;
    for (int i = 0; i < all.count; i++) {
      if (isState(all.points[i]) == state) {
        s.add(all.points[i], all.values[i]);
        temperature |= all.points[i].quantity() == Quantity.TEMPERATURE;
      }
    }
    if (s.count == 0) {
      return;
    }
    boolean clock = all.clock != DeviceSample.Clock.NONE;
    Instant time = Instant.ofEpochMilli(clock ? all.timeMillis : 5_000 + all.sequence % 60_000);
    json.clear().raw("{\"Time\":");
    json.string(LOCAL.format(time.atZone(all.device.zone()))).raw(',');
    object.members(json, s);
    json.raw(temperature ? ",\"TempUnit\":\"C\"}" : "}");
    out.message("tele/" + s.device.identity() + "/" + level, json.bytes(), false);
  }

  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    out.message(
        "tele/" + device.identity() + "/LWT",
        (online ? "Online" : "Offline").getBytes(StandardCharsets.US_ASCII),
        true);
  }
}
