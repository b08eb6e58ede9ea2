package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.Topic;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.registry.Campus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReceptionTest {
  private final Problems problems = new Problems();
  private final Set<String> known = new TreeSet<>(NativeConventions.ids());

  private List<Mapping> mapping(String topic) {
    String text =
        """
        mapping: boiler
        routes:
          - {topic: '%s', device: '{d}', readings: {select: '*'}}
        """
            .formatted(topic);
    return new ArrayList<>(
        List.of(new MappingLoader(Limits.DEFAULT, problems).parse("t", text).orElseThrow()));
  }

  private Campus shipped() {
    Campus campus = new RegistryLoader(known).load(Path.of("config/registry"), problems).get();
    assertThat(problems.list()).isEmpty();
    return campus;
  }

  @Test
  void aConventionOfRegisteredDevicesThatNoFilterLetsInIsNamedWithWhatToAdd() {
    assertThat(new Reception(List.of("zigbee2mqtt/#"), List.of()).deaf(shipped()))
        .hasSize(1)
        .first()
        .asString()
        .matches(
            "mqtt.filters: no filter lets in \\d+ registered device\\(s\\) of convention 'campus',"
                + " such as \\S+; add 'campus/v1/3303020108/\\S+/telemetry'");
    assertThat(new Reception(List.of("campus/v1/1/#"), List.of()).deaf(shipped())).hasSize(1);
    assertThat(new Reception(List.of("campus/v1/3303020108/#"), List.of()).deaf(shipped()))
        .isEmpty();
  }

  @Test
  void mappingsAreHeardByTheTopicsOfTheirRoutes() {
    List<Mapping> boiler = mapping("plant/{b}/{d}");
    assertThat(new Reception(List.of("campus/#"), boiler).unheard()).contains("boiler");
    assertThat(new Reception(List.of("plant/house/+"), boiler).unheard()).doesNotContain("boiler");
    assertThat(new Reception(List.of("plant/house"), boiler).unheard()).contains("boiler");
  }

  @Test
  void aWildcardAtTheStartDoesNotReachTopicsOfTheBroker() {
    assertThat(new Reception(List.of("#"), List.of()).unheard()).containsExactly("huawei_iotda");
    assertThat(new Reception(List.of("$oc/#"), List.of()).unheard()).doesNotContain("huawei_iotda");
  }

  @Test
  void everyNativeConventionClaimsTheTopicsThatItIsSaidToHave() {
    for (var convention : NativeConventions.with(List.of(), Limits.DEFAULT)) {
      List<String> filters = NativeConventions.subscriptions(convention.id());
      assertThat(filters).as(convention.id()).isNotEmpty();
      for (String filter : filters) {
        String topic =
            filter
                .replace("v1/{device}", "v1/s/d")
                .replace("{device}/#", "{device}/SENSOR")
                .replace("zigbee2mqtt/{device}/SENSOR", "zigbee2mqtt/d")
                .replace("shellies/{device}/SENSOR", "shellies/s/relay/0")
                .replace("tylink/{device}/SENSOR", "tylink/d/thing/property/report")
                .replace("v3/+/devices/{device}/SENSOR", "v3/a/devices/d/up")
                .replace("tele/#", "tele/SENSOR")
                .replace("{device}", "d")
                .replace("thing/#", "thing/event/property/post")
                .replace("devices/#", "devices/d/sys/properties/report")
                .replace("json/#", "json/data/p/g")
                .replace("spBv1.0/#", "spBv1.0/g/NDATA/n")
                .replace("event/+", "event/up")
                .replace("homeassistant/#", "homeassistant/sensor/x/config")
                .replace("status/+", "status/switch:0")
                .replace('+', 'x')
                .replace("#", "x");
        assertThat(convention.claims(Topic.of(topic))).as(topic).isTrue();
      }
    }
  }
}
