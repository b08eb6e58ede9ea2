package io.campuspulse.cli;

import io.campuspulse.codec.Limits;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it, so that commands can be tested in process.
 *
 * @param environment variables
 * @param directory the working directory
 */
public record Surroundings(Map<String, String> environment, Path directory) {
  private static final Path MAIN_FILE = Path.of("config", "campus.yaml");
  private static final Path MAPPINGS = Path.of("config", "mappings");

  /** Those of this process. */
  public static Surroundings ofProcess() {
    return new Surroundings(System.getenv(), Path.of(""));
  }

  /** All mappings, those of a folder of the user's own, or null, before ours. */
  List<Mapping> loadMappings(Path own, Problems problems) {
    return new MappingLoader(Limits.DEFAULT, problems).load(mappings(own));
  }

  /** The installation's folder: {@code CAMPUS_HOME}, else the working directory. */
  Path home() {
    String home = environment.get("CAMPUS_HOME");
    return home == null || home.isBlank() ? directory : Path.of(home);
  }

  /**
   * The main configuration file when none is named: {@code CAMPUS_CONFIG}, else {@code
   * config/campus.yaml} here, else the one of the installation ({@code CAMPUS_HOME}).
   */
  Path mainFile() {
    String named = environment.get("CAMPUS_CONFIG");
    if (named != null && !named.isBlank()) {
      return directory.resolve(named);
    }
    return installed(MAIN_FILE);
  }

  /**
   * A path of the distribution: here if it exists, else in the installation ({@code CAMPUS_HOME}).
   */
  Path installed(Path path) {
    String home = environment.get("CAMPUS_HOME");
    Path here = directory.resolve(path);
    return Files.exists(here) || home == null ? here : Path.of(home).resolve(path);
  }

  /**
   * The folders of mappings, those that win first: a folder of the user's own, or null, and ours.
   */
  List<Path> mappings(Path own) {
    List<Path> folders = new ArrayList<>();
    if (own != null) {
      folders.add(directory.resolve(own));
    }
    Path shipped = installed(MAPPINGS);
    if (Files.isDirectory(shipped)) {
      folders.add(shipped);
    }
    return folders;
  }
}
