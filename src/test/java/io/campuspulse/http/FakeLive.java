package io.campuspulse.http;

import io.campuspulse.model.Quality;
import io.campuspulse.query.LiveView;
import java.util.Optional;

/** Live state that follows from ids alone, at one instant. */
final class FakeLive implements LiveView {
  private final long nowMillis;

  FakeLive(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  private static int number(String id) {
    return Math.floorMod(id.hashCode() * 31, 1000);
  }

  @Override
  public String machine(String equipment) {
    return "idle";
  }

  @Override
  public Optional<Latest> latest(String point) {
    if (point.endsWith(".co2")) {
      long ppm = 420L + number(point) % 900;
      return Optional.of(new Latest(nowMillis - 20_000, ppm * 1000, Quality.GOOD));
    }
    if (point.endsWith(".power")) {
      return Optional.of(new Latest(nowMillis - 5_000, 1_234_500, Quality.NO_CLOCK));
    }
    return Optional.empty();
  }

  @Override
  public Presence presence(String space) {
    int n = number(space) % 10;
    if (n == 0) {
      return new Presence("unknown", Optional.empty(), "none");
    }
    if (n <= 5) {
      return new Presence("used", Optional.of(10L + n * 5L), "counter");
    }
    return new Presence("empty", Optional.of(0L), "counter");
  }

  @Override
  public Optional<Long> lastSeen(String device) {
    return device.equals("room-sports-104")
        ? Optional.empty()
        : Optional.of(nowMillis - 1_000L * (number(device) % 90));
  }

  @Override
  public Optional<String> availability(String device) {
    return device.equals("room-sports-103") ? Optional.of("offline") : Optional.empty();
  }

  @Override
  public Optional<Long> watermark(String school) {
    return school.equals(SampleCampus.SCHOOL) ? Optional.of(nowMillis - 60_000) : Optional.empty();
  }

  @Override
  public Optional<Long> newestEventTime() {
    return Optional.of(nowMillis - 5_000);
  }
}
