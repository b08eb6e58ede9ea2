package io.campuspulse.cli;

import io.campuspulse.app.QuarantineFile;
import io.campuspulse.app.RemoteQuarantine;
import io.campuspulse.config.Problems;
import io.campuspulse.config.ServiceConfig;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.Quarantine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has quarantined messages tried again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Has quarantined messages tried again, after a mapping or the registry was mended.",
      "Figures become what they would be had the messages never been refused; what fails again"
          + " comes back to the quarantine. Asking twice changes nothing.",
      "Without --url it works on the journal of a service that is stopped: the messages are taken"
          + " when it starts. With --url it asks a running one."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; the reason is on standard error", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./campus replay --quarantine --count",
      "  ./campus replay --quarantine --reason unknown-device --device 3303020108/new-counter",
      "  ./campus replay --quarantine --url http://127.0.0.1:8080 --key-file operator.key"
    })
final class ReplayCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quarantine",
      required = true,
      description = "Replay what lies in quarantine (the one thing that can be replayed today).")
  private boolean quarantine;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = {
        "Main file of the service. Default: $CAMPUS_CONFIG, or config/campus.yaml here or of the"
            + " installation."
      })
  private Path config;

  @Option(names = "--reason", paramLabel = "CODE", description = "Only this reason code.")
  private String reason;

  @Option(
      names = "--topic-prefix",
      paramLabel = "TEXT",
      description = "Only topics that begin with this text.")
  private String topicPrefix;

  @Option(names = "--convention", paramLabel = "ID", description = "Only this convention.")
  private String convention;

  @Option(
      names = "--device",
      paramLabel = "IDENTITY",
      description = "Only the device that sends under this identity.")
  private String device;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only what was received at this time (RFC 3339, or a date in --tz) or later.")
  private String from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only what was received before it.")
  private String to;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      defaultValue = "Asia/Shanghai",
      description = "Zone of plain dates. Default: ${DEFAULT-VALUE}.")
  private String tz;

  @Option(names = "--count", description = "Only say how many messages are meant; change nothing.")
  private boolean count;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of a running service, such as http://127.0.0.1:8080.")
  private URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "With --url: file that holds an API key of role operator.")
  private Path keyFile;

  ReplayCommand(Surroundings surroundings, Clock clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (!quarantine) {
      throw misuse("--quarantine is needed: it is the one thing that can be replayed today");
    }
    if ((url == null) != (keyFile == null)) {
      throw misuse("--url and --key-file are given together");
    }
    Quarantine.Filter filter = filter();
    PrintWriter out = spec.commandLine().getOut();
    long messages = url == null ? stopped(filter) : running(filter);
    if (count) {
      out.println(messages + " messages");
    } else if (url == null) {
      out.println(
          messages + " messages are back in the journal; the service takes them when it starts");
    } else {
      out.println(messages + " messages are back in the journal; the service takes them now");
    }
    out.flush();
    return 0;
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private Quarantine.Filter filter() {
    ZoneId zone = TimeText.zone(tz, this::misuse);
    return new Quarantine.Filter(
        reason,
        topicPrefix,
        convention == null && device == null
            ? null
            : new Quarantine.SourceFilter(convention, device),
        from == null ? null : (Long) TimeText.instant("--from", from, zone, this::misuse),
        to == null ? null : (Long) TimeText.instant("--to", to, zone, this::misuse));
  }

  private long stopped(Quarantine.Filter filter) {
    Path file = config == null ? surroundings.mainFile() : surroundings.directory().resolve(config);
    Problems problems = new Problems();
    var service = ServiceConfig.load(file, surroundings.environment(), problems);
    problems.throwIfAny();
    QuarantineFile journal = new QuarantineFile(service.orElseThrow().journal());
    try {
      return count ? journal.count(filter) : journal.replay(filter, clock.millis());
    } catch (JournalException e) {
      boolean used = e.getMessage().contains("in use");
      throw new CommandFailure(
          e.getMessage()
              + (used
                  ? ". If that is the running service, ask it with --url and --key-file, or stop it"
                  : ""),
          e);
    }
  }

  private long running(Quarantine.Filter filter) {
    try {
      Path file = surroundings.directory().resolve(keyFile);
      RemoteQuarantine remote = new RemoteQuarantine(url, Files.readString(file).strip());
      return count ? remote.count(filter) : remote.replay(filter);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("Cannot replay at " + url + ": " + e.getMessage(), e);
    }
  }
}
