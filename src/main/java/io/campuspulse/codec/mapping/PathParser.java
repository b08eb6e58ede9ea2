package io.campuspulse.codec.mapping;

import java.util.ArrayList;
import java.util.List;

/** Compiles paths; see {@link NodePath} for how they are written. */
final class PathParser {
  private final String text;
  private final Names names;
  private final boolean loopsAllowed;
  private int at;

  private PathParser(String text, Names names, boolean loopsAllowed) {
    this.text = text;
    this.names = names;
    this.loopsAllowed = loopsAllowed;
  }

  /** Compiles a path that leads to one value. */
  static NodePath single(String text, Names names) {
    return new PathParser(text, names, false).parse();
  }

  /** Compiles a path that may loop; its loop variables are bound in {@code names}. */
  static NodePath looping(String text, Names names) {
    return new PathParser(text, names, true).parse();
  }

  private NodePath parse() {
    if (text.isEmpty()) {
      throw new MappingSyntaxException("a path is not empty; the current value is '.'");
    }
    int up = 0;
    boolean bare = false;
    switch (text.charAt(0)) {
      case '$' -> {
        up = NodePath.ROOT;
        at = 1;
      }
      case '^' -> {
        while (at < text.length() && text.charAt(at) == '^') {
          up++;
          at++;
        }
      }
      case '.', '[' -> {}
      default -> bare = true;
    }
    List<NodePath.Step> steps = new ArrayList<>();
    if (text.equals(".")) {
      return new NodePath(text, 0, steps);
    }
    if (bare) {
      steps.add(key());
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        at++;
        steps.add(key());
      } else if (c == '[') {
        at++;
        steps.add(bracket());
      } else {
        throw new MappingSyntaxException("a path goes on with . or [ at position " + at);
      }
    }
    return new NodePath(text, up, steps);
  }

  private NodePath.Step key() {
    if (at >= text.length()) {
      throw new MappingSyntaxException("a path does not end with a dot");
    }
    char c = text.charAt(at);
    if (c == '\'') {
      return new NodePath.Key(quoted());
    }
    if (c == '<') {
      return new NodePath.MadeKey(Template.parse(until('>'), names));
    }
    if (c == '{') {
      return loop(new NodePath.Members(names.bind(until('}'))));
    }
    int from = at;
    while (at < text.length() && text.charAt(at) != '.' && text.charAt(at) != '[') {
      at++;
    }
    String name = text.substring(from, at);
    if (name.isEmpty()) {
      throw new MappingSyntaxException("a step of a path is empty; an empty key is written ''");
    }
    if (name.equals("*")) {
      return loop(new NodePath.Members(-1));
    }
    return new NodePath.Key(name);
  }

  private NodePath.Step bracket() {
    if (at < text.length() && text.charAt(at) == '\'') {
      String name = quoted();
      close();
      return new NodePath.Key(name);
    }
    int end = text.indexOf(']', at);
    if (end < 0) {
      throw new MappingSyntaxException("a [ in a path needs its ]");
    }
    String inside = text.substring(at, end);
    at = end + 1;
    if (inside.equals("*") || inside.equals("*?")) {
      return loop(new NodePath.Items(-1, inside.endsWith("?")));
    }
    if (inside.startsWith("{") && inside.endsWith("}")) {
      String name = inside.substring(1, inside.length() - 1);
      return loop(new NodePath.Items(names.bind(name), false));
    }
    if (!inside.matches("-?[0-9]{1,6}")) {
      throw new MappingSyntaxException("'[" + inside + "]' is not a position, [*] or [{name}]");
    }
    return new NodePath.Position(Integer.parseInt(inside));
  }

  private NodePath.Step loop(NodePath.Step step) {
    if (!loopsAllowed) {
      throw new MappingSyntaxException("a loop stands in 'each' and 'select' only");
    }
    return step;
  }

  private void close() {
    if (at >= text.length() || text.charAt(at) != ']') {
      throw new MappingSyntaxException("a [ in a path needs its ]");
    }
    at++;
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    for (int i = at + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\'') {
        out.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '\'') {
        out.append(c);
        i++;
      } else {
        at = i + 1;
        return out.toString();
      }
    }
    throw new MappingSyntaxException("a quoted key needs its closing quote");
  }

  private String until(char end) {
    int close = text.indexOf(end, at);
    if (close < 0) {
      throw new MappingSyntaxException("'" + text.charAt(at) + "' in a path needs its " + end);
    }
    String inside = text.substring(at + 1, close);
    at = close + 1;
    return inside;
  }
}
