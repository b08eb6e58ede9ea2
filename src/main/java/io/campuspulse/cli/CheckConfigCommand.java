package io.campuspulse.cli;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.Installation;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.MappingVectors;
import io.campuspulse.config.Problem;
import io.campuspulse.config.Problems;
import io.campuspulse.config.Reception;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists everything that is wrong with configuration and registry. */
@Command(
    name = "check-config",
    mixinStandardHelpOptions = true,
    description = {
      "Lists everything that is wrong with configuration, registry and mappings, and runs the",
      "vectors of the mappings.",
      "Each line names file, line, path, value and rule. Nothing is started."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything is valid", "1:there are problems", "2:wrong usage"})
final class CheckConfigCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Set<String> conventions;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "Main file. Default: $CAMPUS_CONFIG, or config/campus.yaml here or of the installation."
      })
  private Path config;

  @Option(
      names = {"-r", "--registry"},
      paramLabel = "DIR",
      description = "Check only this registry folder.")
  private Path registry;

  @Option(
      names = {"-m", "--mappings"},
      paramLabel = "DIR",
      description = "Check a folder of mappings of your own, too.")
  private Path mappings;

  CheckConfigCommand(Surroundings surroundings, Set<String> conventions) {
    this.surroundings = surroundings;
    this.conventions = conventions;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Problems problems = new Problems();
    Path checked;
    Optional<String> summary;
    List<Path> folders = surroundings.mappings(mappings);
    List<Mapping> mapped = new MappingLoader(Limits.DEFAULT, problems).load(folders);
    Set<String> known = new TreeSet<>(conventions);
    mapped.forEach(mapping -> known.add(mapping.name()));
    if (registry != null) {
      checked = surroundings.directory().resolve(registry);
      summary = new RegistryLoader(known).load(checked, problems).map(CheckConfigCommand::summary);
    } else {
      checked = config == null ? surroundings.mainFile() : surroundings.directory().resolve(config);
      summary =
          Installation.load(checked, surroundings.environment(), known, problems)
              .map(
                  all ->
                      summary(all.campus())
                          + "\nfactors "
                          + all.factors().version()
                          + "\n"
                          + vectors(folders, mapped, problems)
                          + reception(all, mapped));
    }
    problems.list().stream()
        .sorted(Comparator.comparing(Problem::file).thenComparing(Problem::line))
        .map(Problem::sentence)
        .forEach(out::println);
    summary.ifPresent(text -> out.println(checked + ": valid\n" + text));
    out.flush();
    if (!problems.isEmpty()) {
      throw new CommandFailure(
          problems.size() == 1
              ? "There is 1 problem."
              : "There are " + problems.size() + " problems.");
    }
    return 0;
  }

  private static String reception(Installation all, List<Mapping> mapped) {
    Reception reception = new Reception(all.service().mqtt().filters(), mapped);
    StringBuilder text = new StringBuilder();
    if (!reception.unheard().isEmpty()) {
      text.append("\nmqtt.filters let nothing in of: ")
          .append(String.join(", ", reception.unheard()));
    }
    reception.deaf(all.campus()).forEach(s -> text.append("\nwarning: ").append(s));
    return text.toString();
  }

  private static String vectors(List<Path> folders, List<Mapping> mapped, Problems problems) {
    MappingVectors vectors = new MappingVectors(problems);
    folders.forEach(folder -> vectors.run(folder, mapped));
    return "mappings: " + mapped.size() + ", vectors: " + vectors.count();
  }

  private static String summary(Campus campus) {
    return String.format(
        Locale.ROOT,
        "registry %s: %d school(s), %d buildings, %d spaces, %d pieces of equipment, %d devices, %d"
            + " points, %d lessons and bookings",
        campus.version(),
        campus.schools().size(),
        campus.buildings().size(),
        campus.spaces().size(),
        campus.equipment().size(),
        campus.devices().size(),
        campus.points().size(),
        campus.schools().stream().mapToInt(s -> campus.academics(s.id()).bookingEntries()).sum());
  }
}
