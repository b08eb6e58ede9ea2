package io.campuspulse.config;

import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.model.Device;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which payload conventions the topic filters of a service let through. Nothing here is an error: a
 * convention may have topics of its own; but messages that nobody subscribes to never come.
 */
public final class Reception {
  /** What stands for any device where that is more than a level. */
  private static final Map<String, String> ANY = Map.of("campus", "+/+");

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

  /** A sentence for each convention of which registered devices cannot be heard by any filter. */
  public List<String> deaf(Campus campus) {
    Map<String, List<Device>> unheard =
        campus.devices().stream()
            .filter(device -> !receives(topicsOf(device)))
            .collect(Collectors.groupingBy(Device::convention, TreeMap::new, Collectors.toList()));
    List<String> sentences = new ArrayList<>();
    unheard.forEach(
        (convention, devices) ->
            sentences.add(
                "mqtt.filters: no filter lets in %d registered device(s) of convention '%s', such as %s; add '%s'"
                    .formatted(
                        devices.size(),
                        convention,
                        devices.get(0).id(),
                        topicsOf(devices.get(0)).get(0))));
    return sentences;
  }

  /** Conventions of which no message can come, sorted. */
  public List<String> unheard() {
    return Stream.concat(NativeConventions.ids().stream(), mappings.stream().map(Mapping::name))
        .distinct()
        .filter(id -> !receives(topics(id, Optional.empty())))
        .sorted()
        .toList();
  }

  private boolean receives(List<String> topics) {
    return topics.isEmpty()
        || filters.stream().anyMatch(f -> topics.stream().anyMatch(t -> MqttConfig.overlap(f, t)));
  }

  private List<String> topicsOf(Device device) {
    // what a bridge passes on comes on the bridge's topics
    boolean behindBridge =
        device.convention().equals("tasmota") && device.identity().startsWith("0x");
    return topics(
        device.convention(), behindBridge ? Optional.empty() : Optional.of(device.identity()));
  }

  private List<String> topics(String convention, Optional<String> identity) {
    return mappings.stream()
        .filter(m -> m.name().equals(convention))
        .findFirst()
        .map(Mapping::subscriptions)
        .orElseGet(() -> NativeConventions.subscriptions(convention))
        .stream()
        .map(topic -> topic.replace("{device}", identity.orElse(ANY.getOrDefault(convention, "+"))))
        .toList();
  }
}
