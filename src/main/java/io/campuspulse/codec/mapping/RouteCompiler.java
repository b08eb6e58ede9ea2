package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Availability;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compiles one route for one of its topic patterns. */
final class RouteCompiler {
  private final Fields fields;
  private final TopicPattern topic;
  private final CodecCompiler codecs;
  private final ZoneId zone;
  private final Names names;
  private final GuardCompiler guards;
  private final ValueCompiler values;

  /**
   * A compiler.
   *
   * @param readable the topic pattern, or empty when it could not be read: the route is then
   *     compiled for its problems only
   */
  RouteCompiler(Fields fields, Optional<TopicPattern> readable, CodecCompiler codecs, ZoneId zone) {
    this.fields = fields;
    this.topic = readable.orElseGet(() -> TopicPattern.parse("#"));
    this.codecs = codecs;
    this.zone = zone;
    this.names = new Names(topic.names(), readable.isEmpty());
    this.guards = new GuardCompiler(names);
    this.values = new ValueCompiler(names);
  }

  Route route() {
    boolean ignore = fields.flag("ignore", false);
    BodyCodec codec = ignore ? new BodyCodec.None() : codecs.codec(fields, "codec");
    Route.Body body = new Route.Body(codec, codecs.openings(fields), empty());
    Template lookup = fields.parse("lookup", this::template).orElse(null);
    Guard when = guards.guard(fields, "when");
    Guard require = guards.guard(fields, "require");
    Route.Output output = output();
    List<LearnRule> learn = new ArrayList<>();
    fields.each("learn").forEach(setting -> learn(new Fields(setting)).ifPresent(learn::add));
    if (!ignore
        && !fields.has("readings")
        && output.readings().isEmpty()
        && output.availability().isEmpty()
        && !fields.has("learn")) {
      fields
          .block()
          .problem("gives nothing; it needs readings, availability or learn, or 'ignore: true'");
    }
    Route.Match match =
        new Route.Match(
            topic,
            List.copyOf(fields.parseEach("exclude", TopicPattern::parse)),
            fields.parse("retained", Fields::flag).orElse(null),
            when,
            require,
            names.size());
    return new Route(match, body, output, new Route.Memory(lookup, List.copyOf(learn)));
  }

  private Template template(String text) {
    return Template.parse(text, names);
  }

  private Route.Empty empty() {
    return fields
        .parse(
            "empty",
            text ->
                state(text) != null
                    ? Route.Empty.NO_TELEMETRY
                    : Fields.choice(text, Route.Empty.class))
        .orElse(Route.Empty.REJECT);
  }

  private Route.Output output() {
    Template key = fields.parse("dedup", this::template).orElse(null);
    NodePath each =
        fields.parse("each", text -> PathParser.looping(text, names)).orElse(NodePath.HERE);
    boolean deviceless = fields.get("device").filter(s -> s.text().equals("none")).isPresent();
    List<Template> device = deviceless ? List.of() : devices(fields);
    List<ReadingRule> readings =
        fields.each("readings").stream().map(setting -> reading(new Fields(setting))).toList();
    List<AvailabilityRule> availability =
        fields.each("availability").stream()
            .map(setting -> availability(new Fields(setting)))
            .toList();
    Availability.State whenEmpty = fields.text("empty").map(RouteCompiler::state).orElse(null);
    if (device.isEmpty() && !deviceless && !named(readings)) {
      fields.block().problem("needs 'device' ('device: none' when only the connection knows it)");
    }
    return new Route.Output(
        each,
        device,
        deviceless,
        time(fields),
        readings,
        availability,
        new Route.Once(key, whenEmpty));
  }

  private static boolean named(List<ReadingRule> readings) {
    return readings.stream().allMatch(rule -> !rule.naming().device().isEmpty());
  }

  private List<Template> devices(Fields block) {
    return List.copyOf(block.parseEach("device", this::template));
  }

