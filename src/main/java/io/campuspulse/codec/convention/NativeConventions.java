package io.campuspulse.codec.convention;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The registration list of the native conventions. */
public final class NativeConventions {
  private NativeConventions() {}

  /** Conventions with a topic prefix of their own; they go before any mapping. */
  public static List<Convention> specific(Limits limits) {
    return List.of(
        new Campus(limits),
        new Zigbee2Mqtt(limits),
        new ChirpStack(limits),
        new TheThingsStack(limits),
        new Sparkplug(limits),
        new ShellyGen1(limits),
        new Alink(limits),
        new IotDa(limits),
        new Tuya(limits),
        new OpcUaPubSub(limits),
        new SenMl(limits),
        new HaDiscovery(limits));
  }

  /** Conventions that claim topics by their last levels; they go after all mappings. */
  public static List<Convention> broad(Limits limits) {
    return List.of(new Tasmota(limits), new ShellyGen2(limits));
  }

  /** The ids that results of native conventions carry. */
  public static Set<String> ids() {
    return with(List.of(), Limits.DEFAULT).stream()
        .map(Convention::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All of them, with mappings in their place between. */
  public static List<Convention> with(List<? extends Convention> mappings, Limits limits) {
    List<Convention> all = new ArrayList<>(specific(limits));
    all.addAll(mappings);
    all.addAll(broad(limits));
    return all;
  }
}
