package io.campuspulse.config;

import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that one service is configured with, checked on its own and against each other.
 *
 * @param service the main file
 * @param campus the registry that it names
 * @param factors the emission factors that it names
 */
public record Installation(ServiceConfig service, Campus campus, GridFactors factors) {

  /**
   * Reads the main file and what it names.
   *
   * @param file the main file
   * @param environment variables, of which those that begin with {@code CAMPUS_} override
   * @param conventions payload conventions that the installation understands
   * @param problems receives everything that is wrong anywhere
   * @return the installation, or empty when there are problems
   */
  public static Optional<Installation> load(
      Path file, Map<String, String> environment, Set<String> conventions, Problems problems) {
    int before = problems.size();
    Optional<ServiceConfig> draft = ServiceConfig.draft(file, environment, problems);
    if (draft.isEmpty()) {
      return Optional.empty();
    }
    ServiceConfig.FilesConfig files = draft.get().files();
    Optional<Campus> campus = new RegistryLoader(conventions).load(files.registry(), problems);
    Optional<GridFactors> factors = GridFactorsLoader.load(files.gridFactors(), problems);
    if (campus.isPresent() && factors.isPresent()) {
      checkRegion(campus.get(), factors.get(), files, problems);
    }
    campus.ifPresent(c -> checkCities(draft.get().access().cities(), c, file, problems));
    return problems.size() == before
        ? Optional.of(new Installation(draft.get(), campus.get(), factors.get()))
        : Optional.empty();
  }

  private static void checkCities(
      List<CityConfig> cities, Campus campus, Path file, Problems problems) {
    for (int i = 0; i < cities.size(); i++) {
      CityConfig.Schools schools = cities.get(i).schools();
      String path = "cities[" + i + "].";
      for (String id : schools.ids()) {
        if (campus.school(id).isEmpty()) {
          problems.add(
              new Problem(
                  file.toString(), schools.line(), path + "schools", id, "is no school of ours"));
        }
      }
      for (String division : schools.divisions()) {
        if (campus.schools().stream().noneMatch(s -> s.division().startsWith(division))) {
          problems.add(
              new Problem(
                  file.toString(),
                  schools.line(),
                  path + "divisions",
                  division,
                  "has no school of ours"));
        }
      }
    }
  }

  private static void checkRegion(
      Campus campus, GridFactors factors, ServiceConfig.FilesConfig files, Problems problems) {
    String region = campus.city().gridRegion();
    if (!factors.regions().contains(region)) {
      problems.add(
          new Problem(
              files.registry().resolve("city.yaml").toString(),
              0,
              "grid_region",
              region,
              "is no region of " + files.gridFactors() + Spelling.hint(region, factors.regions())));
    }
  }
}
