package io.campuspulse.cli;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.OccupancyTable;
import io.campuspulse.app.OfflineFiles;
import io.campuspulse.app.OfflineRun;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.GridFactorsLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.config.RegistryLoader;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.query.Answer;
import io.campuspulse.query.AnswerCsv;
import io.campuspulse.query.AnswerJson;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.Figures;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.QueryProblem;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import io.campuspulse.window.Watermark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Computes figures from files, without a broker. */
@Command(
    name = "compute",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Computes a metric from files: the service's own pipeline, no broker, no store.",
      "Prints the same JSON as GET /api/v1/metrics/{metric}. Everything in the file counts as",
      "arrived; time after the last reading is unknown."
    },
    footer = {
      "",
      "Files:",
      "  --messages  one JSON object a line:",
      "              {\"topic\":\"campus/v1/…\",\"payload\":\"<base64>\",\"retained\":false,",
      "               \"receivedAt\":\"2026-03-02T00:00:00Z\" or epoch ms}",
      "  --readings  CSV with the header point,time,value or point,time,value,quality;",
      "              point = registry id, time = RFC 3339 or epoch ms, value in the point's unit,",
      "              quality = good, suspect or bad",
      "",
      "Example:",
      "  campus compute --registry config/registry --readings old.csv \\",
      "    --metric space_frequency --scope city --by space_type \\",
      "    --from 2026-03-02 --to 2026-03-09 --resolution P1D",
      "  campus compute --registry config/examples/rooms/registry \\",
      "    --readings config/examples/rooms/readings.csv --metric occupancy \\",
      "    --from 2026-03-02T08:00:00+08:00 --to 2026-03-02T12:00:00+08:00 \\",
      "    --resolution PT10M --format csv"
    })
