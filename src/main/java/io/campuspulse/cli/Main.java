package io.campuspulse.cli;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.Service;
import io.campuspulse.config.ConfigException;
import io.campuspulse.journal.JournalException;
import io.campuspulse.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The {@code campus} command. Exit codes: 0 done, 1 failed, 2 wrong usage; the reason for 1 and 2
 * is a sentence on standard error.
 */
@Command(
    name = "campus",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Campus Pulse: smart-campus telemetry, utilization and energy figures.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; the reason is on standard error", "2:wrong usage"})
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--stacktrace",
      scope = CommandLine.ScopeType.INHERIT,
      hidden = true,
      description = "Show where a failure came from.")
  private boolean stacktrace;

  private Main() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int code = commandLine(Surroundings.ofProcess()).setOut(out).setErr(err).execute(args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
  }

  /** The command line with all subcommands, ready to {@link CommandLine#execute}. */
  public static CommandLine commandLine(Surroundings surroundings) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.addSubcommand(new DemoCommand(surroundings));
    line.addSubcommand(new ServeCommand(surroundings));
    line.addSubcommand(new SimulateCommand(surroundings));
    line.addSubcommand(new TruthCheckCommand(surroundings));
    line.addSubcommand(new ComputeCommand(surroundings));
    line.addSubcommand(new SavingsCommand(surroundings));
    line.addSubcommand(new CheckConfigCommand(surroundings, Decoders.ids()));
    line.addSubcommand(new DevicesCommand(surroundings));
    line.addSubcommand(new ReloadCommand(surroundings));
    line.addSubcommand(new MockCityCommand(surroundings));
    line.addSubcommand(BenchCommand.commandLine(surroundings));
    line.addSubcommand(new ReplayCommand(surroundings, Clock.systemUTC()));
    line.addSubcommand(new DecodeCommand(surroundings, InstantSource.system()));
    line.setExecutionExceptionHandler(main::failed);
    line.setParameterExceptionHandler(Main::misused);
    line.setUsageHelpAutoWidth(true);
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  private int failed(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (stacktrace) {
      e.printStackTrace(err);
    }
    err.println(sentence(e));
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String sentence(Exception e) {
    boolean told =
        e instanceof CommandFailure
            || e instanceof ConfigException
            || e instanceof Service.StartFailure
            || e instanceof StoreException
            || e instanceof JournalException;
    String message = e.getMessage() == null ? "" : ": " + e.getMessage();
    return told ? e.getMessage() : "Unexpected " + e.getClass().getSimpleName() + message;
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"Campus Pulse " + (version == null ? "(development)" : version)};
    }
  }
}
