package io.campuspulse.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingVectorsTest {
  private static final String MAPPING =
      "mapping: m\nroutes:\n  - topic: t/{d}\n    device: \"{d}\"\n    empty: offline\n    readings: {}\n";

  @TempDir Path folder;

  private List<String> run(String vector) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), MAPPING);
    Path vectors = Files.createDirectories(folder.resolve("vectors/m"));
    Files.writeString(vectors.resolve("v.yaml"), "vectors:\n  - name: n\n" + vector);
    Problems problems = new Problems();
    List<Mapping> mappings = new MappingLoader(Limits.DEFAULT, problems).load(List.of(folder));
    new MappingVectors(problems).run(folder, mappings);
    return problems.list().stream()
        .map(Problem::sentence)
        .map(s -> s.replace(folder.toString(), ""))
        .distinct()
        .toList();
  }

  @Test
  void aRightVectorIsQuiet() throws IOException {
    assertThat(
            run(
                """
                topic: t/x
                payload: '{"v":1}'
                outcome: decode
                readings:
                  - '{"device":"x","metric":"v","value":1.0}'
                """
                    .indent(4)))
        .isEmpty();
    assertThat(run("    topic: t/x\n    outcome: no-telemetry\n    availability: {x: offline}\n"))
        .isEmpty();
  }

  @Test
  void aWrongVectorSaysWhatDiffers() throws IOException {
    String body = "    topic: t/x\n    payload: '{\"v\":1}'\n";
    assertThat(run(body + "    outcome: reject invalid-json\n"))
        .containsExactly(
            "/vectors/m/v.yaml:2: vectors[0]: must reject invalid-json, but the result is decode");
    assertThat(run(body + "    outcome: decode\n"))
        .first()
        .asString()
        .startsWith("/vectors/m/v.yaml:2: vectors[0]: must give 0 readings, but gives ");
    assertThat(
            run(
                body
                    + "    outcome: decode\n    readings: ['{\"device\":\"x\",\"metric\":\"v\",\"value\":1,\"unit\":\"W\"}']\n"))
        .containsExactly("/vectors/m/v.yaml:2: vectors[0]: reading 1: unit must be W, but is null");
    assertThat(run("    topic: t/x\n    payload: '{'\n    outcome: decode\n"))
        .first()
        .asString()
        .contains("must decode, but the result is reject invalid-json (not strict JSON");
    assertThat(run("    topic: t/x\n    outcome: no-telemetry\n"))
        .containsExactly(
            "/vectors/m/v.yaml:2: vectors[0]: must say {} of availability, but says {x=offline}");
  }

  @Test
  void vectorsOfNobodyAreNamed() throws IOException {
    Files.createDirectories(folder.resolve("vectors/typo"));
    assertThat(run("    topic: t/x\n    payload: '{}'\n    outcome: no-telemetry\n"))
        .containsExactly("/vectors/typo: no mapping is called so");
  }
}
