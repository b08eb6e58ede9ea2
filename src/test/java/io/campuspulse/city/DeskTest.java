package io.campuspulse.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.campuspulse.mockcity.Profile;
import io.campuspulse.query.QueryProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue interfaces of a linked city. */
class DeskTest {
  private static final String HOURLY = "3303020001.energy_use.PT1H";
  private static final String DAILY = "3303020001.space_frequency.open.P1D";

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder).city("wenzhou", Profile.IRS_SIGNED, "3303", 500);
    world.run(Duration.ofHours(51));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private JsonNode page(String item, int page, int size) {
    return World.json(world.desk().page("wenzhou", item, page, size));
  }

  @Test
  void theCatalogueHasAnItemForEveryFeedOfEverySchoolOfTheCity() {
    JsonNode first = World.json(world.desk().catalog("wenzhou", Optional.empty(), 7));
    assertThat(first.get("total").asInt()).isEqualTo(10);
    assertThat(first.get("items").size()).isEqualTo(7);
    Optional<String> next = Optional.of(first.get("next").asText());
    JsonNode rest = World.json(world.desk().catalog("wenzhou", next, 7));
    assertThat(rest.get("items").size()).isEqualTo(3);
    assertThat(rest.get("next").isNull()).isTrue();
  }

  @Test
  void aSheetIsGeneratedFromCatalogueRegistryAndProgress() {
    JsonNode sheet = World.json(world.desk().sheet("wenzhou", HOURLY));
    assertThat(sheet.get("resourceId").asText()).isEqualTo("330302/" + HOURLY);
    assertThat(sheet.at("/provider/schoolCode").asText()).isEqualTo("3303020001");
    assertThat(sheet.at("/provider/divisionCode").asText()).isEqualTo("330302");
    assertThat(sheet.at("/updateCycle/zh").asText()).isEqualTo("每小时");
    assertThat(sheet.get("publishedAt").asText()).isEqualTo("2026-03-02T00:00:00+08:00");
    assertThat(sheet.get("updatedAt").asText()).isEqualTo("2026-03-04T02:00:00+08:00");
    assertThat(sheet.get("records").asInt()).isEqualTo(50);
    assertThat(sheet.get("dataItems").size()).isEqualTo(page(HOURLY, 1, 1).at("/records/0").size());
    assertThat(World.json(world.desk().count("wenzhou", DAILY)).get("records").asInt())
        .isEqualTo(2);
  }

  @Test
  void pagesTileTheRecordsInTheOrderOfTime() {
    JsonNode second = page(HOURLY, 2, 20);
    assertThat(second.get("total").asInt()).isEqualTo(50);
    assertThat(second.at("/records/0/from").asText()).isEqualTo("2026-03-02T20:00:00+08:00");
    assertThat(second.get("records").size()).isEqualTo(20);
    assertThat(page(HOURLY, 3, 20).get("records").size()).isEqualTo(10);
    assertThat(page(HOURLY, 4, 20).get("records").size()).isZero();
    assertThat(page(DAILY, 1, 500).at("/records/1/id").asText())
        .isEqualTo("3303020001:space_frequency:open:P1D:2026-03-03T00:00:00+08:00");
  }

  @Test
  void aPollerOfChangesEndsWithWhatAFreshReaderGets() {
    Map<String, JsonNode> known = new HashMap<>();
    String since = poll(known, Optional.empty());
    assertThat(known).hasSize(50);
    for (int i = 0; i < 5; i++) {
      world.schools.restate("3303020001", World.START + 7L * i * World.HOUR);
      world.run(Duration.ofHours(3));
      since = poll(known, Optional.of(since));
    }
    JsonNode fresh = page(HOURLY, 1, 500).get("records");
    assertThat(known).hasSize(fresh.size()).hasSize(65);
    fresh.forEach(r -> assertThat(known.get(r.get("id").asText())).isEqualTo(r));
    assertThat(known.values().stream().filter(r -> r.get("revision").asInt() > 1)).hasSize(5);
  }

  private String poll(Map<String, JsonNode> known, Optional<String> from) {
    Optional<String> since = from;
    JsonNode answer;
    do {
      answer = World.json(world.desk().changes("wenzhou", HOURLY, since, 20));
      answer.get("records").forEach(r -> known.put(r.get("id").asText(), r));
      since = Optional.of(answer.get("next").asText());
    } while (answer.get("more").asBoolean());
    return since.get();
  }

  @Test
  void whatIsUnknownOrWrongIsSaid() {
    assertThatThrownBy(() -> world.desk().sheet("wenzhou", "3310020001.energy_use.P1D"))
        .as("a school of another city")
        .isInstanceOf(QueryProblem.class)
        .hasMessage("the item must be one of the city's catalogue");
    assertThatThrownBy(() -> world.desk().count("taizhou", HOURLY))
        .hasMessage("the city must be one of the linked ones");
    assertThatThrownBy(() -> world.desk().changes("wenzhou", HOURLY, Optional.of("5"), 1))
        .hasMessage("since must be the next of an earlier answer");
    assertThatThrownBy(() -> world.desk().reconciliation("wenzhou", "yesterday"))
        .hasMessage("day must be a date such as 2026-03-02");
  }
}
