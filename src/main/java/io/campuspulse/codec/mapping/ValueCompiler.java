package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.NativeValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles what is said about values, units and qualities. */
final class ValueCompiler {
  private final Names names;
  private final GuardCompiler guards;

  ValueCompiler(Names names) {
    this.names = names;
    this.guards = new GuardCompiler(names);
  }

  /** The value, unit and quality of a block. */
  Measure measure(Fields fields) {
    List<NodePath> from = fields.parseEach("from", text -> PathParser.single(text, names));
    return new Measure(
        from.isEmpty() ? List.of(NodePath.HERE) : List.copyOf(from),
        fields.fields("value").map(this::value).orElse(ValueRule.DEFAULT),
        unit(fields),
        quality(fields));
  }

  /** A measure that takes what it does not say from another. */
  Measure measure(Fields fields, Measure base) {
    Measure own = measure(fields);
    return new Measure(
        fields.has("from") ? own.from() : base.from(),
        fields.has("value") ? own.value() : base.value(),
        fields.has("unit") ? own.unit() : base.unit(),
        fields.has("quality") ? own.quality() : base.quality());
  }

  private ValueRule value(Fields fields) {
    return new ValueRule(
        shape(fields),
        new Codes(
            guards.condition(fields, "invalid"),
            guards.condition(fields, "suspect"),
            fields.choice("null", NativeQuality.class, NativeQuality.NO_VALUE)),
        wording(fields),
        arithmetic(fields),
        guards.condition(fields, "accept"),
        guards.condition(fields, "refuse"),
        fields.choice("otherwise", ValueRule.Failure.class, ValueRule.Failure.BAD));
  }

  private Shape shape(Fields fields) {
    Shape.Arrays arrays = fields.choice("arrays", Shape.Arrays.class, Shape.Arrays.POSITIONS);
    Operand rate = fields.parse("rate", text -> Operand.parse(text, names)).orElse(null);
    if ((arrays == Shape.Arrays.SERIES) != (rate != null)) {
      fields.block().problem("'arrays: series' and 'rate' go together");
      arrays = Shape.Arrays.POSITIONS;
    }
    return new Shape(
        arrays,
        fields.choice("objects", Shape.Objects.class, Shape.Objects.FLATTEN),
        fields.text("split").orElse(null),
        rate);
  }

  private static Wording wording(Fields fields) {
    Map<String, NativeValue> words =
        new LinkedHashMap<>(fields.table("words", ValueCompiler::word));
    boolean onlyWords = words.isEmpty();
    Wording.Type type = fields.choice("type", Wording.Type.class, Wording.Type.ANY);
    if (type == Wording.Type.WORD && onlyWords) {
      fields.block().problem("'type: word' needs its 'words'");
    }
    Set<String> nullWords = new HashSet<>(fields.texts("null-words"));
    boolean none = fields.has("null-words") && nullWords.isEmpty();
    String mark = fields.text("decimal", ".");
    if (!mark.equals(".") && !mark.equals(",")) {
      fields.get("decimal").ifPresent(s -> s.problem("must be '.' or ','"));
    }
    return new Wording(
        type,
        fields.choice("like", Like.class, null),
        Map.copyOf(words),
        none ? null : Set.copyOf(nullWords),
        mark.equals(",") ? ',' : '.',
        fields.table("suffixes", text -> text));
  }

  private static NativeValue word(String text) {
    if (text.equals("true") || text.equals("false")) {
      return new NativeValue.Bool(text.equals("true"));
    }
    return Like.DECIMAL.test(text)
        ? new NativeValue.Num(new BigDecimal(text), null)
        : new NativeValue.Text(text);
  }

  /** Mask, shift, scale, offset and range of a block. */
  static Arithmetic arithmetic(Fields fields) {
    BigInteger mask = fields.parse("mask", ValueCompiler::whole).orElse(null);
    int shift = fields.integer("shift", 0, 63, 0);
    Arithmetic.Bits bits = mask == null && shift == 0 ? null : new Arithmetic.Bits(mask, shift);
    Arithmetic.Range range =
        fields
            .fields("range")
            .map(
                r ->
                    new Arithmetic.Range(
                        r.number("from").orElse(null),
                        r.number("to").orElse(null),
                        r.choice("outside", NativeQuality.class, NativeQuality.SUSPECT)))
            .orElse(null);
    return new Arithmetic(
        bits, fields.number("scale").orElse(null), fields.number("offset").orElse(null), range);
  }

  /** A whole number, decimal or hexadecimal. */
  static BigInteger whole(String text) {
    if (text.matches("0[xX][0-9a-fA-F]{1,16}")) {
      return new BigInteger(text.substring(2), 16);
    }
    if (text.matches("-?[0-9]{1,20}")) {
      return new BigInteger(text);
    }
    throw new MappingSyntaxException("must be a whole number such as 4095 or 0x0FFF");
  }

  private UnitRule unit(Fields fields) {
    List<UnitRule.Candidate> candidates =
        fields.each("unit").stream()
            .flatMap(
                setting ->
                    (setting.form() == Setting.Form.BLOCK
                            ? tabled(new Fields(setting))
                            : Fields.parse(setting, text -> Template.parse(text, names))
                                .map(text -> new UnitRule.Candidate(text, null)))
                        .stream())
            .toList();
    return candidates.isEmpty() ? UnitRule.NONE : new UnitRule(candidates);
  }

  private Optional<UnitRule.Candidate> tabled(Fields fields) {
    if (!fields.has("table")) {
      fields.block().problem("a unit from a table needs 'table', and 'by' for its key");
    }
    GlobTable<String> table = fields.globs("table", text -> text);
    Template by =
        fields
            .parse("by", text -> Template.parse(text, names))
            .orElseGet(() -> Template.parse("{key}", names));
    return Optional.of(new UnitRule.Candidate(by, table));
  }

  private QualityRule quality(Fields fields) {
    List<QualityRule.Verdict> verdicts =
        fields.each("quality").stream().map(setting -> verdict(new Fields(setting))).toList();
    return verdicts.isEmpty() ? QualityRule.NONE : new QualityRule(verdicts);
  }

  private QualityRule.Verdict verdict(Fields fields) {
    if (fields.has("of")) {
      return new QualityRule.Coded(
          fields
              .parse("of", text -> Operand.parse(text, names))
              .orElse(new Operand.Path(NodePath.HERE)),
          fields.globs("table", text -> Fields.choice(text, NativeQuality.class)),
          fields.choice("otherwise", NativeQuality.class, NativeQuality.GOOD));
    }
    if (!fields.has("is")) {
      fields.block().problem("a quality needs 'is', or 'of' and 'table'");
    }
    return new QualityRule.When(
        guards.guard(fields, "when"), fields.choice("is", NativeQuality.class, NativeQuality.BAD));
  }
}
