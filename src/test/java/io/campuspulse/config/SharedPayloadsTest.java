package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.Effects;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingConvention;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Decodes the shared payload vectors with the shipped mappings; skipped where they are absent. */
class SharedPayloadsTest {
  private static final List<String> FOLDERS =
      List.of(
          "esphome",
          "fiware_iota_json",
          "homie",
          "modbus_gateway",
          "mtconnect_mqtt",
          "neuron",
          "octoprint",
          "odd_from_reports",
          "ruuvi",
          "theengs_omg",
          "thingsboard",
          "victron");

  @Test
  void shippedMappingsGiveWhatTheSharedVectorsExpect() throws IOException {
    Optional<Path> payloads = SharedPayloads.folder("payloads");
    assumeTrue(payloads.isPresent(), "no shared payload vectors beside this checkout");
    List<Mapping> mappings = load(List.of(Path.of("config/mappings")));
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String folder : FOLDERS) {
      for (Path sidecar : SharedPayloads.sidecars(payloads.get().resolve(folder))) {
        // its topic belongs to the native convention
        if (sidecar.getFileName().toString().startsWith("json-with-NaN-token")) {
          continue;
        }
        count++;
        wrong.addAll(run(sidecar, mappings));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(40);
  }

  @Test
  void exercisesAreSolvedByMappingsOfTheUsersOwn() throws IOException {
    Optional<Path> exercises = SharedPayloads.folder("mapping-exercises");
    assumeTrue(exercises.isPresent(), "no shared mapping exercises beside this checkout");
    List<Mapping> mappings =
        load(List.of(Path.of("src/test/resources/mappings/exercises"), Path.of("config/mappings")));
    List<String> wrong = new ArrayList<>();
    for (String folder : List.of("neuron", "odd_from_reports", "thingsboard")) {
      for (Path sidecar : SharedPayloads.sidecars(exercises.get().resolve(folder))) {
        wrong.addAll(run(sidecar, mappings));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Mapping> load(List<Path> folders) {
    Problems problems = new Problems();
    List<Mapping> mappings = new MappingLoader(Limits.DEFAULT, problems).load(folders);
    assertThat(problems.sentences()).isEmpty();
    return mappings;
  }

  private static List<String> run(Path sidecar, List<Mapping> mappings) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (boolean retained : new boolean[] {false, true}) {
      Conventions decoder =
          new Conventions(List.of(new MappingConvention(mappings)), Limits.DEFAULT, Effects.NONE);
      for (String each : SharedPayloads.differences(sidecar, decoder, retained)) {
        wrong.add(sidecar.getParent().getFileName() + "/" + sidecar.getFileName() + ": " + each);
      }
    }
    return wrong;
  }
}
