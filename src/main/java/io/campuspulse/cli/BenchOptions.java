package io.campuspulse.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.campuspulse.app.Decoders;
import io.campuspulse.app.bench.BenchFailure;
import io.campuspulse.app.bench.BenchListener;
import io.campuspulse.app.bench.BenchReport;
import io.campuspulse.app.bench.Round;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.registry.Campus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all benches have in common: options, a folder of their own, progress and the report. */
final class BenchOptions {
  private static final double MIB = 1 << 20;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--runs",
      defaultValue = "3",
      paramLabel = "N",
      description = "Repetitions of each, after one to warm up. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = {"-r", "--registry"},
      paramLabel = "DIR",
      description = "Registry whose devices send. Default: the shipped school.")
  private Path registry;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the virtual campus. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--dir",
      defaultValue = "${sys:java.io.tmpdir}",
      paramLabel = "DIR",
      description = "Where files are written, and deleted after. Default: ${DEFAULT-VALUE}.")
  private Path directory;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  /** A bench that writes into a folder. */
  interface Bench {
    BenchReport run(Path folder) throws IOException;
  }

  /** Runs a bench in a folder that is deleted afterwards, and prints its report. */
  void run(Surroundings surroundings, Bench bench) throws IOException {
    Path folder =
        Files.createTempDirectory(surroundings.directory().resolve(directory), "campus-bench-")
            .toAbsolutePath();
    try {
      BenchReport report = bench.run(folder);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? json(report) : text(report));
      out.flush();
    } catch (BenchFailure e) {
      throw new CommandFailure(e.getMessage(), e);
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  int runs() {
    check("--runs", runs, 1, 100);
    return runs;
  }

  long seed() {
    return seed;
  }

  /** The registry whose devices send. */
  Campus campus(Surroundings surroundings) {
    Problems problems = new Problems();
    Path folder =
        registry == null
            ? surroundings.installed(Path.of("config", "registry"))
            : surroundings.directory().resolve(registry);
    Optional<Campus> campus = new RegistryLoader(Decoders.ids()).load(folder, problems);
    problems.throwIfAny();
    return campus.orElseThrow();
  }

  void check(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw misuse(option + " must be " + least + " to " + most + ", not " + value);
    }
  }

  ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** Progress on standard error, so that the result alone is on standard output. */
  BenchListener listener() {
    return new Reporter();
  }

  private final class Reporter implements BenchListener {
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
      round.ifPresent(r -> err.println(line(r, "")));
      err.flush();
    }
  }

  private static String line(Round r, String unit) {
    String broker =
        r.brokerMicros() == 0
            ? ""
            : String.format(Locale.ROOT, "   (broker %.1f µs)", r.brokerMicros());
    return String.format(
        Locale.ROOT,
        "%-8s %,11.0f %s/s   %7.2f µs CPU each%s",
        r.contestant(),
        r.rate(),
        unit,
        r.cpuMicros(),
        broker);
  }

  private String text(BenchReport report) {
    StringBuilder out = new StringBuilder("\n");
    report.setup().forEach((word, text) -> out.append("%-8s %s%n".formatted(word, text)));
    Round ours = report.ours();
    return out.append(
            String.format(
                Locale.ROOT,
                """
                machine  %d processors, heap up to %.0f MiB; medians of %d run(s) after a warm-up
                %s
                %s
                ratio    %.2f of the bare rate
                memory   %.0f MiB resident at most, %.0f MiB heap in use at most (ours)
                """,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / MIB,
                runs,
                line(report.bare(), report.unit()),
                line(ours, report.unit()),
                report.ratio(),
                ours.residentPeakBytes() / MIB,
                ours.heapPeakBytes() / MIB))
        .toString();
  }

  private String json(BenchReport report) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator g = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
      g.writeStartObject();
      for (Map.Entry<String, String> e : report.setup().entrySet()) {
        g.writeStringField(e.getKey(), e.getValue());
      }
      g.writeStringField("unit", report.unit());
      g.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
      g.writeNumberField("ratio", report.ratio());
      g.writeArrayFieldStart("medians");
      json(g, report.bare());
      json(g, report.ours());
      g.writeEndArray();
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
    g.writeStringField("contestant", round.contestant());
    g.writeNumberField("perSecond", round.rate());
    g.writeNumberField("cpuMicros", round.cpuMicros());
    g.writeNumberField("brokerCpuMicros", round.brokerMicros());
    g.writeNumberField("heapPeakBytes", round.heapPeakBytes());
    g.writeNumberField("residentPeakBytes", round.residentPeakBytes());
    g.writeEndObject();
  }
}
