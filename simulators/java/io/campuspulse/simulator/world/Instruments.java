package io.campuspulse.simulator.world;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.encode.Encoder;
import io.campuspulse.simulator.scenario.SensorRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Builds the stations of a school's devices. */
final class Instruments {
  private final Campus campus;
  private final Meters meters;
  private final Gauges gauges;
  private final SensorRules rules;
  private final Dice dice;

  Instruments(Campus campus, Site site, SensorRules rules, Dice dice) {
    this.campus = campus;
    this.meters = new Meters(campus, site);
    this.gauges = new Gauges(site, meters, rules);
    this.rules = rules;
    this.dice = dice;
  }

  /** The station of a device; its registers are added to the counters. */
  Station station(Device device, Encoder encoder, List<Counter> counters) {
    Collection<Point> points = campus.pointsOfDevice(device.id());
    long interval = device.expectedInterval().toMillis();
    for (Point p : points) {
      interval = Math.min(interval, p.traits().nominalMillis());
    }
    List<Station.Channel> channels = new ArrayList<>();
    for (Point p : points) {
      int every = (int) Math.max(1, Math.round((double) p.traits().nominalMillis() / interval));
      channels.add(new Station.Channel(p, series(p, counters), every));
    }
    return new Station(
        new Station.Identity(device, gateway(points)), channels, encoder, rules, dice);
  }

  /** The building of what the device measures, else the school. */
  private String gateway(Collection<Point> points) {
    Scope subject = points.iterator().next().subject();
    String space =
        switch (subject.level()) {
          case SPACE -> subject.id();
          case EQUIPMENT -> campus.equipment(subject.id()).orElseThrow().space();
          default -> "";
        };
    return campus.space(space).map(Space::building).orElse(subject.id());
  }

  private Series series(Point point, List<Counter> counters) {
    if (point.quantity().kind() == Quantity.Kind.COUNTER) {
      Counter counter = meters.counter(point, rules, dice);
      counters.add(counter);
      return (now, time, index) -> counter.value(now, time);
    }
    return gauges.of(point);
  }
}
