package io.campuspulse.cli;

import io.campuspulse.app.bench.ComputeBench;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast facts come out of a file, beside merely parsing it. */
@Command(
    name = "compute",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes readings of a virtual campus into a CSV file and computes all facts from it, in turns",
      "with merely parsing the same file. One thread each."
    })
final class BenchComputeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--readings",
      defaultValue = "2000000",
      paramLabel = "N",
      description = "Readings in the file. Default: ${DEFAULT-VALUE}.")
  private int readings;

  @Mixin private BenchOptions options;

  BenchComputeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    options.check("--readings", readings, 1000, 100_000_000);
    int runs = options.runs();
    Campus campus = options.campus(surroundings);
    options.run(
        surroundings,
        folder ->
            new ComputeBench(
                    new ComputeBench.Settings(readings, runs, folder, options.seed()),
                    campus,
                    options.listener())
                .run());
    return 0;
  }
}
