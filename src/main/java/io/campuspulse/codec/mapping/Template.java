package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A text with holes: {@code {name}} takes a capture or loop variable, {@code {$.a}}, {@code {.a}}
 * and {@code {^.a}} a value of the body, {@code {@unit}} a remembered attribute, {@code {path}} the
 * native path of the reading, {@code {key}} its last step. Filters follow a bar: {@code
 * {mac|upper|colons}}. When a hole has nothing to give, the whole text is absent.
 *
 * <p>Immutable; safe for all threads.
 */
public final class Template {
  /** Words with a meaning of their own. */
  static final Set<String> RESERVED = Set.of("path", "key");

  private sealed interface Part {}

  private record Fixed(String text) implements Part {}

  private record Hole(Source source, List<TextFilter> filters) implements Part {
    String text(Run run, Cursor here) {
      String text = source.text(run, here);
      for (int i = 0; text != null && i < filters.size(); i++) {
        text = filters.get(i).apply(text);
      }
      return text;
    }
  }

  private interface Source {
    String text(Run run, Cursor here);
  }

  private final String text;
  private final Part[] parts;
  private final boolean usesPath;

  private Template(String text, List<Part> parts, boolean usesPath) {
    this.text = text;
    this.parts = parts.toArray(Part[]::new);
    this.usesPath = usesPath;
  }

  /**
   * Compiles a template.
   *
   * @throws MappingSyntaxException when it is not written by the rules or uses an unknown name
   */
  static Template parse(String text, Names names) {
    List<Part> parts = new ArrayList<>();
    boolean usesPath = false;
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      if (open > from) {
        parts.add(new Fixed(text.substring(from, open)));
      }
      int close = closing(text, open);
      String inside = text.substring(open + 1, close);
      usesPath |= inside.equals("path") || inside.startsWith("path|");
      parts.add(hole(inside, names));
      from = close + 1;
    }
    if (from < text.length()) {
      parts.add(new Fixed(text.substring(from)));
    }
    return new Template(text, parts, usesPath);
  }

  /** The brace that closes one, past braces inside. */
  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new MappingSyntaxException("a { needs its }");
  }

  private static Hole hole(String inside, Names names) {
    String[] words = inside.split("\\|", -1);
    List<TextFilter> filters = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      filters.add(TextFilter.parse(words[i]));
    }
    return new Hole(source(words[0], names), List.copyOf(filters));
  }

  private static Source source(String word, Names names) {
    if (word.isEmpty()) {
      throw new MappingSyntaxException("{} names nothing");
    }
    if (word.equals("path")) {
      return (run, here) -> run.path();
    }
    if (word.equals("key")) {
      return (run, here) -> here.lastStep();
    }
    char first = word.charAt(0);
    if (first == '@') {
      String name = word.substring(1);
      return (run, here) -> run.attribute(name);
    }
    if (first == '$' || first == '.' || first == '^') {
      NodePath path = PathParser.single(word, names);
      return (run, here) -> scalarText(path.value(run, here));
    }
    int slot = names.slot(word);
    return (run, here) -> run.slot(slot);
  }

  /** A single value as text; null for null, objects and arrays. */
  static String scalarText(JsonTree node) {
    if (node instanceof JsonTree.Str text) {
      return text.value();
    }
    if (node instanceof JsonTree.Num number) {
      return number.value().scale() < -1000
          ? number.value().toString()
          : number.value().toPlainString();
    }
    return node instanceof JsonTree.Bool bool ? Boolean.toString(bool.value()) : null;
  }

  /** The text, or null when a hole has nothing to give. */
  String text(Run run, Cursor here) {
    if (parts.length == 1) {
      return part(parts[0], run, here);
    }
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      String piece = part(part, run, here);
      if (piece == null) {
        return null;
      }
      out.append(piece);
    }
    return out.toString();
  }

  private static String part(Part part, Run run, Cursor here) {
    return part instanceof Fixed fixed ? fixed.text : ((Hole) part).text(run, here);
  }

  /** Whether it already holds the native path. */
  boolean usesPath() {
    return usesPath;
  }

  /** The template as written. */
  @Override
  public String toString() {
    return text;
  }
}
