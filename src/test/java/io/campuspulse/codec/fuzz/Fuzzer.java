package io.campuspulse.codec.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.json.DecodeJson;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.model.RawMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Mutates seeds by their structure and feeds them to one decoder of everything, whose state carries
 * on and goes through a snapshot now and then. The same seed number gives the same run. Time is
 * processor time of the thread: on a busy machine the clock on the wall says nothing.
 */
final class Fuzzer {
  private static final long MOST_NANOS = 50_000_000L;
  private static final long MOST_ALLOCATED = 64L << 20;
  private static final int SNAPSHOT_EVERY = 20_000;

  private final SplittableRandom random;
  private final JsonMutator json;
  private final ByteMutator bytes;
  private final ObjectMapper mapper = new ObjectMapper();
  private final DecodeJson writer = new DecodeJson();
  private final List<RawMessage> seeds;
  private final List<JsonNode> trees = new ArrayList<>();
  private final List<Mapping> mappings;
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private Conventions decoder;
  private long slowestNanos;
  private long mostAllocated;
  private int largestState;

  Fuzzer(long seed, List<RawMessage> seeds, List<Mapping> mappings) {
    this.random = new SplittableRandom(seed);
    this.json = new JsonMutator(random);
    this.bytes = new ByteMutator(random);
    this.seeds = seeds;
    this.mappings = mappings;
    this.decoder = fresh();
    for (RawMessage message : seeds) {
      trees.add(tree(message.payload()));
    }
  }

  private Conventions fresh() {
    return new Conventions(
        NativeConventions.with(List.of(new MappingConvention(mappings)), Limits.DEFAULT),
        Limits.DEFAULT,
        Effects.NONE);
  }

  private JsonNode tree(byte[] payload) {
    try {
      JsonNode tree = mapper.readTree(payload);
      return tree != null && tree.isContainerNode() ? tree : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Runs executions; throws at the first defect, with the message that shows it. */
  void run(long executions) throws IOException {
    for (long i = 1; i <= executions; i++) {
      execute(next());
      if (i % SNAPSHOT_EVERY == 0) {
        byte[] state = decoder.snapshot();
        largestState = Math.max(largestState, state.length);
        decoder = fresh();
        decoder.restore(state);
      }
    }
  }

  private RawMessage next() throws IOException {
    int index = random.nextInt(seeds.size());
    RawMessage seed = seeds.get(index);
    int second = random.nextInt(seeds.size());
    byte[] payload = seed.payload();
    JsonNode tree = trees.get(index);
    boolean sparkplug = seed.topic().startsWith("spBv1.0/");
    if (tree != null && random.nextInt(10) < 7) {
      payload = mapper.writeValueAsBytes(json.mutate(tree, trees.get(second)));
    } else if (sparkplug && random.nextInt(10) < 7) {
      payload = bytes.mutateFields(payload);
    }
    if (random.nextInt(10) < 4) {
      payload = bytes.mutate(payload, seeds.get(second).payload());
    }
    String topic = random.nextInt(12) == 0 ? topic(seed.topic(), second) : seed.topic();
    return new RawMessage(
        topic, payload, random.nextBoolean(), 1_750_000_000_000L + random.nextInt(1 << 28));
  }

  private String topic(String topic, int second) {
    String other = seeds.get(second).topic();
    int slash = topic.lastIndexOf('/');
    return switch (random.nextInt(5)) {
      case 0 -> other;
      case 1 -> topic + '/' + (char) random.nextInt(0xD800);
      case 2 -> slash < 0 ? "" : topic.substring(0, slash);
      case 3 -> topic.substring(random.nextInt(topic.length() + 1));
      default -> topic.replace("/", "//");
    };
  }

  private void execute(RawMessage message) {
    long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    long start = threads.getCurrentThreadCpuTime();
    DecodeResult result = decode(message);
    long nanos = threads.getCurrentThreadCpuTime() - start;
    long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    if (nanos > MOST_NANOS / 10) {
      nanos = again(message); // a collection or compilation is not the decoder's
    }
    slowestNanos = Math.max(slowestNanos, nanos);
    mostAllocated = Math.max(mostAllocated, allocated);
    outcomes.merge(outcome(result), 1, Integer::sum);
    if (decoder.failures() > 0 || nanos > MOST_NANOS || allocated > MOST_ALLOCATED) {
      throw new AssertionError(
          result + " after " + nanos + " ns and " + allocated + " bytes, of " + show(message));
    }
  }

  private DecodeResult decode(RawMessage message) {
    try {
      DecodeResult result = decoder.decode(message);
      if (random.nextInt(8) == 0) {
        writer.line(null, result, message.retained(), List.of());
      }
      return result;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(e + " of " + show(message), e);
    }
  }

  private long again(RawMessage message) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = threads.getCurrentThreadCpuTime();
      decoder.decode(message);
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    return best;
  }

  private static String outcome(DecodeResult result) {
    return result instanceof DecodeResult.Rejected rejected
        ? rejected.reason().code()
        : result.getClass().getSimpleName();
  }

  private static String show(RawMessage message) {
    byte[] payload = message.payload();
    String hex = HexFormat.of().formatHex(payload, 0, Math.min(payload.length, 4000));
    return "topic '" + message.topic() + "', " + payload.length + " bytes " + hex;
  }

  Map<String, Integer> outcomes() {
    return outcomes;
  }

  String summary() {
    return "outcomes "
        + outcomes
        + ", slowest "
        + slowestNanos / 1000
        + " us, most allocated by one message "
        + mostAllocated / 1024
        + " KiB, largest state "
        + largestState / 1024
        + " KiB";
  }
}
