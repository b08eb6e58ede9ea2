package io.campuspulse.cli;

import io.campuspulse.app.Decoders;
import io.campuspulse.config.Problems;
import io.campuspulse.model.School;
import io.campuspulse.simulator.NdjsonFiles;
import io.campuspulse.simulator.Pace;
import io.campuspulse.simulator.Publisher;
import io.campuspulse.simulator.TimetableFiles;
import io.campuspulse.simulator.city.CityGenerator;
import io.campuspulse.simulator.scenario.CalendarDays;
import io.campuspulse.simulator.world.PlannedUse;
import io.campuspulse.simulator.world.World;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings a virtual campus to life, over MQTT or into files. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Brings a virtual campus to life over MQTT or into a file, with its ground truth.",
      "Equal scenario, seed and registry give equal bytes."
    },
    footer = {
      "",
      "Examples:",
      "  campus simulate --broker tcp://127.0.0.1:1883                  live, in real time",
      "  campus simulate --broker tcp://127.0.0.1:1883 --speed 60 --from 2026-03-02 --days 7",
      "  campus simulate --out week.ndjson --truth truth.ndjson --from 2026-03-02 --days 7",
      "  campus simulate --out d.ndjson --timetable plan/ --from 2026-03-02  with the plan beside it",
      "  campus simulate --scenario city --generate-registry city/      a registry of 31 schools"
    })
