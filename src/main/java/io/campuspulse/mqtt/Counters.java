package io.campuspulse.mqtt;

import java.util.concurrent.atomic.LongAdder;

/** The mutable side of {@link MqttStats}, shared by the connections of one source. */
final class Counters {
  final LongAdder connects = new LongAdder();
  final LongAdder disconnects = new LongAdder();
  final LongAdder received = new LongAdder();
  final LongAdder acked = new LongAdder();
  final LongAdder stale = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder qos0 = new LongAdder();
  volatile String lastError;

  MqttStats.Messages messages() {
    return new MqttStats.Messages(
        received.sum(), acked.sum(), stale.sum(), refused.sum(), qos0.sum());
  }
}
