package io.campuspulse.codec.mapping;

import io.campuspulse.codec.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A topic filter with captures. Levels are separated by slashes: {@code word} matches itself,
 * {@code +} any level, {@code {name}} any level and keeps it, {@code {name:a|b}} one of some words,
 * {@code dev-{name}} a level that starts so, {@code {name...}} one level or more, and a final
 * {@code #} whatever follows. After the one part of unknown length, levels count from the end.
 *
 * <p>Immutable; safe for all threads.
 */
public final class TopicPattern {
  private final String text;
  private final TopicLevel[] levels;
  private final List<String> names;
  private final int many;

  private TopicPattern(String text, TopicLevel[] levels, List<String> names, int many) {
    this.text = text;
    this.levels = levels;
    this.names = List.copyOf(names);
    this.many = many;
  }

  /**
   * Compiles a pattern.
   *
   * @throws MappingSyntaxException when it is not written by the rules
   */
  public static TopicPattern parse(String text) {
    if (text.isEmpty()) {
      throw new MappingSyntaxException("a topic pattern is not empty");
    }
    List<String> names = new ArrayList<>();
    List<TopicLevel> levels = new ArrayList<>();
    int many = -1;
    for (String part : split(text)) {
      TopicLevel level = level(part, names);
      if (level.many()) {
        if (many >= 0) {
          throw new MappingSyntaxException("only one part of a topic may have unknown length");
        }
        many = levels.size();
      }
      levels.add(level);
    }
    if (many >= 0 && levels.get(many).kind() == TopicLevel.Kind.HASH && many != levels.size() - 1) {
      throw new MappingSyntaxException("# stands at the end of a topic only");
    }
    return new TopicPattern(text, levels.toArray(TopicLevel[]::new), names, many);
  }

  /** Splits at slashes outside braces. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == '/' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static TopicLevel level(String part, List<String> names) {
    if (part.equals("+")) {
      return TopicLevel.wild(TopicLevel.Kind.ANY, -1);
    }
    if (part.equals("#")) {
      return TopicLevel.wild(TopicLevel.Kind.HASH, -1);
    }
    int open = part.indexOf('{');
    if (open < 0) {
      if (part.contains("+") || part.contains("#") || part.contains("}")) {
        throw new MappingSyntaxException("+ and # stand for whole levels; captures are {name}");
      }
      return TopicLevel.literal(part);
    }
    int close = part.indexOf('}', open);
    if (close < 0 || part.indexOf('{', open + 1) >= 0) {
      throw new MappingSyntaxException("a level holds one capture, written {name}");
    }
    String prefix = part.substring(0, open);
    String suffix = part.substring(close + 1);
    return capture(part.substring(open + 1, close), prefix, suffix, names);
  }

  private static TopicLevel capture(
      String inside, String prefix, String suffix, List<String> names) {
    boolean whole = prefix.isEmpty() && suffix.isEmpty();
    int colon = inside.indexOf(':');
    boolean rest = inside.endsWith("...");
    String name =
        colon >= 0
            ? inside.substring(0, colon)
            : rest ? inside.substring(0, inside.length() - 3) : inside;
    Names.check(name);
    if (names.contains(name)) {
      throw new MappingSyntaxException("the name '" + name + "' is captured twice");
    }
    int slot = names.size();
    names.add(name);
    if (!whole && (rest || colon >= 0)) {
      throw new MappingSyntaxException("a part of a level is captured as {name} only");
    }
    if (rest) {
      return TopicLevel.wild(TopicLevel.Kind.REST, slot);
    }
    if (colon >= 0) {
      List<String> words = Arrays.asList(inside.substring(colon + 1).split("\\|", -1));
      return TopicLevel.choice(words, slot);
    }
    return whole
        ? TopicLevel.wild(TopicLevel.Kind.ANY, slot)
        : TopicLevel.partial(prefix, suffix, slot);
  }

  /** Names of the captures; the position of a name is its slot. */
  List<String> names() {
    return names;
  }

  /** Matches a topic and fills the slots of its captures. */
  boolean matches(Topic topic, String[] slots) {
    int size = topic.size();
    if (topic.name().startsWith("$") && levels[0].kind() != TopicLevel.Kind.LITERAL) {
      return false;
    }
    if (many < 0) {
      return size == levels.length && range(topic, 0, levels.length, 0, slots);
    }
    int tail = levels.length - many - 1;
    int least = levels[many].kind() == TopicLevel.Kind.REST ? 1 : 0;
    if (size < many + tail + least
        || !range(topic, 0, many, 0, slots)
        || !range(topic, many + 1, levels.length, size - levels.length, slots)) {
      return false;
    }
    if (levels[many].slot() >= 0 && slots != null) {
      slots[levels[many].slot()] = topic.join(many, size - tail);
    }
    return true;
  }

  private boolean range(Topic topic, int from, int to, int shift, String[] slots) {
    for (int i = from; i < to; i++) {
      TopicLevel level = levels[i];
      String text = topic.level(i + shift);
      if (!level.accepts(text)) {
        return false;
      }
      if (level.slot() >= 0 && slots != null) {
        slots[level.slot()] = level.captured(text);
      }
    }
    return true;
  }

  /** The first level when it is a fixed text, else null. */
  String firstLiteral() {
    return levels[0].kind() == TopicLevel.Kind.LITERAL ? levels[0].literal() : null;
  }

  /**
   * Which of two patterns is asked first: at the first level at which they differ in kind, a fixed
   * text goes before a choice of words, that before a part, before any level, before several.
   * Negative when this one goes first, 0 when neither does.
   */
  public int precedence(TopicPattern other) {
    int common = Math.min(levels.length, other.levels.length);
    for (int i = 0; i < common; i++) {
      int order = levels[i].kind().compareTo(other.levels[i].kind());
      if (order != 0) {
        return order;
      }
    }
    if (levels.length == other.levels.length) {
      return 0;
    }
    boolean shorter = levels.length == common;
    TopicLevel next = shorter ? other.levels[common] : levels[common];
    boolean shortFirst = next.kind() == TopicLevel.Kind.HASH;
    return shorter == shortFirst ? -1 : 1;
  }

  /** Whether neither goes first and some topic may match both. */
  public boolean rivals(TopicPattern other) {
    if (precedence(other) != 0 || levels.length != other.levels.length) {
      return false;
    }
    for (int i = 0; i < levels.length; i++) {
      if (!levels[i].meets(other.levels[i])) {
        return false;
      }
    }
    return true;
  }

  /** The narrowest MQTT topic filter that delivers every topic matched. */
  public String subscription() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < levels.length; i++) {
      out.append(i == 0 ? "" : "/");
      if (levels[i].many()) {
        return out.append('#').toString();
      }
      out.append(levels[i].kind() == TopicLevel.Kind.LITERAL ? levels[i].literal() : "+");
    }
    return out.toString();
  }

  /** The pattern as written. */
  @Override
  public String toString() {
    return text;
  }
}
