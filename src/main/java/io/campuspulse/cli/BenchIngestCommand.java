package io.campuspulse.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.app.Decoders;
import io.campuspulse.app.bench.BenchFailure;
import io.campuspulse.app.bench.IngestBench;
import io.campuspulse.app.bench.IngestReport;
import io.campuspulse.app.bench.IngestSettings;
import io.campuspulse.app.bench.Round;
import io.campuspulse.config.GridFactorsLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
  private static final double MIB = 1 << 20;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      defaultValue = "200000",
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
      names = "--runs",
      defaultValue = "3",
      paramLabel = "N",
      description = "Repetitions of each, after one to warm up. Default: ${DEFAULT-VALUE}.")
  private int runs;

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

  @Option(
      names = {"-r", "--registry"},
      paramLabel = "DIR",
      description = "Registry whose devices send. Default: the shipped school.")
  private Path registry;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where journal and store are written, and deleted after. Default: ${DEFAULT-VALUE}.",
      defaultValue = "${sys:java.io.tmpdir}")
  private Path directory;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the virtual campus. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  BenchIngestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    check("--messages", messages, 1000, 20_000_000);
    check("--connections", connections, 1, 64);
    check("--runs", runs, 1, 100);
    Campus campus = campus();
    GridFactors factors = factors();
    Path folder =
        Files.createTempDirectory(surroundings.directory().resolve(directory), "campus-bench-")
            .toAbsolutePath();
    try {
      IngestSettings settings =
          new IngestSettings(
              messages, connections, runs, store(), Optional.ofNullable(broker), folder, seed);
      IngestReport report =
          new IngestBench(settings, campus, factors, Clock.systemUTC(), new Reporter()).run();
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(report) : text(report));
      out.flush();
      return 0;
    } catch (BenchFailure e) {
      throw new CommandFailure(e.getMessage(), e);
    } finally {
      delete(folder);
    }
  }

  private void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw misuse(option + " must be " + least + " to " + most + ", not " + value);
    }
  }

  private IngestSettings.Store store() {
    if (broker != null && (!"tcp".equals(broker.getScheme()) || broker.getHost() == null)) {
      throw misuse("--broker must look like tcp://host:1883, not '" + broker + "'");
    }
    return switch (store) {
      case "embedded" -> IngestSettings.Store.EMBEDDED;
      case "influx" -> IngestSettings.Store.INFLUX;
      default -> throw misuse("--store must be embedded or influx, not '" + store + "'");
    };
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private Campus campus() {
    Problems problems = new Problems();
    Path folder =
        registry == null
            ? surroundings.installed(Path.of("config", "registry"))
            : surroundings.directory().resolve(registry);
    Optional<Campus> campus = new RegistryLoader(Decoders.ids()).load(folder, problems);
    problems.throwIfAny();
    return campus.orElseThrow();
  }

  private GridFactors factors() {
    Problems problems = new Problems();
    Optional<GridFactors> factors =
        GridFactorsLoader.load(
            surroundings.installed(Path.of("config", "factors", "grid-factors.yaml")), problems);
    problems.throwIfAny();
    return factors.orElseThrow();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Progress on standard error, so that the result alone is on standard output. */
  private final class Reporter implements IngestBench.Listener {
    private final PrintWriter err = spec.commandLine().getErr();
    private Progress progress;

    @Override
    public void begins(String what, long count) {
      progress = new Progress(err, what, 0, count);
    }

    @Override
    public void at(long count) {
      progress.at(count);
    }

    @Override
    public void ends(Optional<Round> round) {
      progress.close();
      round.ifPresent(r -> err.println(line(r.subscriber(), r)));
      err.flush();
    }
  }

  private static String line(String name, Round r) {
    return String.format(
        Locale.ROOT,
        "%-6s %,9.0f messages/s   %6.1f µs CPU/message   (broker %.1f µs)",
        name,
        r.rate(),
        r.cpuMicros(),
        r.brokerMicros());
  }

  private String text(IngestReport report) {
    Round ours = report.ours();
    String of = report.settings().runs() == 1 ? "1 run" : "median of " + runs + " runs";
    return String.format(
        Locale.ROOT,
        """

        load    %s
        broker  %s
        setup   %d connection(s) each, %s store, %d processors, %s, after a warm-up
        %s
        %s
        ratio   %.2f of the bare rate
        memory  %.0f MiB resident at most, %.0f MiB heap in use at most (ours)
        fates   %s
        """,
        report.load(),
        report.broker(),
        report.settings().connections(),
        store,
        Runtime.getRuntime().availableProcessors(),
        of,
        line("bare", report.bare()),
        line("ours", ours),
        report.ratio(),
        ours.residentPeakBytes() / MIB,
        ours.heapPeakBytes() / MIB,
        report.fates());
  }

  private String json(IngestReport report) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
      g.writeStartObject();
      g.writeStringField("load", report.load());
      g.writeStringField("broker", report.broker());
      g.writeNumberField("messages", messages);
      g.writeNumberField("connections", connections);
      g.writeStringField("store", store);
      g.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
      g.writeNumberField("ratio", report.ratio());
      g.writeFieldName("bare");
      json(g, report.bare());
      g.writeFieldName("ours");
      json(g, report.ours());
      g.writeArrayFieldStart("rounds");
      for (Round round : report.rounds()) {
        json(g, round);
      }
      g.writeEndArray();
      g.writeEndObject();
    }
    return out + "\n";
  }

  private static void json(JsonGenerator g, Round round) throws IOException {
    g.writeStartObject();
    g.writeStringField("subscriber", round.subscriber());
    g.writeNumberField("messagesPerSecond", round.rate());
    g.writeNumberField("cpuMicrosPerMessage", round.cpuMicros());
    g.writeNumberField("brokerCpuMicrosPerMessage", round.brokerMicros());
    g.writeNumberField("heapPeakBytes", round.heapPeakBytes());
    g.writeNumberField("residentPeakBytes", round.residentPeakBytes());
    g.writeEndObject();
  }
}
