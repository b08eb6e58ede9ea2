package io.campuspulse.simulator.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.model.Device;
import io.campuspulse.model.SpaceType;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.encode.Encoders;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.MessageStream;
import io.campuspulse.simulator.world.SmallCampus;
import io.campuspulse.simulator.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityGeneratorTest {
  private static final Set<String> ALL = new Encoders(SmallCampus.build()).conventions();

  @TempDir private Path folder;

  private Campus load(CityGenerator.Plan plan, Set<String> known) throws IOException {
    new CityGenerator(plan).write(folder);
    Problems problems = new Problems();
    var campus = new RegistryLoader(known).load(folder, problems);
    assertThat(problems.sentences()).isEmpty();
    return campus.orElseThrow();
  }

  @Test
  void theWholeCityIsAValidRegistryOfAboutSixtyThousandPoints() throws IOException {
    Campus campus = load(CityGenerator.Plan.wenzhouAndTaizhou(ALL), ALL);
    assertThat(campus.schools()).hasSize(31);
    assertThat(campus.points().size()).isBetween(54_000, 66_000);
    assertThat(campus.schools())
        .extracting(s -> s.division().substring(0, 4))
        .contains("3303", "3310");
    assertThat(campus.devices().stream().map(Device::convention).collect(Collectors.toSet()))
        .isEqualTo(ALL);
    assertThat(campus.spaces())
        .extracting(s -> s.type())
        .contains(
            SpaceType.CLASSROOM,
            SpaceType.TRAINING_ROOM,
            SpaceType.LIBRARY,
            SpaceType.SPORTS_VENUE);
  }

  @Test
  void devicesSpeakOnlyWhatTheInstallationDecodes() throws IOException {
    Campus campus = load(new CityGenerator.Plan(2, 1, 1_500, Set.of("campus")), Set.of("campus"));
    assertThat(campus.devices()).extracting(Device::convention).containsOnly("campus");
  }

  @Test
  void equalPlansGiveEqualFiles() throws IOException {
    CityGenerator.Plan plan = new CityGenerator.Plan(1, 1, 600, ALL);
    List<Path> first = new CityGenerator(plan).write(folder.resolve("a"));
    List<Path> second = new CityGenerator(plan).write(folder.resolve("b"));
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(Files.readString(second.get(i))).isEqualTo(Files.readString(first.get(i)));
    }
  }

  @Test
  void aGeneratedCityLives() throws IOException {
    Campus campus = load(new CityGenerator.Plan(2, 1, 1_500, ALL), ALL);
    World world = new World(campus, Scenario.oneSchool(), 1);
    MessageStream messages = world.messages(world.epochMillis(), world.epochMillis() + 600_000);
    Set<String> heard = new HashSet<>();
    messages.forEachRemaining(m -> heard.add(m.device()));
    assertThat(heard).hasSize(campus.devices().size());
  }
}
