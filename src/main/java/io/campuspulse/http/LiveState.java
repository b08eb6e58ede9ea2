package io.campuspulse.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.query.LiveView;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What lists say about now: newest readings and when something was last heard. */
record LiveState(Campus campus, LiveView live, long nowMillis) {
  private static final int SILENT_AFTER_INTERVALS = 3;

  static LiveState of(Reads reads) {
    return new LiveState(reads.campus().get(), reads.live(), reads.clock().millis());
  }

  ZoneId zone() {
    return campus.city().zone();
  }

  void time(JsonGenerator json, String field, Optional<Long> millis) throws IOException {
    json.writeStringField(field, millis.map(t -> Times.text(t, zone())).orElse(null));
  }

  /** When any device with a point about a scope was last heard. */
  Optional<Long> lastSeen(Scope subject) {
    return campus.pointsOf(subject).stream()
        .map(Point::device)
        .distinct()
        .flatMap(d -> live.lastSeen(d).stream())
        .max(Long::compare);
  }

  /** Declared offline, never heard, or not heard for three expected intervals. */
  boolean silent(Device device) {
    boolean offline = live.availability(device.id()).filter("offline"::equals).isPresent();
    long patience = device.expectedInterval().toMillis() * SILENT_AFTER_INTERVALS;
    return offline
        || live.lastSeen(device.id()).filter(seen -> nowMillis - seen <= patience).isEmpty();
  }

  /** The field {@code readings}: the newest reading of each point about a scope. */
  void readings(JsonGenerator json, Scope subject) throws IOException {
    json.writeArrayFieldStart("readings");
    List<Point> points = campus.pointsOf(subject);
    for (Point point : points) {
      Optional<LiveView.Latest> latest = live.latest(point.id());
      if (latest.isPresent()) {
        reading(json, point, latest.get());
      }
    }
    json.writeEndArray();
  }

  private void reading(JsonGenerator json, Point point, LiveView.Latest latest) throws IOException {
    Quantity quantity = point.quantity();
    json.writeStartObject();
    json.writeStringField("point", point.id());
    json.writeStringField("quantity", quantity.id());
    Json.number(json, "value", BigDecimal.valueOf(latest.value(), quantity.decimals()));
    json.writeStringField("unit", quantity.unit().symbol());
    json.writeStringField("at", Times.text(latest.timeMillis(), zone()));
    json.writeStringField("quality", latest.quality().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }
}
