package io.campuspulse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.ingest.EffectList;
import io.campuspulse.ingest.Heard;
import io.campuspulse.ingest.Translator;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.query.RegistryEntry;
import io.campuspulse.query.UnknownDevice;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.encode.Encoders;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the first message of a device that nobody knows to its entry in the registry. */
class OnboardingTest {
  private static final long FROM = Instant.parse("2025-01-06T01:00:00Z").toEpochMilli();
  private static final String SCHOOL =
      """
      school: {id: "3303020001", division: "330302", name: Test school, students: 400}
      defaults: {opening_hours: always}
      buildings:
        - {id: b1, name: Building 1}
      spaces:
        - {id: s1, building: b1, name: Room 1, type: classroom, area_m2: 60, capacity: 40}
      devices:
        - {id: known, convention: campus, interval: 1m, space: s1, points: {co2: co2}}
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();
  private final List<Mapping> mappings =
      new MappingLoader(Limits.DEFAULT, problems).load(List.of(Path.of("config/mappings")));
  private final Heard heard = new Heard();

  static Set<String> conventions() {
    return new Encoders(SmallCampus.build()).conventions();
  }

  private Campus registry(String moreDevices) throws IOException {
    Files.createDirectories(folder.resolve("schools"));
    Files.writeString(
        folder.resolve("city.yaml"),
        "id: wenzhou\nname: Wenzhou\ngrid_region: zhejiang\nzone: Asia/Shanghai\n");
    Files.writeString(folder.resolve("schools/test.yaml"), SCHOOL + moreDevices);
    var campus = new RegistryLoader(Decoders.ids(mappings)).load(folder, problems);
    assertThat(problems.list()).as(moreDevices).isEmpty();
    return campus.orElseThrow();
  }

  private Translator translator(Campus campus) {
    EffectList effects = new EffectList();
    return new Translator(
        Decoders.all(mappings, effects),
        effects,
        new Normalizer(ClockRules.DEFAULT),
        campus,
        Map.of());
  }

  private String entries(Campus campus) {
    StringBuilder text = new StringBuilder();
    heard.strangers().list().forEach(d -> text.append(RegistryEntry.yaml(d, campus)));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("conventions")
  void pastedEntriesMakeEveryDeviceOfAConventionKnown(String convention) throws IOException {
    World world = new World(SmallCampus.speaking(convention), Scenario.oneSchool(), 5);
    List<RawMessage> messages = new ArrayList<>();
    world.births(FROM).forEach(m -> messages.add(raw(m)));
    world.messages(FROM, FROM + 1_800_000).forEachRemaining(m -> messages.add(raw(m)));
    Campus before = registry("");
    Translator unknowing = translator(before);
    messages.forEach(m -> heard.take(unknowing, m));
    Set<String> identities = new TreeSet<>();
    heard.strangers().list().stream()
        .filter(d -> d.metrics().stream().anyMatch(m -> m.suggestion().isPresent()))
        .forEach(d -> identities.add(d.identity()));
    assertThat(identities).hasSizeGreaterThan(heard.strangers().list().size() / 2);

    Campus after = registry(entries(before));

    assertThat(after.devices()).hasSize(identities.size() + 1);
    Translator knowing = translator(after);
    Set<String> used = new TreeSet<>();
    for (RawMessage m : messages) {
      for (Reading r : knowing.translate(m).readings()) {
        String device = after.point(r.point()).orElseThrow().device();
        used.add(after.device(device).orElseThrow().identity());
      }
    }
    assertThat(used).as("devices with readings").isEqualTo(identities);
  }

  private static RawMessage raw(SimulatedMessage m) {
    return new RawMessage(m.topic(), m.payload(), m.replayed(), m.sendTimeMillis());
  }

  private void hear(Translator translator, String topic, String payload, long at) {
    heard.take(
        translator, new RawMessage(topic, payload.getBytes(StandardCharsets.UTF_8), false, at));
  }

  @Test
  void anUnknownDeviceShowsWhatItSentAndAnEntryThatSaysTheSame() throws IOException {
    Campus campus = registry("");
    Translator translator = translator(campus);
    for (int i = 0; i < 5; i++) {
      hear(
          translator,
          "zigbee2mqtt/底楼/air \"1\"",
          "{\"temperature\":21.5,\"co2\":800,\"colour\":\"a # b\"}",
          FROM + i * 61_000L);
    }
    UnknownDevice device = heard.strangers().list().get(0);
    assertThat(device.identity()).isEqualTo("底楼/air \"1\"");
    assertThat(device.heard())
        .isEqualTo(new UnknownDevice.Heard("zigbee2mqtt/底楼/air \"1\"", FROM, FROM + 244_000, 5));
    assertThat(RegistryEntry.yaml(device, campus))
        .isEqualTo(
            """
              - id: air-1
                convention: zigbee2mqtt
                identity: "底楼/air \\"1\\""
                interval: 1m
                school: "3303020001"  # better: the space or equipment it measures
                points:
                  "temperature": temperature  # 21.5 °C
                  "co2": co2  # 800
                  # "colour":  # a # b
            """);
  }

  @Test
  void whatHomeAssistantDiscoveryAnnouncesTellsNameUnitAndQuantity() throws IOException {
    Campus campus = registry("");
    Translator translator = translator(campus);
    hear(
        translator,
        "homeassistant/sensor/x1/outside/config",
        """
        {"name":"Outside","unique_id":"x1","state_topic":"tele/yard/SENSOR",
         "value_template":"{{ value_json['SI7021'].Feels }}","unit_of_measurement":"°F",
         "device_class":"temperature","device":{"name":"Yard station"}}
        """,
        FROM);
    hear(
        translator,
        "tele/yard/SENSOR",
        "{\"Time\":\"2025-01-06T09:00:00\",\"SI7021\":{\"Feels\":71.5}}",
        FROM);
    UnknownDevice device = heard.strangers().list().get(0);
    assertThat(device.name()).contains("Yard station");
    assertThat(RegistryEntry.yaml(device, campus))
        .contains("- id: yard  # Yard station")
        .contains("interval: 10m  # heard once: a guess")
        .contains("\"SI7021.Feels\": {quantity: temperature, unit: \"°F\"}  # 71.5 °F");
    registry(entries(campus));
  }

  @Test
  void whatABridgeTellsAboutItsDevicesNamesThem() throws IOException {
    Campus campus = registry("");
    Translator translator = translator(campus);
    hear(
        translator,
        "zigbee2mqtt/bridge/devices",
        """
        [{"ieee_address":"0x00158d","type":"Coordinator","friendly_name":"Coordinator"},
         {"ieee_address":"0x00158e","friendly_name":"lab","definition":{"vendor":"Aqara",
          "model":"WSDCGQ11LM","description":"Climate sensor",
          "exposes":[{"property":"pressure","unit":"kPa"}]}}]
        """,
        FROM);
    hear(translator, "zigbee2mqtt/lab", "{\"pressure\":101.3}", FROM);
    assertThat(entries(campus))
        .contains("- id: lab  # Aqara WSDCGQ11LM, Climate sensor\n")
        .contains("\"pressure\": pressure  # 101.3 kPa");
    registry(entries(campus));
  }

  @Test
  void anEntryForADeviceThatMeasuresNothingWeKnowIsAComment() throws IOException {
    Campus campus = registry("");
    hear(translator(campus), "zigbee2mqtt/button", "{\"action\":\"single\"}", FROM);
    assertThat(entries(campus)).doesNotContainPattern("(?m)^[^#]").contains("# nothing here looks");
    registry(entries(campus));
  }

  @Test
  void hostileNamesNeitherBreakTheEntryNorTheList() throws IOException {
    Campus campus = registry("");
    Translator translator = translator(campus);
    String hostile = "a: b\n- \u0007\u2028\u0085'\"\\ #\t{}é🙂";
    hear(translator, "zigbee2mqtt/" + hostile, "{\"temperature\":20}", FROM);
    hear(
        translator,
        "zigbee2mqtt/k",
        "{\"temperature\":20,\"\\n- id: x\":1,\"state\":\"\\ud800 half\"}",
        FROM);
    hear(translator, "zigbee2mqtt/" + "长".repeat(300), "{\"temperature\":20}", FROM);
    assertThat(heard.strangers().list()).extracting(UnknownDevice::identity).hasSizeBetween(1, 2);
    assertThat(heard.strangers().forgotten()).isEqualTo(1);
    Campus after = registry(entries(campus));
    assertThat(after.deviceByIdentity("zigbee2mqtt", hostile)).isPresent();
  }

  @Test
  void aDeviceWithTheNameOfAKnownOneGetsAnIdOfItsOwn() throws IOException {
    Campus campus = registry("");
    hear(translator(campus), "zigbee2mqtt/known", "{\"temperature\":20}", FROM);
    assertThat(entries(campus)).contains("- id: known-2\n");
    registry(entries(campus));
  }

  @Test
  void whatAKnownDeviceSendsWithoutAPointIsListedOnceWithAPointToAdd() throws IOException {
    Campus campus = registry("");
    Translator translator = translator(campus);
    String topic = "campus/v1/3303020001/known/telemetry";
    for (int i = 0; i < 3; i++) {
      String values =
          "{\"co2\":800,\"humidity\":{\"value\":4%d,\"unit\":\"%%\"},\"mode\":\"auto\"}";
      String body = "{\"ts\":%d,\"values\":%s}".formatted(FROM + i, values.formatted(i));
      hear(translator, topic, body, FROM + i);
    }
    assertThat(heard.strangers().list()).isEmpty();
    assertThat(heard.strangers().unmapped()).hasSize(1);
    UnknownDevice device = heard.strangers().unmapped().get(0);
    assertThat(device.identity()).isEqualTo("3303020001/known");
    assertThat(RegistryEntry.points(device, "known"))
        .isEqualTo(
            """
            # add under 'points' of device known
                  "humidity": humidity  # 40 %
                  # "mode":  # auto
            """);
    heard.strangers().forget((convention, identity) -> true);
    assertThat(heard.strangers().unmapped()).isEmpty();
  }

  @Test
  void wordsAreNotSuggestedAsNumbers() throws IOException {
    Campus campus = registry("");
    hear(
        translator(campus),
        "zigbee2mqtt/probe",
        "{\"temperature_status\":\"read failed\",\"temperature\":null,\"contact\":\"ON\"}",
        FROM);
    assertThat(entries(campus))
        .contains("# \"temperature_status\":")
        .contains("\"temperature\": temperature")
        .contains("\"contact\": opening");
  }

  @Test
  void theListIsBoundedAndSaysWhatItForgot() throws IOException {
    Campus campus = registry("");
    Translator translator = translator(campus);
    for (int i = 0; i < 1_500; i++) {
      StringBuilder body = new StringBuilder("{\"temperature\":20");
      for (int k = 0; k < 100; k++) {
        body.append(",\"key").append(i).append('_').append(k).append("\":1");
      }
      hear(translator, "zigbee2mqtt/d" + i, body.append('}').toString(), FROM + i);
    }
    List<UnknownDevice> list = heard.strangers().list();
    assertThat(list).hasSize(1_000);
    assertThat(list.get(0).identity()).isEqualTo("d1499");
    assertThat(list.get(0).metrics()).hasSize(64);
    assertThat(heard.strangers().forgotten()).isEqualTo(500);
    assertThat(heard.restored().list()).isEqualTo(list);
  }
}
