package io.campuspulse.simulator.world;

import io.campuspulse.model.Quantity;
import io.campuspulse.simulator.encode.DeviceSample;
import io.campuspulse.simulator.scenario.FaultRules.Kind;
import io.campuspulse.simulator.world.FaultPlan.Active;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * How the samples of one device leave it: in good order, or with the faults of the day. Not
 * thread-safe.
 */
final class Sender {
  private static final Set<Kind> SILENT = EnumSet.of(Kind.DROPOUT, Kind.GATEWAY_DEATH);
  private final Station station;
  private final Dice dice;
  private final Queue queue;
  private final PriorityQueue<Status> statuses =
      new PriorityQueue<>(Comparator.comparingLong(Status::time));
  private List<Active> faults = List.of();
  private long[] stuck;
  private final SampleSink samples;
  private final boolean[] spoilt;
  private String lastTopic = "";
  private byte[] lastPayload = {};

  /** Coming online or going offline. */
  private record Status(long time, boolean online) {}

  /** Where messages wait for their time. */
  interface Queue {
    void add(SimulatedMessage message);
  }

  Sender(Station station, Dice dice, Queue queue, SampleSink samples) {
    this.station = station;
    this.dice = dice;
    this.queue = queue;
    this.samples = samples;
    this.spoilt = new boolean[station.sample.points.length];
  }

  /** Whether samples of this day depend on nothing that earlier samples left. */
  boolean isMemoryless() {
    return faults.isEmpty();
  }

  Station station() {
    return station;
  }

  /** Starts a minute: what the device says of itself, and at midnight the faults of the day. */
  void startMinute(Moment now, FaultPlan plans) {
    if (now.minute == 0) {
      startDay(now.plan, plans);
    }
    long end = now.startMillis() + 60_000;
    while (!statuses.isEmpty() && statuses.peek().time() < end) {
      Status status = statuses.poll();
      if (status.online()) {
        station.online(status.time());
      }
      station.encoder.availability(
          station.device,
          status.online(),
          status.time(),
          (t, p, r) -> queue.add(message(status.time(), t, p, r, false)));
    }
  }

  private void startDay(DayPlan plan, FaultPlan plans) {
    faults = plans.isEmpty() ? List.of() : plans.on(plan, station.key, station.gateway);
    stuck = null;
    Arrays.fill(spoilt, false);
    lastTopic = "";
    statuses.clear();
    statuses.add(new Status(plan.startMillis + Math.floorMod(station.key, 20L), true));
    for (Active fault : faults) {
      if (fault.kind() == Kind.GATEWAY_DEATH) {
        // the broker notices after one and a half keep-alive intervals
        statuses.add(new Status(fault.from() + 90_000, false));
        statuses.add(new Status(fault.to(), true));
      } else if (fault.kind() == Kind.FLAPPING) {
        for (long t = fault.from(); t + 60_000 < fault.to(); t += 120_000) {
          statuses.add(new Status(t, false));
          statuses.add(new Status(t + 60_000, true));
        }
      }
    }
  }

  private SimulatedMessage message(
      long time, String topic, byte[] payload, boolean retain, boolean replayed) {
    return new SimulatedMessage(time, topic, payload, retain, replayed, station.device.id());
  }

  /** Samples and sends. */
  void sample(Moment now, long index) {
    if (!station.take(now, index)) {
      return;
    }
    long latency = station.latency(dice, index);
    if (faults.isEmpty()) {
      long time = station.sample.timeMillis + latency;
      tell(station.sample.timeMillis, true);
      station.encoder.sample(station.sample, (t, p, r) -> queue.add(message(time, t, p, r, false)));
    } else {
      faulty(index, station.sample.timeMillis, latency);
    }
  }

  private void tell(long time, boolean sent) {
    if (samples != SampleSink.NONE) {
      DeviceSample s = station.sample;
      for (int i = 0; i < s.count; i++) {
        samples.sample(s.points[i], time, sent && !spoilt[i]);
      }
    }
  }

