package io.campuspulse.endtoend;

import io.campuspulse.simulator.world.SimulatedMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Messages of the small school by seed, every reading of which is known: mostly in order, some late
 * by minutes or hours, some sent twice, some that nobody can decode. One thread takes them; {@link
 * #end} may be called by another.
 */
final class Traffic implements Iterator<SimulatedMessage> {
  private static final long MINUTE = 60_000;
  private static final List<String> KINDS = List.of("room", "air", "meter");

  /** Latest that a late message comes, minutes: beyond what the engine keeps in memory. */
  private static final int LATEST_MINUTES = 300;

  /**
   * A message that was made.
   *
   * @param readings what it says; empty when it cannot be decoded
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sent(int id, String topic, byte[] payload, List<Known> readings) {}

  /** A reading that the store must hold, value in the fixed point of the quantity. */
  record Known(String point, long timeMillis, long value) {}

  private record Late(long dueMinute, Sent message) {}

  private final Random random;
  private final long firstMillis;
  private final long clockMillis;
  private final double perSecond;
  private final List<Sent> sent = new ArrayList<>();
  private final Deque<Sent> next = new ArrayDeque<>();
  private final PriorityQueue<Late> late =
      new PriorityQueue<>((a, b) -> Long.compare(a.dueMinute(), b.dueMinute()));
  private final long[] energyWh = new long[ServiceFolder.SPACES + 1];
  private long minute;
  private long taken;
  private volatile boolean ending;

  /**
   * Traffic from an event time on.
   *
   * @param clockMillis real time at which the first message may go
   * @param perSecond messages a second from then on
   */
  Traffic(long seed, long firstMillis, long clockMillis, double perSecond) {
    this.random = new Random(seed);
    this.firstMillis = firstMillis;
    this.clockMillis = clockMillis;
    this.perSecond = perSecond;
  }

  /** All messages made so far; only when no other thread takes messages. */
  List<Sent> sent() {
    return sent;
  }

  /** Makes it end soon, with all that is late. */
  void end() {
    ending = true;
  }

  @Override
  public boolean hasNext() {
    while (next.isEmpty() && !(ending && late.isEmpty())) {
      if (!ending) {
        makeMinute();
      }
      while (!late.isEmpty() && (ending || late.peek().dueMinute() <= minute)) {
        next.add(late.poll().message());
      }
    }
    return !next.isEmpty();
  }

  @Override
  public SimulatedMessage next() {
    return paced(next.remove());
  }

  /** One more message, newer than all others. */
  Sent fresh() {
    minute++;
    return telemetry(1, "air");
  }

  SimulatedMessage paced(Sent message) {
    long due = clockMillis + (long) (taken++ * 1000 / perSecond);
    String device = message.topic().split("/", -1)[3];
    return new SimulatedMessage(due, message.topic(), message.payload(), false, false, device);
  }

  private void makeMinute() {
    minute++;
    for (int space = 1; space <= ServiceFolder.SPACES; space++) {
      for (String kind : KINDS) {
        Sent message = telemetry(space, kind);
        int dice = random.nextInt(1000);
        if (dice < 5) {
          late.add(new Late(minute + 1 + random.nextInt(LATEST_MINUTES), message));
        } else {
          next.add(message);
        }
        if (dice >= 995) {
          next.add(message);
        }
        if (dice >= 500 && dice < 505) {
          next.add(poison(message.topic()));
        }
      }
    }
  }

  private Sent telemetry(int space, String kind) {
    long at = firstMillis + minute * MINUTE + space * 1_000L + random.nextInt(1_000);
    String device = "s" + space + "-" + kind;
    List<Known> known = new ArrayList<>();
    int id = sent.size();
    String values =
        switch (kind) {
          case "room" -> {
            int people = Math.max(0, random.nextInt(60) - 20);
            known.add(new Known(device + "-motion", at, people > 0 ? 1 : 0));
            known.add(new Known(device + "-people", at, people * 1000L));
            yield "\"motion\":" + (people > 0) + ",\"people\":" + people;
          }
          case "air" -> {
            int co2 = 400 + random.nextInt(1200);
            BigDecimal degrees = BigDecimal.valueOf(180 + random.nextInt(80), 1);
            known.add(new Known(device + "-co2", at, co2 * 1000L));
            known.add(
                new Known(device + "-temperature", at, degrees.movePointRight(3).longValueExact()));
            yield "\"co2\":" + co2 + ",\"temperature\":" + degrees;
          }
          default -> {
            int wattHours = random.nextInt(150);
            energyWh[space] += wattHours;
            BigDecimal register = BigDecimal.valueOf(energyWh[space], 3);
            known.add(
                new Known(device + "-energy", at, register.movePointRight(6).longValueExact()));
            known.add(new Known(device + "-power", at, wattHours * 60_000L));
            yield "\"energy\":" + register + ",\"power\":" + wattHours * 60;
          }
        };
    String topic = "campus/v1/" + ServiceFolder.SCHOOL + "/" + device + "/telemetry";
    return made(topic, "{\"id\":%d,\"ts\":%d,\"values\":{%s}}".formatted(id, at, values), known);
  }

  private Sent poison(String topic) {
    return made(
        topic, "{\"id\":%d,\"ts\":17,\"values\":{\"co2\"".formatted(sent.size()), List.of());
  }

  private Sent made(String topic, String payload, List<Known> known) {
    Sent message =
        new Sent(sent.size(), topic, payload.getBytes(StandardCharsets.UTF_8), List.copyOf(known));
    sent.add(message);
    return message;
  }
}
