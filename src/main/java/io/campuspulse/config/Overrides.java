package io.campuspulse.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Values from the environment that replace those of the main file. The name is {@code CAMPUS_} and
 * the path in upper case with {@code _} between the keys: {@code mqtt.client_id} is {@code
 * CAMPUS_MQTT_CLIENT_ID}. A list is written with commas. Not thread-safe.
 */
public final class Overrides {
  /** The beginning of every override's name. */
  public static final String PREFIX = "CAMPUS_";

  /** Variables of the launcher and the command line, which are no overrides. */
  public static final Set<String> RESERVED =
      Set.of("CAMPUS_HOME", "CAMPUS_CONFIG", "CAMPUS_JAVA_OPTS");

  private final TreeMap<String, String> values = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();

  private Overrides(Map<String, String> environment) {
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !RESERVED.contains(name)) {
            values.put(name, value);
          }
        });
  }

  /** The overrides among the variables of an environment. */
  public static Overrides from(Map<String, String> environment) {
    return new Overrides(environment);
  }

  /** No overrides. */
  public static Overrides none() {
    return new Overrides(Map.of());
  }

  /** The variable that overrides a path. */
  static String nameOf(String path) {
    return PREFIX + path.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** The value for a path, and remembers that such a path exists. */
  Optional<String> find(String path) {
    String name = nameOf(path);
    asked.add(name);
    return Optional.ofNullable(values.get(name));
  }

  /** Whether anything below a path is set. */
  boolean anyBelow(String path) {
    String prefix = nameOf(path) + "_";
    String next = values.ceilingKey(prefix);
    return next != null && next.startsWith(prefix);
  }

  /** Reports variables that no setting asked for. */
  void finish(Problems problems) {
    values.forEach(
        (name, value) -> {
          if (!asked.contains(name)) {
            problems.add(
                new Problem(
                    "environment", 0, name, "", "no such setting" + Spelling.hint(name, asked)));
          }
        });
  }
}
