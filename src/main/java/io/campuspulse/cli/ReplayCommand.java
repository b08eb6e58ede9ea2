package io.campuspulse.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.campuspulse.app.QuarantineFile;
import io.campuspulse.config.ServiceConfig;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.Quarantine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "A running service is asked over its API. Of one that is stopped the journal is changed, and"
          + " the messages are taken when it starts."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; the reason is on standard error", "2:wrong usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./campus replay --quarantine --count",
      "  ./campus replay --quarantine --reason unknown-device --device 3303020108/new-counter",
      "  ./campus replay --quarantine --from 2026-03-02 --to 2026-03-03"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final Surroundings surroundings;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(
      names = "--quarantine",
      required = true,
      description = "Replay what lies in quarantine (the one thing that can be replayed today).")
  private boolean quarantine;

  @Mixin private LocalService service = new LocalService();

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

  ReplayCommand(Surroundings surroundings, Clock clock) {
    this.surroundings = surroundings;
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (!quarantine) {
      throw misuse("--quarantine is needed: it is the one thing that can be replayed today");
    }
    Map<String, String> fields = fields();
    OptionalLong stopped = service.named() ? OptionalLong.empty() : stopped(filter(fields));
    long messages = stopped.isPresent() ? stopped.getAsLong() : running(fields);
    String then = stopped.isPresent() ? "when it starts" : "now";
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        count
            ? messages + " messages"
            : messages + " messages are back in the journal; the service takes them " + then);
    out.flush();
    return 0;
  }

  private ParameterException misuse(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** The filter as the API names its fields. */
  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    put(fields, "reason", reason);
    put(fields, "topicPrefix", topicPrefix);
    put(fields, "convention", convention);
    put(fields, "device", device);
    put(fields, "from", time("--from", from));
    put(fields, "to", time("--to", to));
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  private String time(String option, String text) {
    ZoneId zone = TimeText.zone(tz, this::misuse);
    return text == null
        ? null
        : Instant.ofEpochMilli(TimeText.instant(option, text, zone, this::misuse)).toString();
  }

  private static Quarantine.Filter filter(Map<String, String> fields) {
    String convention = fields.get("convention");
    String device = fields.get("device");
    return new Quarantine.Filter(
        fields.get("reason"),
        fields.get("topicPrefix"),
        convention == null && device == null
            ? null
            : new Quarantine.SourceFilter(convention, device),
        millis(fields.get("from")),
        millis(fields.get("to")));
  }

  private static Long millis(String time) {
    return time == null ? null : (Long) Instant.parse(time).toEpochMilli();
  }

  /** Works on the journal of the main file; empty when a service has it open. */
  private OptionalLong stopped(Quarantine.Filter filter) {
    Optional<ServiceConfig> main = service.mainFile(surroundings);
    if (main.isEmpty()) {
      return OptionalLong.empty();
    }
    QuarantineFile journal = new QuarantineFile(main.get().journal());
    try {
      return OptionalLong.of(
          count ? journal.count(filter) : journal.replay(filter, clock.millis()));
    } catch (JournalException.InUse running) {
      return OptionalLong.empty();
    }
  }

  private long running(Map<String, String> fields) throws InterruptedException, IOException {
    LocalService.Answer answer;
    if (count) {
      StringBuilder path = new StringBuilder("/api/v1/quarantine?limit=1");
      fields.forEach(
          (name, value) -> path.append('&').append(name).append('=').append(encode(value)));
      answer = service.call(surroundings, "GET", path.toString());
    } else {
      answer = service.call(surroundings, "POST", "/api/v1/quarantine:replay", body(fields));
    }
    if (answer.status() != OK && answer.status() != ACCEPTED) {
      throw new CommandFailure("The service refuses: " + answer.body().strip());
    }
    return number(answer.body(), count ? "total" : "replayed");
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String body(Map<String, String> fields) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    }
    return out.toString();
  }

  /** A number at the top of a JSON object. */
  private static long number(String text, String name) throws IOException {
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals(name)) {
          return json.getLongValue();
        }
        json.skipChildren();
      }
    }
    throw new CommandFailure("The answer has no '" + name + "': is this a Campus Pulse service?");
  }
}
