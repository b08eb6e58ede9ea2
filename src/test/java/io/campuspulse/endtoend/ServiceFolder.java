package io.campuspulse.endtoend;

import io.campuspulse.app.Decoders;
import io.campuspulse.config.Installation;
import io.campuspulse.config.Problems;
import io.campuspulse.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A folder with a configuration, a small school and the service's data. */
final class ServiceFolder {
  static final String SCHOOL = "3303020001";
  static final int SPACES = 8;

  private final Path folder;
  private final int port = FreePort.find();
  private final int opsPort = FreePort.find();

  /**
   * Writes the files.
   *
   * @param broker the broker's address
   * @param store the lines of the {@code store} section
   */
  ServiceFolder(Path folder, String broker, String store) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("registry/schools"));
    Files.writeString(
        config(),
        """
        registry: registry
        grid_factors: %s
        anonymous: viewer
        http: {host: 127.0.0.1, port: %d, ops_port: %d}
        mqtt:
          url: %s
          client_id: oracle
          filters: [campus/v1/+/+/telemetry, campus/v1/+/+/status]
        journal: {dir: journal}
        store: %s
        event_time: {delay: 2m, grace: 30m, lateness: 2h, future: 5m, retention: 730d}
        """
            .formatted(
                Path.of("config/factors/grid-factors.yaml").toAbsolutePath(),
                port,
                opsPort,
                broker,
                store));
    Files.writeString(
        folder.resolve("registry/city.yaml"),
        """
        id: wenzhou
        name: {zh: 温州市, en: Wenzhou}
        grid_region: zhejiang
        zone: Asia/Shanghai
        """);
    Files.writeString(folder.resolve("registry/schools/small.yaml"), school());
  }

  private static String school() {
    StringBuilder text =
        new StringBuilder(
            """
            school: {id: "%s", division: "330302", name: {zh: 测试学校, en: Test school}, students: 400}
            defaults: {convention: campus, interval: 1m, opening_hours: always}
            buildings:
              - {id: b1, name: Building 1}
            profiles:
              room:
                points: {motion: motion, people: people}
              air:
                points: {co2: co2, temperature: temperature}
              meter:
                points:
                  energy: {quantity: energy_register, role: main, rated_power: 20kW}
                  power: {quantity: power, role: main}
            spaces:
            """
                .formatted(SCHOOL));
    for (int i = 1; i <= SPACES; i++) {
      text.append(
          "  - {id: s%d, building: b1, name: Room %d, type: classroom, area_m2: 60, capacity: 40}\n"
              .formatted(i, i));
    }
    text.append("devices:\n");
    for (int i = 1; i <= SPACES; i++) {
      for (String profile : List.of("room", "air", "meter")) {
        text.append(
            "  - {id: s%d-%s, profile: %s, space: s%d}\n".formatted(i, profile, profile, i));
      }
    }
    return text.toString();
  }

  private Path config() {
    return folder.resolve("campus.yaml");
  }

  int port() {
    return port;
  }

  Path journalFile() {
    return folder.resolve("journal/journal.db");
  }

  Path store() {
    return folder.resolve("store");
  }

  ServiceProcess service(List<String> jvmOptions) {
    return new ServiceProcess(
        new ServiceProcess.Setup(
            folder,
            List.of("serve", "--config", config().toString()),
            Map.of(),
            jvmOptions,
            port,
            opsPort));
  }

  /** What the service is configured with, read as it reads it. */
  Installation installation() {
    Problems problems = new Problems();
    var installation = Installation.load(config(), Map.of(), Decoders.ids(), problems);
    problems.throwIfAny();
    return installation.orElseThrow();
  }
}
