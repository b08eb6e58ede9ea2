package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Our native convention: {@code campus/v1/{school}/{device}/telemetry} and {@code …/status}. */
public final class CampusEncoder implements Encoder {
  private final JsonText json = new JsonText();
  private final Map<String, String> topics = new HashMap<>();

  private String topic(Device device) {
    return topics.computeIfAbsent(device.identity(), id -> "campus/v1/" + id + "/telemetry");
  }

  @Override
  public void sample(DeviceSample s, Out out) {
    json.clear().raw("{\"ts\":");
    switch (s.clock) {
      case RIGHT -> json.number(s.timeMillis);
      case SECONDS -> json.number(s.timeMillis / 1_000);
      case NONE -> json.number(s.sequence % 1_000);
    }
    json.raw(",\"seq\":").number(s.sequence).raw(",\"values\":{");
    for (int i = 0; i < s.count; i++) {
      Point point = s.points[i];
      if (i > 0) {
        json.raw(',');
      }
      json.key(point.metric());
      if (Values.foreignUnit(point).isPresent()) {
        json.raw("{\"value\":");
        Values.plain(json, point, s.values[i]);
        json.raw(",\"unit\":").string(point.traits().unit().orElseThrow().symbol()).raw('}');
      } else {
        Values.plain(json, point, s.values[i]);
      }
    }
    out.message(topic(s.device), json.raw("}}").bytes(), false);
  }

  @Override
  public void availability(Device device, boolean online, long timeMillis, Out out) {
    byte[] word = (online ? "online" : "offline").getBytes(StandardCharsets.US_ASCII);
    out.message("campus/v1/" + device.identity() + "/status", word, true);
  }
}
