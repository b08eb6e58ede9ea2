package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;

/** A generic Modbus gateway: {@code modbus/<gateway>} with one object of points. */
public final class ModbusEncoder implements Encoder {
  private final JsonText json = new JsonText();

  @Override
  public void sample(DeviceSample s, Out out) {
    json.clear().raw('{');
    if (s.clock == DeviceSample.Clock.RIGHT) {
      json.raw("\"ts\":").number(s.timeMillis).raw(',');
    } else if (s.clock == DeviceSample.Clock.SECONDS) {
      json.raw("\"ts\":").number(s.timeMillis / 1_000).raw(',');
    }
    for (int i = 0; i < s.count; i++) {
      json.raw(i == 0 ? "" : ",").key(s.points[i].metric());
      Values.plain(json, s.points[i], s.values[i]);
    }
    out.message("modbus/" + s.device.identity(), json.raw('}').bytes(), false);
  }

  /** Modbus knows no availability. */
  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {}
}
