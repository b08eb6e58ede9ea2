package io.campuspulse.cli;

import io.campuspulse.codec.Convention;
import io.campuspulse.codec.Conventions;
import io.campuspulse.codec.DecodeResult;
import io.campuspulse.codec.Effect;
import io.campuspulse.codec.Limits;
import io.campuspulse.codec.convention.NativeConventions;
import io.campuspulse.codec.json.DecodeJson;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.codec.mapping.MappingConvention;
import io.campuspulse.config.MappingLoader;
import io.campuspulse.config.Problems;
import io.campuspulse.model.RawMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the decoders make of a message. Needs no configuration, registry or network. */
@Command(
    name = "decode",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what the decoders make of a message: one line of JSON.",
      "With --ndjson every line of the input is a message",
      "{\"id\",\"topic\",\"payload\" (base64),\"retained\",\"receivedAt\"},",
      "and state such as Sparkplug births carries on from line to line.",
      "A rejected message is a result, not a failure of the command."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the message was judged", "1:a file could not be read", "2:wrong usage"})
final class DecodeCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final InstantSource clock;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-t", "--topic"},
      paramLabel = "TOPIC",
      description = "The topic that the message came on. Needed without --ndjson.")
  private String topic;

  @Option(names = "--retained", description = "The message is a stored copy.")
  private boolean retained;

  @Option(
      names = "--received-at",
      paramLabel = "TIME",
      description = "ISO-8601 time with offset at which it came. Default: now.")
  private String receivedAt;

  @Option(
      names = "--mappings",
      paramLabel = "DIR",
      description = {
        "Folder of mappings of your own. They go before those of config/mappings here or of the",
        "installation."
      })
  private Path mappings;

  @Option(names = "--ndjson", description = "Read messages from the lines of FILE.")
  private boolean lines;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The payload's exact bytes, or the lines. Default, and '-': standard input.")
  private Path file;

  /** The command; the clock tells the receive time of messages that come without one. */
  DecodeCommand(Surroundings surroundings, InstantSource clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (lines == (topic != null)) {
      throw new ParameterException(spec.commandLine(), "Give either --topic TOPIC or --ndjson");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Effect> effects = new ArrayList<>();
    Conventions decoder =
        new Conventions(
            NativeConventions.with(loadMappings(), Limits.DEFAULT), Limits.DEFAULT, effects::add);
    try (InputStream in = open()) {
      if (lines) {
        new DecodeLines(decoder, effects, clock).run(in, out);
      } else {
        RawMessage message =
            new RawMessage(topic, in.readNBytes(DecodeLines.LONGEST), retained, receiveTime());
        DecodeResult result = decoder.decode(message);
        out.println(new DecodeJson().line(null, result, retained, effects));
        out.flush();
      }
    } catch (IOException e) {
      throw new CommandFailure("Cannot read " + (file == null ? "standard input" : file) + ".", e);
    }
    return 0;
  }

  private List<Convention> loadMappings() {
    Problems problems = new Problems();
    List<Mapping> loaded =
        new MappingLoader(Limits.DEFAULT, problems).load(surroundings.mappings(mappings));
    problems.throwIfAny();
    return List.of(new MappingConvention(loaded));
  }

  private InputStream open() throws IOException {
    boolean standard = file == null || file.toString().equals("-");
    return new BufferedInputStream(
        standard ? System.in : Files.newInputStream(surroundings.directory().resolve(file)));
  }

  private long receiveTime() {
    if (receivedAt == null) {
      return clock.millis();
    }
    try {
      return OffsetDateTime.parse(receivedAt).toInstant().toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new ParameterException(
          spec.commandLine(), "--received-at '" + receivedAt + "' is not ISO-8601 with an offset");
    }
  }
}
