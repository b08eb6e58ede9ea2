package io.campuspulse.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A password, key or token. It never prints itself. */
public final class Secret {
  private static final long MAX_BYTES = 64 << 10;

  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /**
   * Reads a secret from the file named by {@code <name>_file} or from the environment; the main
   * file itself never holds one. A trailing line break of the file is dropped.
   */
  static Optional<Secret> read(Section section, String name) {
    Optional<Node> direct = section.node(name);
    if (direct.isPresent()) {
      if (direct.get().line() > 0) {
        direct
            .get()
            .problem(
                "",
                "secrets are not written here; name a file in "
                    + name
                    + "_file, or set "
                    + Overrides.nameOf(direct.get().path()));
        return Optional.empty();
      }
      section.optionalFile(name + "_file");
      return section.optionalText(name).map(Secret::new);
    }
    return section.optionalFile(name + "_file").flatMap(file -> read(section, name, file));
  }

  private static Optional<Secret> read(Section section, String name, Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES) {
        String value = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!value.isEmpty()) {
          return Optional.of(new Secret(value));
        }
      }
    } catch (IOException e) {
      // reported below: for a secret, how a file is unreadable makes no difference
    }
    section.problemAt(name + "_file", "must be a readable text file that is not empty");
    return Optional.empty();
  }

  /** The secret itself, for the client that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Secret other && value.equals(other.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
