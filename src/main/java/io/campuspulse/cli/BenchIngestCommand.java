package io.campuspulse.cli;

import io.campuspulse.app.bench.IngestBench;
import io.campuspulse.app.bench.IngestSettings;
import io.campuspulse.config.GridFactorsLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast messages come in, beside a bare subscriber. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Blasts QoS 1 messages of a virtual campus through a real broker, in turns to a bare Paho",
      "subscriber that only counts and to the whole service: journaled with fsync, stored, facts",
      "updated. Prints the medians of both, their ratio, CPU per message and peak memory.",
      "Publisher, broker and subscriber share this machine's processors."
    })
final class BenchIngestCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--messages",
      defaultValue = "300000",
      paramLabel = "N",
      description = "Messages per repetition. Default: ${DEFAULT-VALUE}.")
  private int messages;

  @Option(
      names = "--connections",
      defaultValue = "1",
      paramLabel = "N",
      description = "Connections of each subscriber; several share one subscription. Default: 1.")
  private int connections;

  @Option(
      names = "--store",
      defaultValue = "embedded",
      paramLabel = "S",
      description = "embedded, or influx: starts Debian's influxd. Default: ${DEFAULT-VALUE}.")
  private String store;

  @Option(
      names = "--broker",
      paramLabel = "URL",
      description = {
        "tcp://host:port of a broker for this alone: the messages look real. Default: starts",
        "Debian's mosquitto."
      })
  private URI broker;

  @Mixin private BenchOptions options;

  BenchIngestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    options.check("--messages", messages, 1000, 20_000_000);
    options.check("--connections", connections, 1, 64);
    if (broker != null && (!"tcp".equals(broker.getScheme()) || broker.getHost() == null)) {
      throw options.misuse("--broker must look like tcp://host:1883, not '" + broker + "'");
    }
    IngestSettings.Store kind = store();
    int runs = options.runs();
    Campus campus = options.campus(surroundings);
    GridFactors factors = factors();
    options.run(
        surroundings,
        folder -> {
          IngestSettings settings =
              new IngestSettings(
                  messages,
                  connections,
                  runs,
                  kind,
                  Optional.ofNullable(broker),
                  folder,
                  options.seed());
          Clock clock = Clock.systemUTC();
          return new IngestBench(settings, campus, factors, clock, options.listener()).run();
        });
    return 0;
  }

  private IngestSettings.Store store() {
    for (IngestSettings.Store kind : IngestSettings.Store.values()) {
      if (kind.word().equals(store)) {
        return kind;
      }
    }
    throw options.misuse("--store must be embedded or influx, not '" + store + "'");
  }

  private GridFactors factors() {
    Problems problems = new Problems();
    Optional<GridFactors> factors =
        GridFactorsLoader.load(
            surroundings.installed(Path.of("config", "factors", "grid-factors.yaml")), problems);
    problems.throwIfAny();
    return factors.orElseThrow();
  }
}
