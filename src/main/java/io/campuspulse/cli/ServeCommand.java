package io.campuspulse.cli;

import io.campuspulse.app.Decoders;
import io.campuspulse.app.Service;
import io.campuspulse.app.Setup;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.config.Installation;
import io.campuspulse.config.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the service: MQTT in, figures out over HTTP.",
      "SIGTERM or Ctrl-C stops it cleanly; kill -9 loses nothing that was acknowledged."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped",
      "1:could not start; the reason is on standard error",
      "2:wrong usage"
    })
final class ServeCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "Main file. Default: $CAMPUS_CONFIG, or config/campus.yaml here or of the installation."
      })
  private Path config;

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = "Mappings of your own; they go before the shipped ones.")
  private Path mappings;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Problems problems = new Problems();
    Optional<Setup> setup = read(problems);
    problems.throwIfAny();
    Service service = new Service(setup.orElseThrow(), Clock.systemUTC());
    Shutdown shutdown = Shutdown.install(service::close);
    Service.Addresses addresses = service.start();
    PrintWriter out = spec.commandLine().getOut();
    out.println("dashboard and API  " + addresses.api());
    out.println("operations         " + addresses.operations() + "/readyz");
    out.flush();
    shutdown.await();
    return 0;
  }

  /** Reads everything, at the start and for a reload. */
  private Optional<Setup> read(Problems problems) {
    Path file = config == null ? surroundings.mainFile() : surroundings.directory().resolve(config);
    List<Mapping> mapped = surroundings.loadMappings(mappings, problems);
    return Installation.load(file, surroundings.environment(), Decoders.ids(mapped), problems)
        .map(installation -> new Setup(installation, mapped, this::read));
  }

  /** Closes once, when the process is told to stop, and ends it with 0 where it was running. */
  static final class Shutdown {
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean running;

    static Shutdown install(Runnable close) {
      Shutdown shutdown = new Shutdown();
      Thread hook =
          new Thread(
              () -> {
                shutdown.asked.countDown();
                close.run();
                if (shutdown.running) {
                  // after a signal the JVM would report 143 or 130, as if it had not been orderly
                  Runtime.getRuntime().halt(0);
                }
              },
              "shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      return shutdown;
    }

    /** Waits for the request; what ends the process from now on is one. */
    void await() throws InterruptedException {
      running = true;
      asked.await();
    }
  }
}
