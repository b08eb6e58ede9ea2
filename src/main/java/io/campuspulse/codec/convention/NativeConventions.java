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

  /**
   * The usual MQTT topic filters of a native convention. {@code {device}} stands for the device's
   * identity where that is a part of the topic.
   *
   * @return empty when there is no such convention
   */
  public static List<String> subscriptions(String id) {
    return switch (id) {
      case "campus" -> List.of("campus/v1/{device}/telemetry", "campus/v1/{device}/status");
      case "zigbee2mqtt" -> List.of("zigbee2mqtt/{device}/#");
      case "chirpstack_v4" -> List.of("application/+/device/{device}/event/+");
      case "ttn_v3" -> List.of("v3/+/devices/{device}/#");
      case "sparkplug_b" -> List.of("spBv1.0/#");
      case "shelly_gen1" -> List.of("shellies/{device}/#");
      case "aliyun_alink" -> List.of("/sys/+/+/thing/#"); // a gateway speaks for others
      case "huawei_iotda" -> List.of("$oc/devices/#");
      case "tuya" -> List.of("tylink/{device}/#", "smart/device/out/{device}");
      case "opcua_pubsub_json" -> List.of("opcua/json/#");
      case "senml" -> List.of("senml/#");
      case "ha_discovery" -> List.of("homeassistant/#");
      case "tasmota" -> List.of("tele/{device}/#", "{device}/tele/#", "stat/{device}/#");
      case "shelly_gen2" -> List.of("{device}/events/rpc", "{device}/status/+");
      default -> List.of();
    };
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
