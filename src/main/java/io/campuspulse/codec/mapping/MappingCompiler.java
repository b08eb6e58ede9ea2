package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Limits;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compiles a document into a {@link Mapping}. What is wrong is reported to the document's {@link
 * Setting}s; the result is to be used only when nothing was.
 */
public final class MappingCompiler {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final Pattern WINDOW = Pattern.compile("([0-9]{1,6})(s|m|h|d)");
  private static final Map<String, Integer> SECONDS =
      Map.of("s", 1, "m", 60, "h", 3_600, "d", 86_400);

  private final Limits defaults;

  /** A compiler with the limits of messages for which a mapping says nothing else. */
  public MappingCompiler(Limits defaults) {
    this.defaults = defaults;
  }

  /** Compiles a document. */
  public Mapping compile(Setting document) {
    Fields fields = new Fields(document);
    String name =
        fields
            .parse(
                "mapping",
                text -> {
                  if (!NAME.matcher(text).matches()) {
                    throw new MappingSyntaxException(
                        "must be lower-case letters, digits, - or _, a letter first");
                  }
                  return text;
                })
            .orElse("");
    if (!fields.has("mapping")) {
      document.problem("'mapping', the name of the mapping, is missing");
    }
    fields.text("description");
    Limits limits = fields.fields("limits").map(this::limits).orElse(defaults);
    ZoneId zone = fields.parse("zone", RouteCompiler::zone).orElse(null);
    CodecCompiler codecs = new CodecCompiler(limits);
    List<Route> routes = new ArrayList<>();
    for (Setting setting : fields.each("routes")) {
      Fields route = new Fields(setting);
      List<TopicPattern> topics = route.parseEach("topic", TopicPattern::parse);
      if (!route.has("topic")) {
        setting.problem("needs 'topic'");
      }
      for (TopicPattern topic : topics) {
        routes.add(new RouteCompiler(route, Optional.of(topic), codecs, zone).route());
      }
      if (topics.isEmpty()) {
        routes.add(new RouteCompiler(route, Optional.empty(), codecs, zone).route());
      }
    }
    if (fields.each("routes").isEmpty()) {
      document.problem("'routes' is missing");
    }
    boolean remembers =
        routes.stream().anyMatch(r -> r.memory().lookup() != null || !r.memory().learn().isEmpty());
    int memory = fields.integer("memory", 1, 1_000_000, 10_000);
    return new Mapping(
        name,
        routes,
        limits,
        fields.globList("allow"),
        new Mapping.Memory(
            remembers ? memory : 0,
            fields.parse("dedup-window", MappingCompiler::window).orElse(Duration.ofMinutes(10))));
  }

  private Limits limits(Fields fields) {
    return new Limits(
        fields.integer("depth", 1, 256, defaults.depth()),
        fields.integer("bytes", 1, 1 << 24, defaults.payloadBytes()),
        fields.integer("readings", 1, 1_000_000, defaults.readings()),
        fields.integer("digits", 1, 100_000, defaults.numberDigits()));
  }

  private static Duration window(String text) {
    var matcher = WINDOW.matcher(text);
    if (!matcher.matches()) {
      throw new MappingSyntaxException("must be a duration with its unit, such as 90s or 10m");
    }
    return Duration.ofSeconds(Long.parseLong(matcher.group(1)) * SECONDS.get(matcher.group(2)));
  }
}
