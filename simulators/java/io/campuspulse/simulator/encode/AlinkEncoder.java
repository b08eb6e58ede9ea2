package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;

/**
 * Alink thing model: {@code /sys/<product>/<device>/thing/event/property/post} with {@code
 * {value,time}} each; switches are 0 and 1. The identity is {@code product/device}.
 */
public final class AlinkEncoder implements Encoder {
  private final JsonText json = new JsonText();

  @Override
  public void sample(DeviceSample s, Out out) {
    json.clear().raw("{\"id\":").string(Long.toString(s.sequence));
    json.raw(",\"version\":\"1.0\",\"sys\":{\"ack\":0},\"params\":{");
    for (int i = 0; i < s.count; i++) {
      json.raw(i == 0 ? "" : ",").key(s.points[i].metric());
      boolean clock = s.clock != DeviceSample.Clock.NONE;
      json.raw(clock ? "{\"value\":" : "");
      if (Values.isSwitch(s.points[i])) {
        json.number(s.values[i]);
      } else {
        Values.plain(json, s.points[i], s.values[i]);
      }
      if (clock) {
        boolean seconds = s.clock == DeviceSample.Clock.SECONDS;
        json.raw(",\"time\":").number(seconds ? s.timeMillis / 1_000 : s.timeMillis).raw('}');
      }
    }
    String topic = "/sys/" + s.device.identity() + "/thing/event/property/post";
    json.raw("},\"method\":\"thing.event.property.post\"}");
    out.message(topic, json.bytes(), false);
  }

  /** The platform knows who is connected; the device says nothing. */
  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {}
}
