package io.campuspulse.cli;

import io.campuspulse.app.SecretFile;
import io.campuspulse.mockcity.MockCity;
import io.campuspulse.mockcity.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a city's platform to test a link against. */
@Command(
    name = "mock-city",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a city's platform on this machine, to test a link against. It is strict about",
      "signatures, digests, order, gaps and duplicates, and counts what it receives by day.",
    },
    footer = {
      "",
      "While it runs:",
      "  GET  /state                             what it has, by day",
      "  POST /switchboard?mode=M&times=N        makes it fail, N times or until mode=ok.",
      "  M is one of error, timeout, drop (takes the batch, then cuts the connection),",
      "  slow, reject-signature, skew (both with &millis=), outage, and with ngsi-ld",
      "  partial (refuses every tenth entity)."
    })
final class MockCityCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      defaultValue = "9090",
      paramLabel = "N",
      description = "HTTP port on 127.0.0.1, 0 for any. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--profile",
      defaultValue = "irs-signed",
      paramLabel = "NAME",
      description = "irs-signed or ngsi-ld. Default: ${DEFAULT-VALUE}.")
  private String profile;

  @Option(
      names = "--access-key",
      defaultValue = "campus-pulse",
      paramLabel = "KEY",
      description = "Access key of those who push. Default: ${DEFAULT-VALUE}.")
  private String accessKey;

  @Option(
      names = "--secret-file",
      required = true,
      paramLabel = "FILE",
      description = "File with the secret of that key; made when it is missing.")
  private Path secretFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder in which it remembers. Default: it forgets when it ends.")
  private Path data;

  MockCityCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Profile spoken =
        Profile.byWord(profile)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--profile must be irs-signed or ngsi-ld, not '" + profile + "'"));
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535, not " + port);
    }
    try {
      String secret = SecretFile.obtain(surroundings.directory().resolve(secretFile));
      MockCity city =
          new MockCity(
              new MockCity.Settings(
                  spoken,
                  port,
                  accessKey,
                  secret,
                  Optional.ofNullable(data).map(surroundings.directory()::resolve),
                  Clock.systemUTC()::millis));
      ServeCommand.Shutdown shutdown = ServeCommand.Shutdown.install(city::close);
      URI address = city.start();
      PrintWriter out = spec.commandLine().getOut();
      out.println("mock city (" + profile + ")  " + address + "/state");
      out.flush();
      shutdown.await();
      return 0;
    } catch (BindException e) {
      throw new CommandFailure("Port " + port + " on 127.0.0.1 is taken.", e);
    } catch (IOException e) {
      throw new CommandFailure("The mock city cannot start: " + e.getMessage(), e);
    }
  }
}
