package io.campuspulse.codec.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Compiles conditions. */
final class GuardCompiler {

  private final Names names;

  GuardCompiler(Names names) {
    this.names = names;
  }

  /** A block of conditions that must all hold, or a list of such blocks of which one must. */
  Guard guard(Fields fields, String key) {
    Optional<Setting> setting = fields.get(key);
    if (setting.isEmpty()) {
      return Guard.NONE;
    }
    List<List<Guard.Clause>> alternatives = new ArrayList<>();
    for (Setting block : Fields.each(setting.get())) {
      alternatives.add(clauses(block));
    }
    return new Guard(alternatives);
  }

  private List<Guard.Clause> clauses(Setting block) {
    List<Guard.Clause> clauses = new ArrayList<>();
    if (block.form() != Setting.Form.BLOCK || block.entries().isEmpty()) {
      block.problem("must be a block of conditions, each under the value that it is about");
      return clauses;
    }
    block
        .entries()
        .forEach(
            (of, asked) -> {
              Optional<Operand> operand = Fields.attempt(asked, () -> Operand.parse(of, names));
              Optional<Condition> condition = condition(asked);
              if (operand.isPresent() && condition.isPresent()) {
                clauses.add(new Guard.Clause(of, operand.get(), condition.get()));
              }
            });
    return clauses;
  }

  /** A condition under a key, or null when there is none. */
  Condition condition(Fields fields, String key) {
    return fields.get(key).flatMap(this::condition).orElse(null);
  }

  /** A value, a list of values, a block that says more, or a list of such blocks. */
  Optional<Condition> condition(Setting setting) {
    List<Setting> each = Fields.each(setting);
    if (setting.form() == Setting.Form.LIST
        && !each.isEmpty()
        && each.get(0).form() == Setting.Form.BLOCK) {
      List<Condition> parts = each.stream().flatMap(part -> condition(part).stream()).toList();
      return Optional.of(new Condition.Any(parts));
    }
    if (setting.form() != Setting.Form.BLOCK) {
      List<String> words = new ArrayList<>();
      each.forEach(part -> Fields.textOf(part).ifPresent(words::add));
      return Optional.of(Condition.OneOf.of(words));
    }
    Fields fields = new Fields(setting);
    List<Condition> parts = new ArrayList<>();
    fields.parse("exists", Fields::flag).ifPresent(b -> parts.add(new Condition.Exists(b)));
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    kinds.addAll(fields.parseEach("type", text -> Fields.choice(text, Kind.class)));
    if (!kinds.isEmpty()) {
      parts.add(new Condition.OfKind(kinds));
    }
    if (fields.has("is")) {
      parts.add(Condition.OneOf.of(fields.texts("is")));
    }
    for (Condition.OfText.Part part : Condition.OfText.Part.values()) {
      fields
          .text(part.name().toLowerCase(Locale.ROOT))
          .ifPresent(text -> parts.add(new Condition.OfText(part, text)));
    }
    if (fields.has("any-case")) {
      Set<String> lower = new HashSet<>();
      fields.texts("any-case").forEach(text -> lower.add(text.toLowerCase(Locale.ROOT)));
      parts.add(new Condition.AnyCase(Set.copyOf(lower)));
    }
    fields
        .parse("like", text -> Fields.choice(text, Like.class))
        .ifPresent(like -> parts.add(new Condition.Looks(like)));
    fields.text("listed").ifPresent(name -> parts.add(new Condition.Listed(attribute(name))));
    BigDecimal least = fields.number("at-least").orElse(null);
    BigDecimal most = fields.number("at-most").orElse(null);
    if (least != null || most != null) {
      parts.add(new Condition.Within(least, most));
    }
    fields
        .get("not")
        .flatMap(this::condition)
        .ifPresent(condition -> parts.add(new Condition.Not(condition)));
    if (parts.isEmpty()) {
      setting.problem(
          "asks for nothing; known here: exists, type, is, starts, ends, contains, any-case, like,"
              + " listed, at-least, at-most, not");
      return Optional.empty();
    }
    return Optional.of(parts.size() == 1 ? parts.get(0) : new Condition.All(List.copyOf(parts)));
  }

  private static String attribute(String name) {
    return name.startsWith("@") ? name.substring(1) : name;
  }
}
