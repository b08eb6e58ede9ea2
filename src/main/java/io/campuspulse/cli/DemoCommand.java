package io.campuspulse.cli;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.Demo;
import io.campuspulse.app.Service;
import io.campuspulse.config.GridFactorsLoader;
import io.campuspulse.config.HttpConfig;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A living virtual school with everything embedded. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a living virtual school: embedded broker and store, simulator, dashboard.",
      "Fills in two weeks of history, then goes on live. Ctrl-C stops it; started again, it goes on."
    })
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "HTTP port on 127.0.0.1, 0 for any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--ops-port",
      defaultValue = "8081",
      paramLabel = "N",
      description = "Port of /readyz and /metrics, 0 for any. Default: ${DEFAULT-VALUE}.")
  private int opsPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for journal and store. Default: data/demo of the installation.")
  private Path data;

  @Option(
      names = "--days",
      defaultValue = "14",
      paramLabel = "N",
      description = "Days of history on a first start. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the virtual school. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--fresh", description = "Start over: delete the demo's journal and store first.")
  private boolean fresh;

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    if (days < 1 || days > 366) {
      throw new ParameterException(spec.commandLine(), "--days must be 1 to 366, not " + days);
    }
    PrintWriter out = spec.commandLine().getOut();
    Path folder = folder();
    if (fresh) {
      deleteDemo(folder);
    }
    Files.createDirectories(folder);
    HttpConfig http = new HttpConfig("127.0.0.1", port, "127.0.0.1", opsPort, List.of());
    Campus campus = campus();
    Demo demo =
        new Demo(
            new Demo.Settings(folder, http, days, seed, registry(), this::campus),
            campus,
            factors(),
            Clock.systemUTC());
    ServeCommand.Shutdown shutdown = ServeCommand.Shutdown.install(demo::close);
    Service.Addresses addresses = demo.start();
    out.println("Campus Pulse demo: " + campus.schools().iterator().next().name().zh());
    out.flush();
    fill(demo, out);
    goLive(demo);
    welcome(out, addresses, demo.city(), campus);
    shutdown.await();
    return 0;
  }

  private static void fill(Demo demo, PrintWriter out) {
    long from = demo.historyStart();
    long to = System.currentTimeMillis();
    long count;
    try (Progress progress = new Progress(out, "history since " + day(from), from, to)) {
      count = demo.backfill(from, progress::at);
    }
    out.println(count + " messages of history are in the figures.");
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), java.time.ZoneId.of("Asia/Shanghai"));
  }

  private static void goLive(Demo demo) {
    try {
      demo.goLive();
    } catch (MqttException e) {
      throw new CommandFailure("The virtual school cannot reach the broker: " + e.getMessage(), e);
    }
  }

  private static void welcome(PrintWriter out, Service.Addresses at, URI city, Campus campus) {
    String school = campus.schools().iterator().next().id();
    out.println();
    out.println("Dashboard   " + at.api() + "/");
    out.println("Health      " + at.operations() + "/readyz");
    out.println("Mock city   " + city + "/state");
    out.println();
    out.println("Poll it:");
    out.println("  curl -s '" + at.api() + "/api/v1/spaces?state=used'");
    out.println(
        "  curl -s '" + at.api() + "/api/v1/metrics/space_frequency?scope=city&by=space_type'");
    out.println(
        "  curl -s '"
            + at.api()
            + "/api/v1/metrics/energy_use?scope=school:"
            + school
            + "&resolution=P1D&format=csv'");
    out.println();
    out.println("Ctrl-C stops. Started again, the demo goes on; --fresh starts over.");
    out.flush();
  }

  private Path folder() {
    if (data != null) {
      return surroundings.directory().resolve(data);
    }
    return surroundings.home().resolve("data").resolve("demo");
  }

  /** Deletes only what a demo made. */
  private static void deleteDemo(Path folder) throws IOException {
    for (String part : List.of("journal", "store", "city")) {
      Path target = folder.resolve(part);
      if (Files.isDirectory(target)) {
        try (Stream<Path> files = Files.walk(target)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private Campus campus() {
    Problems problems = new Problems();
    Optional<Campus> campus = campus(problems);
    problems.throwIfAny();
    return campus.orElseThrow();
  }

  private Optional<Campus> campus(Problems problems) {
    return new RegistryLoader(Decoders.ids()).load(registry(), problems);
  }

  private Path registry() {
    return surroundings.home().resolve("config").resolve("registry");
  }

  private GridFactors factors() {
    Problems problems = new Problems();
    Optional<GridFactors> factors =
        GridFactorsLoader.load(
            surroundings.home().resolve("config/factors/grid-factors.yaml"), problems);
    problems.throwIfAny();
    return factors.orElseThrow();
  }
}
