package io.campuspulse.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The benches; each is a subcommand. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCH",
    description = "Measures the service on this machine.")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  private BenchCommand() {}

  /** The command with all benches: one line adds one. */
  static CommandLine commandLine(Surroundings surroundings) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchIngestCommand(surroundings))
        .addSubcommand(new BenchComputeCommand(surroundings))
        .addSubcommand(new BenchDecodeCommand(surroundings));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing bench");
  }
}
