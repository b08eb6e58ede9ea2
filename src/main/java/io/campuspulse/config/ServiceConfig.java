package io.campuspulse.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration of one service, validated. See {@code config/campus.yaml} for the file.
 *
 * @param http where it listens
 * @param mqtt the broker
 * @param journal the durable log
 * @param store readings and facts
 * @param eventTime watermark, grace and clock rules
 * @param files registry and reference tables
 * @param access callers without a key, and cities
 */
public record ServiceConfig(
    HttpConfig http,
    MqttConfig mqtt,
    JournalConfig journal,
    StoreConfig store,
    EventTimeConfig eventTime,
    FilesConfig files,
    AccessConfig access) {

  /** What a caller without a key may do: {@link Role#NONE} or {@link Role#VIEWER}. */
  public Role anonymous() {
    return access.anonymous();
  }

  /**
   * Reference data beside the main file.
   *
   * @param registry the registry folder
   * @param gridFactors the emission factor table
   */
  public record FilesConfig(Path registry, Path gridFactors) {}

  /**
   * Reads and checks the main file.
   *
   * @param file the file
   * @param environment variables, of which those that begin with {@code CAMPUS_} override
   * @param problems receives everything that is wrong
   * @return the configuration, or empty when there are problems
   */
  public static Optional<ServiceConfig> load(
      Path file, Map<String, String> environment, Problems problems) {
    int before = problems.size();
    Optional<ServiceConfig> config = draft(file, environment, problems);
    return problems.size() == before ? config : Optional.empty();
  }

  /** Like {@link #load}, but with placeholders for wrong values: enough to go on checking. */
  static Optional<ServiceConfig> draft(
      Path file, Map<String, String> environment, Problems problems) {
    return StrictYaml.read(file, Overrides.from(environment), problems).map(ServiceConfig::read);
  }

  private static ServiceConfig read(Section root) {
    ServiceConfig config =
        new ServiceConfig(
            HttpConfig.read(root.sectionOrEmpty("http")),
            MqttConfig.read(root.section("mqtt")),
            JournalConfig.read(root.section("journal")),
            StoreConfig.read(root.section("store")),
            EventTimeConfig.read(root.sectionOrEmpty("event_time")),
            new FilesConfig(
                root.file("registry", "registry"),
                root.file("grid_factors", "factors/grid-factors.yaml")),
            new AccessConfig(
                root.enumOf("anonymous", Role.class, Role.NONE), CityConfig.read(root)));
    if (config.anonymous() != Role.NONE && config.anonymous() != Role.VIEWER) {
      root.problemAt("anonymous", "must be none or viewer");
    }
    root.finish();
    return config;
  }
}
