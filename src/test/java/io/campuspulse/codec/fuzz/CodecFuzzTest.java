package io.campuspulse.codec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.codec.FuzzSeeds;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Short on every build; long with {@code -Dcodec.fuzz.executions=5000000}, another run with {@code
 * -Dcodec.fuzz.seed=N}. The figures of the run are left in {@code target/codec-fuzz.txt}.
 */
class CodecFuzzTest {
  @Test
  void noMutationOfAnyMessageThrowsHangsOrGrows() throws IOException {
    long executions = Long.getLong("codec.fuzz.executions", 60_000);
    long seed = Long.getLong("codec.fuzz.seed", 20260101);
    Problems problems = new Problems();
    List<Mapping> mappings =
        new MappingLoader(Limits.DEFAULT, problems).load(List.of(Path.of("config/mappings")));
    problems.throwIfAny();
    Fuzzer fuzzer = new Fuzzer(seed, FuzzSeeds.all(), mappings);
    fuzzer.run(executions);
    String summary = executions + " executions, seed " + seed + ": " + fuzzer.summary();
    Files.writeString(Path.of("target", "codec-fuzz.txt"), summary + "\n");
    assertThat(fuzzer.outcomes())
        .containsKeys("Decoded", "NoTelemetry", "invalid-json", "invalid-payload", "limit");
  }
}
