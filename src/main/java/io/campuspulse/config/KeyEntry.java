package io.campuspulse.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the file of API keys: {@code name role sha256}. The key itself is nowhere.
 *
 * @param name for logs
 * @param role what its holder may do
 * @param sha256 64 hex digits: the SHA-256 of the key's UTF-8 bytes
 */
public record KeyEntry(String name, Role role, String sha256) {
  private static final Pattern LINE =
      Pattern.compile(
          "([A-Za-z0-9_.-]{1,64})\\s+(viewer|operator|admin|city)\\s+([0-9a-fA-F]{64})");

  /** Reads the file that a setting names; none when it is not set. */
  static List<KeyEntry> read(Section section, String setting) {
    Optional<Path> file = section.optionalFile(setting);
    List<KeyEntry> keys = new ArrayList<>();
    if (file.isEmpty()) {
      return keys;
    }
    try {
      List<String> lines = Files.readAllLines(file.get(), StandardCharsets.UTF_8);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          Matcher matcher = LINE.matcher(line);
          if (matcher.matches()) {
            Role role = Role.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
            keys.add(new KeyEntry(matcher.group(1), role, matcher.group(3)));
          } else {
            section.problemAt(
                setting,
                "has a wrong line "
                    + (i + 1)
                    + ": each is 'name role sha256', role one of viewer, operator, admin, city,"
                    + " sha256 of 64 hex digits");
          }
        }
      }
    } catch (IOException e) {
      section.problemAt(setting, "must be a readable text file");
    }
    return keys;
  }
}
