package io.campuspulse.cli;

import io.campuspulse.app.Decoders;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.scenario.ScenarioFile;
import io.campuspulse.simulator.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of all commands that run a virtual campus. */
final class Worlds {
  @Option(
      names = {"-s", "--scenario"},
      defaultValue = "one-school",
      paramLabel = "S",
      description =
          "Scenario: a file, or the name of one in simulators/scenarios. Default:"
              + " ${DEFAULT-VALUE}.")
  private String scenario;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed; equal seeds give equal bytes. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = {"-r", "--registry"},
      paramLabel = "DIR",
      description = "Registry folder: the campus that comes alive. Default: config/registry.")
  private Path registry;

  /** The world that the options describe. */
  World world(Surroundings surroundings) {
    Problems problems = new Problems();
    Optional<Scenario> read = ScenarioFile.read(scenarioFile(surroundings), problems);
    List<Mapping> mapped = surroundings.loadMappings(null, problems);
    Path folder =
        registry == null
            ? surroundings.home().resolve("config").resolve("registry")
            : surroundings.directory().resolve(registry);
    Optional<Campus> campus = new RegistryLoader(Decoders.ids(mapped)).load(folder, problems);
    problems.throwIfAny();
    return new World(campus.orElseThrow(), read.orElseThrow(), seed);
  }

  /** The registry option, or null. */
  Path registry() {
    return registry;
  }

  private Path scenarioFile(Surroundings surroundings) {
    Path here = surroundings.directory().resolve(scenario);
    if (Files.isRegularFile(here)) {
      return here;
    }
    Path folder = surroundings.home().resolve("simulators").resolve("scenarios");
    Path shipped = folder.resolve(scenario + ".yaml").normalize();
    if (!shipped.startsWith(folder) || !Files.isRegularFile(shipped)) {
      throw new CommandFailure(
          "There is no scenario '" + scenario + "': neither a file nor one in " + folder + ".");
    }
    return shipped;
  }
}
