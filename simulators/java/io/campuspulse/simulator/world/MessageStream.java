package io.campuspulse.simulator.world;

import java.util.ArrayList;
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
  private final List<List<Sender>> senders = new ArrayList<>();
  private final FaultPlan faults;
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

  /** What a stream is made of: the schools, the stations of each, their faults, who listens. */
  record Cast(
      List<SchoolRun> runs,
      List<List<Station>> stations,
      FaultPlan faults,
      SampleSink samples,
      Dice dice) {}

  MessageStream(Cast cast, long start, long from, long to) {
    this.runs = cast.runs();
    this.faults = cast.faults();
    this.from = from;
    this.to = to;
    this.minute = start;
    for (List<Station> school : cast.stations()) {
      senders.add(
          school.stream()
              .map(s -> new Sender(s, cast.dice(), this::push, cast.samples()))
              .toList());
    }
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
      long end = minute + MINUTE;
      for (Sender sender : senders.get(i)) {
        sender.startMinute(now, faults);
        if (end <= from - World.LOOK_BACK && sender.isMemoryless()) {
          continue; // what it sends is over before the range
        }
        Station station = sender.station();
        for (long k = station.firstFrom(minute); station.scheduled(k) < end; k++) {
          sender.sample(now, k);
        }
      }
    }
    minute += MINUTE;
  }

  private void push(SimulatedMessage message) {
    queue.add(new Pending(message.sendTimeMillis(), order++, message));
  }
}
