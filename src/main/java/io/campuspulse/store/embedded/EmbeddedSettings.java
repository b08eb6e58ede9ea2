package io.campuspulse.store.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the embedded store lives.
 *
 * @param directory its own directory, created when it is missing
 */
public record EmbeddedSettings(Path directory) {
  public EmbeddedSettings {
    Objects.requireNonNull(directory, "directory");
    directory = directory.toAbsolutePath().normalize();
    if (directory.getParent() == null) {
      throw new IllegalArgumentException("store directory " + directory + " is the root directory");
    }
    for (Path p = directory; p != null; p = p.getParent()) {
      if (Files.exists(p)) {
        if (!Files.isDirectory(p)) {
          throw new IllegalArgumentException(
              "store directory " + directory + " cannot exist: " + p + " is not a directory");
        }
        break;
      }
    }
  }
}
