package io.campuspulse.app.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.app.Decoders;
import io.campuspulse.codec.MessageDecoder;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Messages per second of processor time for a typical message of each native convention, beside
 * bare Jackson: a token loop over the same bytes that reads every text and every number exactly.
 * Measured again after bad messages on the same decoder. One thread.
 */
public final class DecodeBench {
  private static final int ROUNDS = 9;
  private static final int BATCH = 40_000;
  private static final int WARM_ROUNDS = 20;
  private static final int WARM_BATCH = 2_000;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final JsonFactory jackson = new JsonFactory();
  private final MessageDecoder decoder;
  private final int badMessages;
  private long sink;

  /**
   * One convention's rates.
   *
   * @param bytes size of the message
   * @param perSecond messages decoded per second of processor time
   * @param ratio time of a message to the time of bare Jackson; NaN when it is not JSON
   * @param afterBad rate after the bad messages to the rate before
   */
  public record Line(
      String convention, int bytes, double perSecond, double ratio, double afterBad) {}

  /**
   * A bench.
   *
   * @param mappings asked between the native conventions, as in the service
   * @param badMessages how many bad messages come between the two measurements
   */
  public DecodeBench(List<Mapping> mappings, int badMessages) {
    this.decoder = Decoders.all(mappings);
    this.badMessages = badMessages;
  }

  /** Measures all conventions. */
  public List<Line> run() {
    decoder.decode(DecodeSamples.birth());
    warmUp();
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<String, RawMessage> entry : DecodeSamples.typical().entrySet()) {
      lines.add(line(entry.getKey(), entry.getValue()));
    }
    return lines;
  }

  /** All of it in turns, as a service meets it, so that the compiler knows every shape. */
  private void warmUp() {
    for (int round = 0; round < WARM_ROUNDS; round++) {
      for (RawMessage message : DecodeSamples.typical().values()) {
        for (int i = 0; i < WARM_BATCH; i++) {
          sink += decoder.decode(message).convention().length();
        }
        for (RawMessage bad : DecodeSamples.broken(message)) {
          sink += decoder.decode(bad).availability().size();
        }
      }
    }
  }

  private Line line(String convention, RawMessage message) {
    boolean json = message.payload()[0] == '{' || message.payload()[0] == '[';
    LongSupplier decode = () -> decoder.decode(message).convention().length();
    LongSupplier bare = json ? () -> bare(message.payload()) : () -> 0;
    time(bare);
    double[] before = measure(decode, bare);
    List<RawMessage> broken = DecodeSamples.broken(message);
    for (int i = 0; i < badMessages; i++) {
      sink += decoder.decode(broken.get(i % broken.size())).availability().size();
    }
    double[] after = measure(decode, bare);
    return new Line(
        convention,
        message.payload().length,
        1e9 / before[0],
        json ? before[0] / before[1] : Double.NaN,
        before[0] / after[0]);
  }

  /** Best round of each, nanoseconds a message, taken in turns so that noise meets both. */
  private double[] measure(LongSupplier decode, LongSupplier bare) {
    double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      best[0] = Math.min(best[0], time(decode));
      best[1] = Math.min(best[1], time(bare));
    }
    return best;
  }

  private double time(LongSupplier work) {
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BATCH; i++) {
      sink += work.getAsLong();
    }
    return (threads.getCurrentThreadCpuTime() - start) / (double) BATCH;
  }

  private long bare(byte[] payload) {
    long sum = 0;
    try (JsonParser parser = jackson.createParser(payload)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          sum += parser.getText().length();
        } else if (token == JsonToken.FIELD_NAME) {
          sum += parser.currentName().length();
        } else if (token.isNumeric()) {
          sum += parser.getDecimalValue().signum();
        }
      }
    } catch (IOException e) {
      throw new BenchFailure("Jackson refuses the typical message: " + e.getMessage());
    }
    return sum;
  }

  /** Depends on all that was decoded, so that none of it can be left out. */
  public long sink() {
    return sink;
  }
}