  private ReadingRule reading(Fields block) {
    NodePath select =
        block.parse("select", text -> PathParser.looping(text, names)).orElse(NodePath.HERE);
    Guard when = guards.guard(block, "when");
    Template metric = block.parse("metric", this::template).orElseGet(() -> template("{path}"));
    Operand sequence = block.parse("sequence", text -> Operand.parse(text, names)).orElse(null);
    Measure measure = values.measure(block);
    return new ReadingRule(
        select,
        when,
        new PathFilter(block.globList("only"), block.globList("except")),
        new Naming(metric, block.globs("rename", text -> text), devices(block)),
        measure,
        points(block, measure),
        new ReadingRule.Moment(time(block), sequence));
  }

  private GlobTable<Measure> points(Fields block, Measure base) {
    Map<String, Measure> points = new LinkedHashMap<>();
    Optional<Setting> setting = block.get("points");
    setting.ifPresent(
        s -> s.entries().forEach((k, v) -> points.put(k, values.measure(new Fields(v), base))));
    return setting
        .flatMap(s -> Fields.attempt(s, () -> GlobTable.of(points)))
        .orElseGet(() -> GlobTable.of(Map.of()));
  }

  private TimeRule time(Fields block) {
    List<TimeRule.Candidate> candidates = new ArrayList<>();
    for (Setting setting : block.each("time")) {
      if (setting.form() == Setting.Form.BLOCK) {
        candidate(new Fields(setting)).ifPresent(candidates::add);
      } else {
        Fields.parse(setting, text -> Operand.parse(text, names))
            .ifPresent(
                of -> candidates.add(new TimeRule.Candidate(of, TimeFormat.parse("any", zone))));
      }
    }
    return candidates.isEmpty() ? TimeRule.NONE : new TimeRule(List.copyOf(candidates));
  }

  private Optional<TimeRule.Candidate> candidate(Fields block) {
    ZoneId own = block.parse("zone", RouteCompiler::zone).orElse(zone);
    Optional<Operand> of = block.parse("of", text -> Operand.parse(text, names));
    if (!block.has("of")) {
      block.block().problem("a time needs 'of', the place where it stands");
    }
    TimeFormat format =
        block
            .parse("as", text -> TimeFormat.parse(text, own))
            .orElseGet(() -> TimeFormat.parse("any", own));
    return of.map(operand -> new TimeRule.Candidate(operand, format));
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new MappingSyntaxException("must be a time zone such as Asia/Shanghai");
    }
  }

  private Optional<LearnRule> learn(Fields block) {
    NodePath each =
        block.parse("each", text -> PathParser.looping(text, names)).orElse(NodePath.HERE);
    Optional<Template> key = block.parse("key", this::template);
    Map<String, Template> set = block.table("set", this::template);
    if (key.isEmpty() || set.isEmpty()) {
      block.block().problem("needs 'key', under which to remember, and 'set', what to remember");
    }
    return key.map(template -> new LearnRule(each, template, set));
  }

  private AvailabilityRule availability(Fields block) {
    Operand of = block.parse("of", text -> Operand.parse(text, names)).orElse(null);
    GlobTable<AvailabilityRule.Meaning> words =
        block.globs("words", text -> new AvailabilityRule.Meaning(stateOrNone(text)));
    boolean strict = block.text("otherwise").filter("reject"::equals).isPresent();
    Availability.State otherwise =
        strict ? null : block.parse("otherwise", RouteCompiler::stateOrNone).orElse(null);
    Availability.State is = block.parse("is", RouteCompiler::stateOrNone).orElse(otherwise);
    if (of == null && is == null) {
      block.block().problem("needs 'is', or 'of' and 'words'");
    }
    return new AvailabilityRule(guards.guard(block, "when"), devices(block), of, words, is, strict);
  }

  private static Availability.State state(String text) {
    for (Availability.State state : Availability.State.values()) {
      if (state.word().equals(text)) {
        return state;
      }
    }
    return null;
  }

  private static Availability.State stateOrNone(String text) {
    Availability.State state = state(text);
    if (state == null && !text.equals("none")) {
      throw new MappingSyntaxException(
          "must be one of "
              + String.join(
                  ", ",
                  Arrays.stream(Availability.State.values())
                      .map(s -> s.name().toLowerCase(Locale.ROOT))
                      .toList())
              + ", none");
    }
    return state;
  }
}
