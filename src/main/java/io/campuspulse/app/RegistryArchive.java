package io.campuspulse.app;

import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files of every registry that was in force, by version, so that the next one can be
 * compared with it: what differs is restated.
 */
final class RegistryArchive {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryArchive.class);

  private final Path folder;
  private final Set<String> conventions;

  /**
   * An archive.
   *
   * @param folder where versions are kept, one folder each
   * @param conventions payload conventions that are known
   */
  RegistryArchive(Path folder, Set<String> conventions) {
    this.folder = folder;
    this.conventions = conventions;
  }

  /** Keeps a registry, unless it is kept already or does not come from files. */
  void keep(String version, Path registry) {
    Path kept = folder.resolve(version);
    if (Files.isDirectory(kept) || !Files.isRegularFile(registry.resolve("city.yaml"))) {
      return;
    }
    Path draft = folder.resolve(version + ".draft");
    try {
      delete(draft);
      copy(registry, draft);
      Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("registry {} cannot be kept, later changes restate everything: {}", version, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The registry of a version, or empty when it was not kept or cannot be read any more. */
  Optional<Campus> load(String version) {
    Path kept = folder.resolve(version);
    if (!Files.isDirectory(kept)) {
      return Optional.empty();
    }
    Problems problems = new Problems();
    Optional<Campus> campus = new RegistryLoader(conventions).load(kept, problems);
    if (!problems.isEmpty()) {
      LOG.warn("registry {} as kept in {} cannot be read any more", version, kept);
      return Optional.empty();
    }
    return campus;
  }
}
