package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import java.util.UUID;

/**
 * ChirpStack v4: uplinks with the decoded {@code object}, and {@code event/status} for the battery
 * level. The device is its devEui; metrics are {@code object.…} and {@code batteryLevel}.
 */
public final class ChirpStackEncoder implements Encoder {
  private static final String APPLICATION = "5f0c6a52-3a51-4c7e-9d0b-2b8f1d0a7c11";
  private static final String TENANT = "0b1d7c7e-1f4e-4a53-8a7d-6f0b9f2f2a01";
  private final JsonText json = new JsonText();
  private final NestedObject object = new NestedObject(Values::plain, (text, key) -> {});

  @Override
  public void sample(DeviceSample all, Out out) {
    DeviceSample up = new DeviceSample(all.device, all.count);
    for (int i = 0; i < all.count; i++) {
      Point point = all.points[i];
      if (point.metric().startsWith("object.")) {
        up.add(point, all.values[i]);
      } else if (point.metric().equals("batteryLevel")) {
        start(all.device, "status", all.timeMillis, all.sequence);
        json.raw(",\"margin\":14,\"batteryLevel\":");
        Values.plain(json, point, all.values[i]);
        finish(all.device, "status", out);
      }
    }
    if (up.count > 0) {
      start(all.device, "up", all.timeMillis, all.sequence);
      json.raw(",\"devAddr\":\"01f3a7c2\",\"adr\":true,\"dr\":3,\"fCnt\":");
      json.number(all.sequence & 0xFFFF).raw(",\"fPort\":85,\"confirmed\":false,");
      object.members(json, up);
      json.raw(",\"rxInfo\":[{\"gatewayId\":\"a84041ffff21c3d0\",\"uplinkId\":");
      json.number(all.sequence & 0x7FFFFFFF).raw(",\"rssi\":-93,\"snr\":6.75}]");
      finish(all.device, "up", out);
    }
  }

  private void start(Device device, String event, long millis, long sequence) {
    UUID dedup = new UUID(device.id().hashCode() * 31L + event.hashCode(), sequence);
    json.clear().raw("{\"deduplicationId\":").string(dedup.toString()).raw(",\"time\":");
    Values.iso(json, millis);
    json.raw(",\"deviceInfo\":{\"tenantId\":").string(TENANT);
    json.raw(",\"tenantName\":\"Campus\",\"applicationId\":").string(APPLICATION);
    json.raw(",\"applicationName\":\"Rooms\",\"deviceName\":").string(device.id());
    json.raw(",\"devEui\":").string(device.identity()).raw('}');
  }

  private void finish(Device device, String event, Out out) {
    String topic = "application/" + APPLICATION + "/device/" + device.identity() + "/event/";
    out.message(topic + event, json.raw('}').bytes(), false);
  }

  /** A device that comes online joins; one that goes says nothing. */
  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    if (online) {
      start(device, "join", timeMillis, timeMillis);
      json.raw(",\"devAddr\":\"01f3a7c2\"");
      finish(device, "join", out);
    }
  }
}
