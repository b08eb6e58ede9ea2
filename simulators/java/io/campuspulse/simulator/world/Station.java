package io.campuspulse.simulator.world;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.simulator.encode.DeviceSample;
import io.campuspulse.simulator.encode.Encoder;
import io.campuspulse.simulator.scenario.SensorRules;
import java.util.List;

/** A device at work: when it samples, what it measures, how it speaks. Not thread-safe. */
final class Station {
  final Device device;
  final long key;

  /** Key of the gateway through which the device speaks: one for each building. */
  final long gateway;

  final Encoder encoder;
  final DeviceSample sample;
  final long interval;
  private long onlineIndex;
  private final long phase;
  private final Channel[] channels;
  private final SensorRules rules;

  /** A device and the id of its gateway. */
  record Identity(Device device, String gateway) {}

  /** A point with its series and how many of the device's samples go to one of its own. */
  record Channel(Point point, Series series, int every) {}

  Station(
      Identity identity, List<Channel> channels, Encoder encoder, SensorRules rules, Dice dice) {
    Device device = identity.device();
    this.device = device;
    this.gateway = Dice.key(identity.gateway());
    this.key = Dice.key(device.id());
    this.encoder = encoder;
    this.rules = rules;
    this.channels = channels.toArray(new Channel[0]);
    this.sample = new DeviceSample(device, channels.size());
    this.interval = interval(device, channels);
    this.phase = (long) (dice.unit(key, 0, 1001) * interval);
  }

  /** The device's own interval: the shortest of its points, at least a second. */
  static long interval(Device device, List<Channel> channels) {
    long shortest = device.expectedInterval().toMillis();
    for (Channel c : channels) {
      shortest = Math.min(shortest, c.point().traits().nominalMillis());
    }
    return Math.max(1_000, shortest);
  }

  /** Number of the first sample whose scheduled time is not before a time. */
  long firstFrom(long millis) {
    return Math.floorDiv(millis - phase + interval - 1, interval);
  }

  /** The device comes online; numbers of samples start again. */
  void online(long millis) {
    onlineIndex = firstFrom(millis);
  }

  long scheduled(long index) {
    return index * interval + phase;
  }

  /** Takes a sample; false when none of the points is due. */
  boolean take(Moment now, long index) {
    long latest = now.startMillis() + 59_999;
    int jitter = now.dice.below(rules.jitterMillis() + 1, key, index, 1002);
    long time = Math.min(latest, scheduled(index) + jitter);
    sample.begin(time, index);
    sample.sinceOnline = index - onlineIndex + 1;
    for (Channel c : channels) {
      if (c.every() == 1 || index % c.every() == 0) {
        sample.add(c.point(), c.series().sample(now, time, index));
      }
    }
    return sample.count > 0;
  }

  /** Time between sample and sending, ms. */
  long latency(Dice dice, long index) {
    return 20L + dice.below(Math.max(1, rules.latencyMillis() - 20), key, index, 1003);
  }
}
