package io.campuspulse.ingest;

import io.campuspulse.codec.Effect;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Entities that discovery messages announced, by the topic of their values: a source of names and
 * units for devices that nobody has mapped. Bounded; the oldest topic makes room. One thread at a
 * time.
 */
final class Entities {
  private static final int MOST_TOPICS = 5_000;
  private static final int MOST_PER_TOPIC = 64;
  private static final int LONGEST = 256;

  /** {@code value_json.a.b}, {@code value_json['a'].b[0]}: the way to the value. */
  private static final Pattern PATH =
      Pattern.compile("value_json((?:\\.\\w+|\\[\\d+]|\\['[^']+']|\\[\"[^\"]+\"])+)");

  private static final Pattern STEP =
      Pattern.compile("\\.(\\w+)|\\[(\\d+)]|\\['([^']+)']|\\[\"([^\"]+)\"]");

  private final LinkedHashMap<String, Map<String, Entity>> byTopic =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Entity>> eldest) {
          return size() > MOST_TOPICS;
        }
      };

  /** What is known about one value; each part may be empty. */
  record Entity(String unit, String deviceClass, String device) {}

  /** Remembers an entity; one without a topic says nothing that could be found again. */
  void add(Effect.DiscoveredEntity entity) {
    String topic = entity.stateTopic();
    if (topic == null || topic.isEmpty() || topic.length() > LONGEST) {
      return;
    }
    Map<String, Entity> entities = byTopic.computeIfAbsent(topic, t -> new LinkedHashMap<>(4));
    String path = path(entity.template());
    if (entities.size() < MOST_PER_TOPIC || entities.containsKey(path)) {
      entities.put(
          path, new Entity(cut(entity.unit()), cut(entity.deviceClass()), cut(entity.device())));
    }
  }

  private static String cut(String text) {
    return text == null || text.length() > LONGEST ? "" : text.replaceAll("\\p{Cs}", "?");
  }

  /** The native path that a template takes its value from; empty when it takes the whole body. */
  static String path(String template) {
    if (template == null || template.length() > LONGEST) {
      return "";
    }
    Matcher found = PATH.matcher(template);
    if (!found.find()) {
      return "";
    }
    StringBuilder path = new StringBuilder();
    Matcher step = STEP.matcher(found.group(1));
    while (step.find()) {
      if (step.group(2) != null) {
        path.append('[').append(step.group(2)).append(']');
      } else {
        String key =
            step.group(1) != null
                ? step.group(1)
                : step.group(3) != null ? step.group(3) : step.group(4);
        path.append(path.isEmpty() ? "" : ".").append(key);
      }
    }
    return path.toString();
  }

  /** What was announced about a metric of messages on a topic. */
  Optional<Entity> find(String topic, String metric) {
    Map<String, Entity> entities = byTopic.getOrDefault(topic, Map.of());
    Entity exact = entities.get(metric);
    return Optional.ofNullable(exact != null ? exact : entities.get(""));
  }

  /** The name of the device that publishes on a topic. */
  Optional<String> deviceOf(String topic) {
    return byTopic.getOrDefault(topic, Map.of()).values().stream()
        .map(Entity::device)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(byTopic.size());
    for (Map.Entry<String, Map<String, Entity>> topic : byTopic.entrySet()) {
      out.writeUTF(topic.getKey());
      out.writeInt(topic.getValue().size());
      for (Map.Entry<String, Entity> entity : topic.getValue().entrySet()) {
        out.writeUTF(entity.getKey());
        out.writeUTF(entity.getValue().unit());
        out.writeUTF(entity.getValue().deviceClass());
        out.writeUTF(entity.getValue().device());
      }
    }
  }

  void load(DataInput in) throws IOException {
    for (int topics = in.readInt(); topics > 0; topics--) {
      String topic = in.readUTF();
      Map<String, Entity> entities = new LinkedHashMap<>(4);
      for (int left = in.readInt(); left > 0; left--) {
        entities.put(in.readUTF(), new Entity(in.readUTF(), in.readUTF(), in.readUTF()));
      }
      byTopic.put(topic, entities);
    }
  }
}
