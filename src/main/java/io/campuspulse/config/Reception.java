package io.campuspulse.config;

import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.model.Device;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which payload conventions the topic filters of a service let through. Nothing here is an error: a
 * convention may have topics of its own; but messages that nobody subscribes to never come.
 */
public final class Reception {
  private final List<String> filters;
  private final List<Mapping> mappings;

  /**
   * What filters let through.
   *
   * @param filters MQTT topic filters of the service
   * @param mappings conventions beyond the native ones
   */
  public Reception(List<String> filters, List<Mapping> mappings) {
    this.filters = List.copyOf(filters);
    this.mappings = List.copyOf(mappings);
  }

  /** A sentence for each convention that registered devices speak and that no filter lets in. */
  public List<String> deaf(Campus campus) {
    Map<String, Long> devices =
        campus.devices().stream()
            .collect(
                Collectors.groupingBy(Device::convention, TreeMap::new, Collectors.counting()));
    List<String> sentences = new ArrayList<>();
    devices.forEach(
        (convention, count) -> {
          List<String> topics = topics(convention);
          if (!topics.isEmpty() && !receives(topics)) {
            sentences.add(
                "mqtt.filters: no filter lets in convention '%s' of %d registered device(s); add '%s'"
                    .formatted(convention, count, topics.get(0)));
          }
        });
    return sentences;
  }

  /** Conventions of which no message can come, sorted. */
  public List<String> unheard() {
    return Stream.concat(NativeConventions.ids().stream(), mappings.stream().map(Mapping::name))
        .distinct()
        .filter(id -> !receives(topics(id)))
        .sorted()
        .toList();
  }

  private boolean receives(List<String> topics) {
    return filters.stream().anyMatch(f -> topics.stream().anyMatch(t -> MqttConfig.overlap(f, t)));
  }

  private List<String> topics(String convention) {
    return mappings.stream()
        .filter(m -> m.name().equals(convention))
        .findFirst()
        .map(Mapping::subscriptions)
        .orElseGet(() -> NativeConventions.subscriptions(convention));
  }
}
