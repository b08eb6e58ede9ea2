package io.campuspulse.http;

import io.campuspulse.model.Quantity;
import io.campuspulse.ops.Reload;
import io.campuspulse.query.UnknownDevice;
import io.campuspulse.query.UnknownDevices;
import java.util.List;
import java.util.Optional;

/** One unknown device, and a reload whose outcome the test chooses. */
final class FakeUpkeep implements UnknownDevices, Reload {
  volatile Outcome outcome = new Outcome(true, "v2", 4, List.of());
  volatile int reloads;

  /** Identity of a registered device that speaks the campus convention. */
  volatile String known = "";

  @Override
  public List<UnknownDevice> list() {
    return List.of(
        new UnknownDevice(
            "zigbee2mqtt",
            "hall",
            Optional.of("Hall sensor"),
            new UnknownDevice.Heard(
                "zigbee2mqtt/hall",
                ApiServer.NOW.toEpochMilli() - 60_000,
                ApiServer.NOW.toEpochMilli(),
                2),
            List.of(
                new UnknownDevice.UnknownMetric(
                    "temperature", "21.5", "°C", true, Optional.of(Quantity.TEMPERATURE)),
                new UnknownDevice.UnknownMetric("mode", "auto", null, false, Optional.empty()))));
  }

  @Override
  public List<UnknownDevice> unmapped() {
    UnknownDevice.Heard heard =
        new UnknownDevice.Heard(
            "campus/x", ApiServer.NOW.toEpochMilli(), ApiServer.NOW.toEpochMilli(), 1);
    UnknownDevice.UnknownMetric humidity =
        new UnknownDevice.UnknownMetric("rh", "40", "%", true, Optional.of(Quantity.HUMIDITY));
    return List.of(
        new UnknownDevice("campus", known, Optional.empty(), heard, List.of(humidity)),
        new UnknownDevice("campus", "nobody", Optional.empty(), heard, List.of(humidity)));
  }

  @Override
  public long forgotten() {
    return 3;
  }

  @Override
  public synchronized Outcome reload() {
    reloads++;
    return outcome;
  }
}
