package io.campuspulse.simulator.world;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The messages of a world in the order of their sending, computed minute by minute as they are
 * asked for, in bounded memory. Not thread-safe.
 */
public final class MessageStream implements Iterator<SimulatedMessage> {
  private static final long MINUTE = 60_000;
  private final List<SchoolRun> runs;
  private final List<List<Station>> stations;
  private final long from;
  private final long to;
  private final PriorityQueue<Pending> queue = new PriorityQueue<>();
  private long minute;
  private long order;
  private SimulatedMessage next;

  private record Pending(long time, long order, SimulatedMessage message)
      implements Comparable<Pending> {
    @Override
    public int compareTo(Pending o) {
      return time != o.time ? Long.compare(time, o.time) : Long.compare(order, o.order);
    }
  }

  MessageStream(
      List<SchoolRun> runs, List<List<Station>> stations, long start, long from, long to) {
    this.runs = runs;
    this.stations = stations;
    this.from = from;
    this.to = to;
    this.minute = start;
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public SimulatedMessage next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    SimulatedMessage result = next;
    advance();
    return result;
  }

  private void advance() {
    next = null;
    while (next == null) {
      while (minute < to && (queue.isEmpty() || queue.peek().time() >= minute)) {
        produce();
      }
      Pending head = queue.poll();
      if (head == null || head.time() >= to) {
        return;
      }
      if (head.time() >= from) {
        next = head.message();
      }
    }
  }

  /** Computes one minute of all schools. */
  private void produce() {
    for (int i = 0; i < runs.size(); i++) {
      SchoolRun run = runs.get(i);
      run.next();
      Moment now = run.now();
      for (Station station : stations.get(i)) {
        announce(station, now);
        long end = minute + MINUTE;
        for (long k = station.firstFrom(minute); station.scheduled(k) < end; k++) {
          sample(station, now, k);
        }
      }
    }
    minute += MINUTE;
  }

  /** Once a day each device says that it is online, in the day's first minute. */
  private void announce(Station station, Moment now) {
    if (now.minute == 0) {
      long time = minute + Math.floorMod(station.key, 50_000);
      station.encoder.availability(
          station.device, true, time, (t, p, r) -> push(time, t, p, r, station));
    }
  }

  private void sample(Station station, Moment now, long index) {
    if (!station.take(now, index)) {
      return;
    }
    long time = station.sample.timeMillis + station.latency(now.dice, index);
    station.encoder.sample(station.sample, (t, p, r) -> push(time, t, p, r, station));
  }

  private void push(long time, String topic, byte[] payload, boolean retain, Station station) {
    SimulatedMessage message =
        new SimulatedMessage(time, topic, payload, retain, station.device.id());
    queue.add(new Pending(time, order++, message));
  }
}