  private void faulty(long index, long time, long latency) {
    Arrays.fill(spoilt, false);
    long send = time + latency;
    boolean silent = false;
    boolean twice = false;
    boolean cut = false;
    for (Active fault : faults) {
      if (!fault.at(time)) {
        stuck = fault.kind() == Kind.STUCK ? null : stuck;
        continue;
      }
      boolean hit = dice.chance(fault.rate(), fault.key(), index, 1201);
      silent |= SILENT.contains(fault.kind()) && hit;
      silent |= fault.kind() == Kind.FLAPPING && (time - fault.from()) / 60_000 % 2 == 0;
      twice |= fault.kind() == Kind.DUPLICATES && hit;
      cut |= fault.kind() == Kind.TRUNCATED && hit;
      if (fault.kind() == Kind.OUT_OF_ORDER && hit) {
        send += dice.below(120_000, fault.key(), index, 1202);
      } else if (fault.kind() == Kind.BACKLOG) {
        send = fault.to() + latency / 8 + (time - fault.from()) / station.interval * 5;
      } else if (fault.kind() == Kind.STORM) {
        storm(fault);
      } else if (hit) {
        spoil(fault);
      }
    }
    tell(time, !silent && !cut);
    if (silent) {
      return;
    }
    boolean truncated = cut;
    long at = send;
    station.encoder.sample(
        station.sample,
        (t, p, r) -> {
          queue.add(message(at, t, maybeCut(p, truncated), r, false));
          if (r) {
            lastTopic = t;
            lastPayload = p;
          }
        });
    if (twice) {
      long again = at + 200 + dice.below(5_000, station.key, index, 1203);
      station.encoder.sample(
          station.sample, (t, p, r) -> queue.add(message(again, t, p, r, false)));
    }
    replay(time, at + 1);
  }

  private static byte[] maybeCut(byte[] payload, boolean cut) {
    return cut ? Arrays.copyOf(payload, Math.max(1, payload.length * 2 / 3)) : payload;
  }

  /** After a reconnect the broker hands out its stored copies. */
  private void replay(long time, long at) {
    for (Active fault : faults) {
      if (fault.kind() == Kind.RETAINED_REPLAY && fault.at(time)) {
        if (lastTopic.isEmpty()) {
          station.encoder.availability(
              station.device, true, at, (t, p, r) -> queue.add(message(at, t, p, r, true)));
        } else {
          queue.add(message(at, lastTopic, lastPayload, true, true));
        }
        return;
      }
    }
  }

  private void storm(Active fault) {
    int extra = (int) Math.max(1, Math.round(fault.rate() * 10) - 1);
    long step = Math.min(station.interval, 240_000) / (extra + 1);
    DeviceSample sample = station.sample;
    long first = sample.timeMillis;
    for (int j = 1; j <= extra; j++) {
      sample.timeMillis = first + j * step;
      long time = sample.timeMillis + 20;
      station.encoder.sample(sample, (t, p, r) -> queue.add(message(time, t, p, r, false)));
    }
    sample.timeMillis = first;
  }

  /** Changes values or clock of the sample. */
  private void spoil(Active fault) {
    DeviceSample sample = station.sample;
    switch (fault.kind()) {
      case CLOCK_SKEW ->
          sample.timeMillis += (dice.below(240, fault.key(), fault.from(), 1204) - 120) * 60_000L;
      case NO_CLOCK -> badClock(sample, DeviceSample.Clock.NONE);
      case SECONDS_FOR_MILLIS -> badClock(sample, DeviceSample.Clock.SECONDS);
      case STUCK -> stick(sample);
      case SPIKE, SENTINEL, NAN, FAHRENHEIT -> {
        for (int i = 0; i < sample.count; i++) {
          if (sample.points[i].quantity().kind() == Quantity.Kind.GAUGE) {
            long right = sample.values[i];
            sample.values[i] = spoilt(fault.kind(), sample.points[i].quantity(), right);
            spoilt[i] |= sample.values[i] != right;
            if (fault.kind() == Kind.NAN) {
              Arrays.fill(spoilt, true); // a bare nan spoils the whole text
            }
          }
        }
      }
      default -> {}
    }
  }

  /** The native convention refuses a message without a right time; others fall back on receipt. */
  private void badClock(DeviceSample sample, DeviceSample.Clock clock) {
    sample.clock = clock;
    if (station.device.convention().equals("campus")) {
      Arrays.fill(spoilt, true);
    }
  }

  private void stick(DeviceSample sample) {
    if (stuck == null || stuck.length != sample.count) {
      stuck = Arrays.copyOf(sample.values, sample.count);
    }
    for (int i = 0; i < sample.count; i++) {
      if (sample.points[i].quantity().kind() == Quantity.Kind.GAUGE) {
        spoilt[i] |= sample.values[i] != stuck[i];
        sample.values[i] = stuck[i];
      }
    }
  }

  private static long spoilt(Kind kind, Quantity quantity, long value) {
    return switch (kind) {
      case SPIKE -> value * 10 + 50_000;
      case NAN -> DeviceSample.NOT_A_NUMBER;
      case FAHRENHEIT ->
          quantity == Quantity.TEMPERATURE ? Math.round(value * 1.8) + 32_000 : value;
      default ->
          switch (quantity) {
            case TEMPERATURE -> -327_680;
            case POWER -> -8_388_608_000L;
            default -> 65_535_000;
          };
    };
  }
}
