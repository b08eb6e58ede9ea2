package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Rejection;
import io.campuspulse.codec.Topic;
import io.campuspulse.model.RawMessage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All mappings as one convention. A message goes to the route with the most specific topic pattern
 * whose conditions it meets (see {@link TopicPattern#precedence}); among equals, to the mapping
 * loaded first, and in it to the route written first. Results carry the mapping's name.
 *
 * <p>One thread at a time.
 */
public final class MappingConvention implements Convention {
  private record Candidate(int order, Mapping mapping, Route route) {}

  private final List<Mapping> mappings;
  private final Map<String, List<Candidate>> byFirstLevel = new HashMap<>();
  private final List<Candidate> others;
  private final Map<String, AttributeStore> stores = new LinkedHashMap<>();

  /** Registers mappings, those that win among equals first. */
  public MappingConvention(List<Mapping> mappings) {
    this.mappings = List.copyOf(mappings);
    List<Candidate> all = new ArrayList<>();
    for (Mapping mapping : this.mappings) {
      if (mapping.memory() > 0) {
        stores.put(mapping.name(), new AttributeStore(mapping.memory()));
      }
      mapping.routes().forEach(route -> all.add(new Candidate(all.size(), mapping, route)));
    }
    all.sort(precedence());
    this.others = all.stream().filter(c -> first(c) == null).toList();
    all.stream()
        .map(MappingConvention::first)
        .distinct()
        .filter(f -> f != null)
        .forEach(
            level ->
                byFirstLevel.put(
                    level,
                    all.stream().filter(c -> first(c) == null || first(c).equals(level)).toList()));
  }

  private static String first(Candidate candidate) {
    return candidate.route.match().topic().firstLiteral();
  }

  private static Comparator<Candidate> precedence() {
    return Comparator.<Candidate>comparingInt(c -> 0)
        .thenComparing((a, b) -> a.route.match().topic().precedence(b.route.match().topic()))
        .thenComparingInt(Candidate::order);
  }

  @Override
  public String id() {
    return "mapping";
  }

  /** The mappings in the order in which they were registered. */
  public List<Mapping> mappings() {
    return mappings;
  }

  private List<Candidate> candidates(Topic topic) {
    return byFirstLevel.getOrDefault(topic.level(0), others);
  }

  @Override
  public boolean claims(Topic topic) {
    for (Candidate candidate : candidates(topic)) {
      if (candidate.route.match().topic().matches(topic, null)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public DecodeResult decode(Topic topic, RawMessage message, Effects effects) {
    Interpreter.Parsed parsed = null;
    for (Candidate candidate : candidates(topic)) {
      Mapping mapping = candidate.mapping;
      String[] slots = new String[candidate.route.match().slots()];
      if (candidate.route.match().accepts(topic, message, slots)) {
        AttributeStore store = stores.get(mapping.name());
        Interpreter interpreter = new Interpreter(mapping, candidate.route, slots, store);
        try {
          bounded(message, mapping);
          DecodeResult result = interpreter.decode(message, parsed);
          if (result != null) {
            return result;
          }
          parsed = interpreter.parsed();
        } catch (Rejection rejection) {
          return new DecodeResult.Rejected(
              mapping.name(), rejection.reason(), rejection.getMessage());
        }
      }
    }
    return null;
  }

  private static void bounded(RawMessage message, Mapping mapping) {
    if (message.payload().length > mapping.limits().payloadBytes()) {
      throw Rejection.limit(
          message.payload().length
              + " bytes are over the limit of "
              + mapping.limits().payloadBytes());
    }
  }

  @Override
  public MappingConvention fresh() {
    return new MappingConvention(mappings);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    List<String> names = stores.keySet().stream().filter(n -> stores.get(n).size() > 0).toList();
    if (names.isEmpty()) {
      return;
    }
    out.writeInt(names.size());
    for (String name : names) {
      out.writeUTF(name);
      stores.get(name).save(out);
    }
  }

  @Override
  public Runnable load(DataInput in) throws IOException {
    Map<String, AttributeStore> read = new HashMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      int capacity =
          mappings.stream().filter(m -> m.name().equals(name)).mapToInt(Mapping::memory).sum();
      read.put(name, AttributeStore.load(Math.max(capacity, 1), in));
    }
    return () -> stores.replaceAll((name, store) -> read.getOrDefault(name, store));
  }
}