final class SimulateCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private Worlds worlds;

  @ArgGroup(multiplicity = "1")
  private Target target;

  /** Exactly one of them. */
  static final class Target {
    @Option(
        names = "--broker",
        paramLabel = "URL",
        description = "Publish over MQTT, QoS 1, such as tcp://127.0.0.1:1883.")
    private String broker;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write messages as NDJSON, the format of 'compute --messages'.")
    private Path out;

    @Option(
        names = "--generate-registry",
        paramLabel = "DIR",
        description = "Write the registry of a generated city of two municipalities and end.")
    private Path generate;
  }

  @Option(names = "--truth", paramLabel = "FILE", description = "Write the ground truth, NDJSON.")
  private Path truth;

  @Option(
      names = "--timetable",
      paramLabel = "DIR",
      description = "Write what is planned: files for the registry folder of each school.")
  private Path timetable;

  @Option(
      names = "--from",
      paramLabel = "T",
      description = "Start: RFC 3339 time or date. Default with --broker: now.")
  private String from;

  @Option(
      names = "--days",
      paramLabel = "D",
      description = "Length in days. Default: 1 with --out, without end with --broker.")
  private Integer days;

  @Option(
      names = "--speed",
      defaultValue = "1",
      paramLabel = "X",
      description = "With --broker: 1 real time, 60 a minute a second, max as fast as it goes.")
  private String speed;

  @Option(
      names = "--connections",
      defaultValue = "2",
      paramLabel = "N",
      description = "MQTT connections. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(names = "--user", paramLabel = "NAME", description = "Broker user.")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the broker user's password.")
  private Path passwordFile;

  SimulateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    if (target.generate != null) {
      return generate();
    }
    World world = worlds.world(surroundings);
    ZoneId zone = world.campus().city().zone();
    Clock clock = Clock.systemUTC();
    if (from == null && target.out != null) {
      throw misuse("--out needs --from");
    }
    long start =
        from == null ? clock.millis() : TimeText.instant("--from", from, zone, this::misuse);
    if (start < world.epochMillis()) {
      throw misuse("--from must not lie before the scenario's epoch, " + world.scenario().epoch());
    }
    if (days != null && days < 1) {
      throw misuse("--days must be at least 1, not " + days);
    }
    boolean endless = days == null && target.broker != null;
    long end = start + TimeUnit.DAYS.toMillis(endless ? 36_500 : days == null ? 1 : days);
    if (timetable != null) {
      if (endless) {
        throw misuse("--timetable needs --days");
      }
      writeTimetable(world, start, end);
    }
    if (truth != null) {
      if (endless) {
        throw misuse("--truth needs --days");
      }
      writeTruth(world, start, end);
    }
    return target.out != null ? write(world, start, end) : publish(world, start, end, clock);
  }

  private int generate() throws IOException {
    Path folder = surroundings.directory().resolve(target.generate);
    Problems problems = new Problems();
    Set<String> known = Decoders.ids(surroundings.loadMappings(null, problems));
    problems.throwIfAny();
    var files = new CityGenerator(CityGenerator.Plan.wenzhouAndTaizhou(known)).write(folder);
    say(files.size() + " registry files in " + folder);
    return 0;
  }

  private void writeTruth(World world, long start, long end) throws IOException {
    Path file = surroundings.directory().resolve(truth);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      NdjsonFiles.Truth sink = NdjsonFiles.truth(out);
      world.truth(start, end, sink);
      sink.flush();
    }
    say("truth in " + file);
  }

  /** A folder for each school, with what its registry folder takes. */
  private void writeTimetable(World world, long start, long end) throws IOException {
    Path folder = surroundings.directory().resolve(timetable);
    ZoneId zone = world.campus().city().zone();
    LocalDate last = LocalDate.ofInstant(Instant.ofEpochMilli(end - 1), zone).plusDays(31);
    var days = new CalendarDays(world.scenario().calendar(), world.scenario().epoch(), last);
    var bySchool =
        world.bookings(start, end).stream().collect(Collectors.groupingBy(PlannedUse::school));
    for (School school : world.campus().schools()) {
      Path own = Files.createDirectories(folder.resolve(school.id()));
      try (Writer out = Files.newBufferedWriter(own.resolve("bookings.csv"))) {
        TimetableFiles.csv(bySchool.getOrDefault(school.id(), List.of()), zone, out);
      }
      try (Writer out = Files.newBufferedWriter(own.resolve("academics.yaml"))) {
        TimetableFiles.calendar(days, "bookings.csv", out);
      }
    }
    say("timetables in " + folder);
  }

  private int write(World world, long start, long end) throws IOException {
    Path file = surroundings.directory().resolve(target.out);
    PrintWriter err = spec.commandLine().getErr();
    long startedAt = System.nanoTime();
    long cpuAt = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long count;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        Progress progress = new Progress(err, "simulating", start, end)) {
      count = NdjsonFiles.messages(world.messages(start, end), out, progress::at);
    }
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuAt) / 1e9;
    say(
        "%,d messages in %s (%,.0f a second, %,.0f a second of one core)"
            .formatted(count, file, count / seconds, count / cpu));
    return 0;
  }

  private int publish(World world, long start, long end, Clock clock) throws IOException {
    Pace pace = pace(clock, start);
    try (Publisher publisher =
            new Publisher(
                new Publisher.Target(
                    target.broker, "campus-sim", connections, 200, credentials()));
        Progress progress = new Progress(spec.commandLine().getErr(), "simulating", start, end)) {
      Thread hook = new Thread(publisher::stop, "shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      publisher.publishNow(world.births(start));
      long count = publisher.publish(world.messages(start, end), pace, progress::at);
      say("%,d messages published".formatted(count));
      return 0;
    } catch (MqttException e) {
      throw new CommandFailure(
          "The broker " + target.broker + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private Pace pace(Clock clock, long start) {
    if (speed.equals("max")) {
      return Pace.asFastAsPossible();
    }
    try {
      double factor = Double.parseDouble(speed);
      if (factor > 0 && factor <= 1_000_000) {
        return Pace.times(factor, clock::millis, start);
      }
    } catch (NumberFormatException e) {
      // falls through to the sentence
    }
    throw misuse("--speed must be max or a number above 0, not '" + speed + "'");
  }

  private Publisher.Credentials credentials() throws IOException {
    if ((user == null) != (passwordFile == null)) {
      throw misuse("--user and --password-file are given together");
    }
    return user == null
        ? Publisher.Credentials.ANONYMOUS
        : new Publisher.Credentials(
            user, Files.readString(surroundings.directory().resolve(passwordFile)).strip());
  }

  private void say(String text) {
    spec.commandLine().getErr().println(text);
    spec.commandLine().getErr().flush();
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
