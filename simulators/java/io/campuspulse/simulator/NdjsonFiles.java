package io.campuspulse.simulator;

import io.campuspulse.simulator.encode.JsonText;
import io.campuspulse.simulator.world.Booking;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.TruthSink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.LongConsumer;

/** Writes messages and truth as lines of JSON. */
public final class NdjsonFiles {
  private static final int FLUSH = 1 << 16;

  private NdjsonFiles() {}

  /**
   * Writes one line {@code {"topic","payload"(base64),"retained","receivedAt"}} a message, as a
   * subscriber would receive it at the moment of sending: {@code retained} marks stored copies, and
   * what is delivered live is none, even when the broker keeps a copy.
   *
   * @param progress told the send time of the last message, now and then
   * @return number of messages
   */
  public static long messages(
      Iterator<SimulatedMessage> messages, OutputStream out, LongConsumer progress)
      throws IOException {
    Lines lines = new Lines(out);
    long count = 0;
    while (messages.hasNext()) {
      SimulatedMessage m = messages.next();
      lines.json.raw("{\"topic\":").string(m.topic()).raw(",\"payload\":\"");
      lines.json.raw(Base64.getEncoder().encode(m.payload()));
      lines.json.raw("\",\"retained\":").raw(String.valueOf(m.replayed()));
      lines.json.raw(",\"receivedAt\":").number(m.sendTimeMillis());
      lines.end();
      if ((++count & 0xFFFF) == 0) {
        progress.accept(m.sendTimeMillis());
      }
    }
    lines.flush();
    return count;
  }

  /** A sink that writes one line a truth span; close it by {@link Truth#flush}. */
  public static Truth truth(OutputStream out) {
    return new Truth(new Lines(out));
  }

  /** Collects lines into large writes. */
  private static final class Lines {
    private final OutputStream out;
    private final JsonText json = new JsonText();

    Lines(OutputStream out) {
      this.out = out;
    }

    void end() throws IOException {
      json.raw("}\n");
      if (json.length() >= FLUSH) {
        flush();
      }
    }

    void flush() throws IOException {
      json.writeTo(out);
      json.clear();
      out.flush();
    }
  }

  /** Truth as lines of JSON: times in epoch milliseconds, energy in mWh, water in mL. */
  public static final class Truth implements TruthSink {
    private final Lines lines;

    private Truth(Lines lines) {
      this.lines = lines;
    }

    @Override
    public void space(SpaceSpan s) {
      start("space", s.space(), s.time().start(), s.time().end());
      lines.json.raw(",\"people\":").number(s.people());
      lines.json.raw(",\"lamps\":").raw(String.valueOf(s.lamps()));
      lines.json.raw(",\"hvac\":").raw(String.valueOf(s.hvac()));
      s.booking().ifPresent(this::booking);
      end();
    }

    private void booking(Booking b) {
      lines.json.raw(",\"period\":").number(b.period());
      lines.json.raw(",\"enrolled\":").number(b.enrolled());
      lines.json.raw(",\"external\":").raw(String.valueOf(b.external()));
      b.purpose().ifPresent(p -> lines.json.raw(",\"purpose\":").string(p));
    }

    @Override
    public void machine(MachineSpan s) {
      start("machine", s.equipment(), s.time().start(), s.time().end());
      lines.json.raw(",\"state\":").number(s.state());
      lines.json.raw(s.toolDown() ? ",\"toolDown\":true" : "");
      end();
    }

    @Override
    public void meter(MeterSpan s) {
      start("meter", s.point(), s.time().start(), s.time().end());
      lines.json.raw(",\"amount\":").number(s.amount());
      end();
    }

    @Override
    public void planned(PlannedUse u) {
      start("booking", u.booking().space(), u.time().start(), u.time().end());
      lines.json.raw(",\"booking\":").string(u.id());
      lines.json.raw(",\"class\":").string(u.group());
      lines.json.raw(",\"cancelled\":").raw(String.valueOf(u.cancelled()));
      lines.json.raw(",\"practical\":").raw(String.valueOf(u.booking().practical()));
      booking(u.booking());
      end();
    }

    @Override
    public void air(AirSpan s) {
      start("air", s.space(), s.time().start(), s.time().end());
      series("co2", s.co2(), 0);
      series("temperature", s.temperature(), 2);
      series("humidity", s.humidity(), 1);
      series("light", s.light(), 0);
      end();
    }

    /** Thousandths as numbers of a few decimals. */
    private void series(String key, int[] milli, int decimals) {
      long step = decimals == 0 ? 1_000 : decimals == 1 ? 100 : 10;
      lines.json.raw(",\"" + key + "\":[");
      for (int i = 0; i < milli.length; i++) {
        lines.json.raw(i == 0 ? "" : ",").fixed(Math.floorDiv(milli[i], step), decimals);
      }
      lines.json.raw(']');
    }

    private void start(String kind, String id, long from, long to) {
      lines.json.raw("{\"kind\":\"").raw(kind).raw("\",\"id\":").string(id);
      lines.json.raw(",\"from\":").number(from).raw(",\"to\":").number(to);
    }

    private void end() {
      try {
        lines.end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Writes what is still held. */
    public void flush() throws IOException {
      lines.flush();
    }
  }
}
