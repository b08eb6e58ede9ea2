package io.campuspulse.config;

import io.campuspulse.model.City;
import io.campuspulse.model.Name;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the registry folder: {@code city.yaml}, {@code standards.yaml} and {@code scorecards.yaml}
 * if there are such, and under {@code schools/} one file or one folder of files per school. {@code
 * config/registry/README.md} describes the entries.
 *
 * <p>All problems are reported at once, each with file, line and path; one problem anywhere means
 * that there is no registry.
 */
public final class RegistryLoader {
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final ZoneId DEFAULT_ZONE = ZoneId.of("Asia/Shanghai");

  private final Set<String> conventions;

  /**
   * A loader.
   *
   * @param conventions payload conventions that the installation understands
   */
  public RegistryLoader(Set<String> conventions) {
    this.conventions = Set.copyOf(conventions);
  }

  /**
   * Reads a folder.
   *
   * @param problems receives everything that is wrong
   * @return the registry, or empty when there are problems
   */
  public Optional<Campus> load(Path folder, Problems problems) {
    int before = problems.size();
    City city = readCity(folder.resolve("city.yaml"), problems);
    RegistryDraft draft = new RegistryDraft(city);
    draft.builder().standards(StandardsReader.read(folder, problems));
    draft.builder().scorecards(ScorecardsReader.read(folder, problems));
    boolean complete = true;
    List<SchoolReader> schools = new ArrayList<>();
    for (List<Path> files : schoolFiles(folder.resolve("schools"), problems)) {
      List<Section> roots = new ArrayList<>();
      for (Path file : files) {
        Optional<Section> root = StrictYaml.read(file, problems);
        root.ifPresent(roots::add);
        complete &= root.isPresent();
      }
      if (!roots.isEmpty()) {
        schools.add(new SchoolReader(roots, draft));
      }
    }
    schools.forEach(SchoolReader::readPlaces);
    schools.forEach(school -> school.readAcademics(city.zone()));
    DeviceReader.Conventions known = new DeviceReader.Conventions(conventions, city.zone());
    schools.forEach(school -> school.readDevices(known));
    if (complete) { // else half of the references would miss what the unreadable file holds
      draft.reportMisfits();
    }
    return problems.size() == before ? Optional.of(draft.builder().build()) : Optional.empty();
  }

  private static City readCity(Path file, Problems problems) {
    Optional<Section> root = StrictYaml.read(file, problems);
    if (root.isEmpty()) {
      return new City("none", new Name("", ""), "none", DEFAULT_ZONE);
    }
    Section entry = root.get();
    City city =
        new City(
            RegistryEntries.id(entry),
            RegistryEntries.name(entry),
            entry.matching("grid_region", WORD, "must be a region of the emission factor table"),
            entry.zone("zone", DEFAULT_ZONE),
            RegistryEntries.dated(
                entry, "yuan_per_kwh", s -> s.decimal(BigDecimal.ZERO, BigDecimal.TEN)));
    if (city.yuanPerKwh().changes().stream().anyMatch(d -> d.getDayOfYear() != 1)) {
      entry.problemAt("yuan_per_kwh", "a price of electricity holds from a 1 January");
    }
    entry.finish();
    return city;
  }

  /** The files of each school, in the order of their names. */
  private static List<List<Path>> schoolFiles(Path folder, Problems problems) {
    List<List<Path>> schools = new ArrayList<>();
    try {
      for (Path path : children(folder)) {
        List<Path> files =
            Files.isDirectory(path)
                ? children(path).stream().filter(RegistryLoader::isYaml).toList()
                : Stream.of(path).filter(RegistryLoader::isYaml).toList();
        if (!files.isEmpty()) {
          schools.add(files);
        }
      }
    } catch (IOException e) {
      problems.add(new Problem(folder.toString(), 0, "", "", "must be a readable folder"));
      return List.of();
    }
    if (schools.isEmpty()) {
      problems.add(new Problem(folder.toString(), 0, "", "", "holds no school"));
    }
    return schools;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static boolean isYaml(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