final class ComputeCommand implements Callable<Integer> {
  private static final String OCCUPANCY = "occupancy";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-r", "--registry"},
      required = true,
      paramLabel = "DIR",
      description = "Registry folder.")
  private Path registry;

  @ArgGroup(multiplicity = "1")
  private Input input;

  /** Exactly one of the two. */
  static final class Input {
    @Option(names = "--messages", paramLabel = "FILE", description = "MQTT messages, NDJSON.")
    private Path messages;

    @Option(names = "--readings", paramLabel = "FILE", description = "Readings, CSV.")
    private Path readings;
  }

  @Option(
      names = {"-m", "--metric"},
      required = true,
      paramLabel = "ID",
      description = "Metric id, such as space_frequency; or occupancy: the states of spaces.")
  private String metric;

  @Option(
      names = {"-s", "--scope"},
      defaultValue = "city",
      paramLabel = "SCOPE",
      description =
          "city, school:ID, building:ID, space:ID or equipment:ID. Default: ${DEFAULT-VALUE}.")
  private String scope;

  @Option(
      names = "--by",
      paramLabel = "GROUP",
      description = "school, building, space_type, space or equipment.")
  private String by;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "T",
      description = "Start: RFC 3339 time, or date (local midnight).")
  private String from;

  @Option(names = "--to", required = true, paramLabel = "T", description = "End, not included.")
  private String to;

  @Option(
      names = "--resolution",
      paramLabel = "R",
      description = {
        "PT15M, PT1H, P1D, P1W, P1M, P1Y or total. Default: P1D.",
        "For occupancy any length such as PT1M or PT10M, or 'changes'. Default: PT15M."
      })
  private String resolution;

  @Option(names = "--tz", paramLabel = "ZONE", description = "Zone of days. Default: the city's.")
  private String tz;

  @Option(names = "--basis", paramLabel = "BASIS", description = "Time basis, such as open.")
  private String basis;

  @Option(
      names = "--factors",
      paramLabel = "FILE",
      description = "Grid factor table. Default: factors/grid-factors.yaml beside the registry.")
  private Path factors;

  @Option(names = "--format", defaultValue = "json", paramLabel = "F", description = "json or csv.")
  private String format;

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = "Mappings of your own; they go before the shipped ones.")
  private Path mappings;

  ComputeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = surroundings.directory().resolve(registry);
    Problems problems = new Problems();
    List<Mapping> mapped = surroundings.loadMappings(mappings, problems);
    Optional<Campus> loaded = new RegistryLoader(Decoders.ids(mapped)).load(folder, problems);
    problems.throwIfAny();
    Campus campus = loaded.orElseThrow();
    boolean occupancy = metric.equals(OCCUPANCY);
    Optional<FigureQuery> query = occupancy ? Optional.empty() : Optional.of(query(campus));
    Interval range = occupancy ? range(campus) : query.orElseThrow().range();
    OfflineRun run =
        new OfflineRun(
            campus,
            Decoders.all(mapped),
            loadFactors(folder, campus),
            new Watermark.Rules(0, 0, Watermark.Rules.DEFAULT.idleMillis()));
    feed(run);
    try {
      Figures figures = run.compute(range.end());
      if (occupancy) {
        printStates(run, range);
        return 0;
      }
      Answer answer = figures.answer(query.orElseThrow());
      boolean csv = format.equals("csv");
      byte[] bytes = csv ? AnswerCsv.bytes(answer) : AnswerJson.series(answer);
      PrintWriter out = spec.commandLine().getOut();
      out.print(new String(bytes, StandardCharsets.UTF_8));
      out.flush();
    } catch (QueryProblem e) {
      throw misuse("--" + e.parameter() + " '" + e.value() + "': " + e.rule());
    }
    return 0;
  }

  private void printStates(OfflineRun run, Interval range) {
    Scope parsed = parsedScope();
    if (!run.campus().exists(parsed)) {
      throw misuse("--scope '" + scope + "': there is no such place");
    }
    StringBuilder text = new StringBuilder();
    OccupancyTable table =
        new OccupancyTable(binMillis(), zone(run.campus()), format.equals("csv"), text);
    table.begin();
    boolean first = true;
    for (Space space : run.campus().spacesUnder(parsed)) {
      table.begin(space.id(), range, first);
      run.states(space, range, table::add);
      table.end();
      first = false;
      spec.commandLine().getOut().append(text);
      text.setLength(0);
    }
    table.finish();
    spec.commandLine().getOut().append(text).flush();
  }

  private long binMillis() {
    if (resolution == null) {
      return Interval.BASE_MILLIS;
    }
    if (resolution.equals("changes")) {
      return OccupancyTable.CHANGES;
    }
    try {
      long millis = Duration.parse(resolution.equals("P1D") ? "PT24H" : resolution).toMillis();
      if (millis >= 1000) {
        return millis;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // falls through to the one sentence
    }
    throw misuse(
        "--resolution of occupancy must be a length of at least a second, such as PT1M, or"
            + " changes, not '"
            + resolution
            + "'");
  }

  private EmissionFactors loadFactors(Path folder, Campus campus) {
    Path file =
        factors != null
            ? surroundings.directory().resolve(factors)
            : folder.resolveSibling("factors").resolve("grid-factors.yaml");
    if (factors == null && !Files.exists(file)) {
      return EmissionFactors.NONE;
    }
    Problems problems = new Problems();
    Optional<GridFactors> table = GridFactorsLoader.load(file, problems);
    problems.throwIfAny();
    return EmissionFactors.of(table.orElseThrow(), campus.city().gridRegion());
  }

  private FigureQuery query(Campus campus) {
    Interval range = range(campus);
    ZoneId zone = zone(campus);
    Scope parsed = parsedScope();
    Resolution bins =
        Resolution.byText(resolution == null ? Resolution.P1D.text() : resolution)
            .orElseThrow(
                () ->
                    misuse(
                        "--resolution must be one of "
                            + Arrays.stream(Resolution.values())
                                .map(Resolution::text)
                                .collect(Collectors.joining(", "))
                            + ", not '"
                            + resolution
                            + "'"));
    Grouping grouping =
        by == null
            ? Grouping.NONE
            : Grouping.byWord(by)
                .orElseThrow(
                    () ->
                        misuse(
                            "--by must be school, building, space_type, space or equipment, not '"
                                + by
                                + "'"));
    return new FigureQuery(metric, basis, parsed, grouping, range, bins, zone);
  }

  private Interval range(Campus campus) {
    if (!format.equals("json") && !format.equals("csv")) {
      throw misuse("--format must be json or csv, not '" + format + "'");
    }
    long start = TimeText.instant("--from", from, zone(campus), this::misuse);
    long end = TimeText.instant("--to", to, zone(campus), this::misuse);
    if (end <= start) {
      throw misuse("--to must lie after --from");
    }
    return new Interval(start, end);
  }

  private ZoneId zone(Campus campus) {
    return tz == null ? campus.city().zone() : TimeText.zone(tz, this::misuse);
  }

  private Scope parsedScope() {
    try {
      return Scope.parse(scope);
    } catch (IllegalArgumentException e) {
      throw misuse("--scope: " + e.getMessage());
    }
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private void feed(OfflineRun run) throws IOException {
    boolean messages = input.messages != null;
    Path file = surroundings.directory().resolve(messages ? input.messages : input.readings);
    PrintWriter err = spec.commandLine().getErr();
    try (Progress progress = Progress.ofBytes(err, "reading " + file.getFileName(), file)) {
      if (messages) {
        OfflineFiles.messages(file, run, progress::at);
      } else {
        OfflineFiles.readings(file, run, progress::at);
      }
    } catch (NoSuchFileException e) {
      throw new CommandFailure("There is no file " + file + ".");
    } catch (OfflineFiles.BadLine e) {
      throw new CommandFailure(e.getMessage());
    }
    run.refused()
        .forEach((reason, count) -> err.println(count + " message(s) not used: " + reason));
    err.flush();
  }
}
