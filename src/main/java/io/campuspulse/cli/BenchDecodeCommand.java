package io.campuspulse.cli;

import io.campuspulse.app.bench.DecodeBench;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.Problems;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How fast messages are decoded, beside merely parsing them. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Decodes a typical message of each native convention, in turns with a bare Jackson token loop",
      "over the same bytes: messages per second of processor time, the time as a multiple of",
      "Jackson's, and the rate after bad messages as a part of the rate before. One thread."
    })
final class BenchDecodeCommand implements Callable<Integer> {
  private static final int MOST_BAD = 10_000_000;

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--bad",
      defaultValue = "10000",
      paramLabel = "N",
      description = "Bad messages between the two measurements. Default: ${DEFAULT-VALUE}.")
  private int bad;

  BenchDecodeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (bad < 0 || bad > MOST_BAD) {
      throw new ParameterException(
          spec.commandLine(), "--bad must be 0 to " + MOST_BAD + ", not " + bad);
    }
    Problems problems = new Problems();
    List<Mapping> mappings = surroundings.loadMappings(null, problems);
    problems.throwIfAny();
    PrintWriter out = spec.commandLine().getOut();
    out.println("convention     bytes   messages/s  x Jackson  after bad");
    for (DecodeBench.Line line : new DecodeBench(mappings, bad).run()) {
      out.printf(
          Locale.ROOT,
          "%-14s %5d %12.0f %10s %9.0f%%%n",
          line.convention(),
          line.bytes(),
          line.perSecond(),
          Double.isNaN(line.ratio()) ? "-" : String.format(Locale.ROOT, "%.2f", line.ratio()),
          100 * line.afterBad());
    }
    out.flush();
    return 0;
  }
}
