package io.campuspulse.cli;

import io.campuspulse.app.truth.TruthCheck;
import io.campuspulse.config.GridFactorsLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.model.Interval;
import io.campuspulse.simulator.world.World;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares figures with the ground truth of a virtual campus. */
@Command(
    name = "truth-check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares every figure of a virtual campus with its ground truth.",
      "Prints error, width of the bounds, and how often the bounds miss the truth.",
      "Fails when a metric leaves its tolerance."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:within tolerance", "1:a metric is outside", "2:wrong usage"})
final class TruthCheckCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Mixin private Worlds worlds;

  @Option(
      names = "--from",
      defaultValue = "2026-03-02",
      paramLabel = "DATE",
      description = "First day. Default: ${DEFAULT-VALUE}.")
  private String from;

  @Option(
      names = "--days",
      defaultValue = "3",
      paramLabel = "D",
      description = "Days. Default: ${DEFAULT-VALUE}.")
  private int days;

  TruthCheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (days < 1 || days > 366) {
      throw misuse("--days must be 1 to 366, not " + days);
    }
    World world = worlds.world(surroundings);
    ZoneId zone = world.campus().city().zone();
    long start = TimeText.instant("--from", from, zone, this::misuse);
    LocalDate day = LocalDate.ofInstant(java.time.Instant.ofEpochMilli(start), zone);
    if (day.atStartOfDay(zone).toInstant().toEpochMilli() != start || start < world.epochMillis()) {
      throw misuse("--from must be a date, not before " + world.scenario().epoch());
    }
    Interval range = new Interval(start, start + TimeUnit.DAYS.toMillis(days));
    List<TruthCheck.Line> lines;
    try (Progress progress =
        new Progress(
            spec.commandLine().getErr(),
            "checking " + world.scenario().name(),
            start,
            range.end())) {
      lines = new TruthCheck(world, range, factors(world)).run(progress::at);
    }
    print(lines);
    long failed = lines.stream().filter(line -> !line.passed()).count();
    if (failed > 0) {
      throw new CommandFailure(failed + " line(s) are outside their tolerance.");
    }
    return 0;
  }

  private EmissionFactors factors(World world) {
    Problems problems = new Problems();
    var table =
        GridFactorsLoader.load(
            surroundings.home().resolve("config/factors/grid-factors.yaml"), problems);
    problems.throwIfAny();
    return EmissionFactors.of(table.orElseThrow(), world.campus().city().gridRegion());
  }

  private void print(List<TruthCheck.Line> lines) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-26s %-24s %8s %11s %11s %10s %12s %7s  %s%n",
        "metric",
        "level",
        "figures",
        "withheld",
        "mean error",
        "max error",
        "bounds width",
        "missed",
        "verdict");
    for (TruthCheck.Line l : lines) {
      out.printf(
          Locale.ROOT,
          "%-26s %-24s %8d %11d %11.3f %10.3f %12.3f %7d  %s%n",
          l.metric(),
          l.level(),
          l.figures(),
          l.withheld(),
          l.errors().mean(),
          l.errors().max(),
          l.bounds().meanWidth(),
          l.bounds().missed(),
          !l.judged() ? "not judged" : l.passed() ? "ok" : "OUTSIDE");
    }
    out.flush();
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
