package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Unit;

/** SenML in JSON (RFC 8428) on {@code senml/<identity>}: the base name is the identity. */
public final class SenMlEncoder implements Encoder {
  private final JsonText json = new JsonText();

  @Override
  public void sample(DeviceSample s, Out out) {
    json.clear().raw("[{\"bn\":").string(s.device.identity() + ":");
    if (s.clock != DeviceSample.Clock.NONE) {
      json.raw(",\"bt\":").fixed(s.timeMillis, 3);
    }
    for (int i = 0; i < s.count; i++) {
      json.raw(i == 0 ? "," : ",{").raw("\"n\":").string(s.points[i].metric());
      if (Values.isSwitch(s.points[i])) {
        json.raw(",\"vb\":").raw(s.values[i] != 0 ? "true" : "false").raw('}');
        continue;
      }
      Unit unit = s.points[i].traits().unit().orElse(s.points[i].quantity().unit());
      if (unit != Unit.ONE) {
        json.raw(",\"u\":").string(unit.symbol());
      }
      json.raw(",\"v\":");
      Values.plain(json, s.points[i], s.values[i]);
      json.raw('}');
    }
    out.message("senml/" + s.device.identity(), json.raw(']').bytes(), false);
  }

  /** SenML knows no availability. */
  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {}
}
