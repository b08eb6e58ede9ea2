package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedMappingsTest {
  private static final Path FOLDER = Path.of("config/mappings");

  @Test
  void everyShippedMappingLoadsAndItsVectorsHold() {
    Problems problems = new Problems();
    List<Mapping> mappings = new MappingLoader(Limits.DEFAULT, problems).load(List.of(FOLDER));
    MappingVectors vectors = new MappingVectors(problems);
    vectors.run(FOLDER, mappings);
    assertThat(problems.sentences()).isEmpty();
    assertThat(vectors.count()).isGreaterThan(100);
  }

  @Test
  void mappingsOfTheUsersOwnStandBesideTheShippedOnes() {
    Path own = Path.of("src/test/resources/mappings/exercises");
    Problems problems = new Problems();
    List<Mapping> mappings = new MappingLoader(Limits.DEFAULT, problems).load(List.of(own, FOLDER));
    MappingVectors vectors = new MappingVectors(problems);
    vectors.run(own, mappings);
    assertThat(vectors.count()).isEqualTo(7);
    vectors.run(FOLDER, mappings);
    assertThat(problems.sentences()).isEmpty();
  }

  @Test
  void everyShippedMappingBringsVectors() {
    List<Mapping> mappings =
        new MappingLoader(Limits.DEFAULT, new Problems()).load(List.of(FOLDER));
    assertThat(mappings).extracting(Mapping::name).hasSizeGreaterThanOrEqualTo(13);
    assertThat(mappings)
        .allSatisfy(
            mapping ->
                assertThat(Files.isDirectory(FOLDER.resolve("vectors").resolve(mapping.name())))
                    .as(mapping.name())
                    .isTrue());
  }
}
