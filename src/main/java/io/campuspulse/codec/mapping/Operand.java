package io.campuspulse.codec.mapping;

import io.campuspulse.codec.json.JsonTree;

/** Something a rule looks at. Immutable; safe for all threads. */
sealed interface Operand {
  /** What is there, or null. */
  JsonTree get(Run run, Cursor here);

  /**
   * Compiles an operand: a path, a name in braces, or {@code @attribute}. A word alone is a key of
   * the current value.
   */
  static Operand parse(String text, Names names) {
    if (text.startsWith("{") && text.endsWith("}")) {
      return new Made(Template.parse(text, names));
    }
    if (text.startsWith("@")) {
      return new Attribute(text.substring(1));
    }
    return new Path(PathParser.single(text, names));
  }

  /** A value of the body. */
  record Path(NodePath path) implements Operand {
    @Override
    public JsonTree get(Run run, Cursor here) {
      return path.value(run, here);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A text made of what is known. */
  record Made(Template template) implements Operand {
    @Override
    public JsonTree get(Run run, Cursor here) {
      String text = template.text(run, here);
      return text == null ? null : new JsonTree.Str(text);
    }

    @Override
    public String toString() {
      return template.toString();
    }
  }

  /** What an earlier message said. */
  record Attribute(String name) implements Operand {
    @Override
    public JsonTree get(Run run, Cursor here) {
      String text = run.attribute(name);
      return text == null ? null : new JsonTree.Str(text);
    }

    @Override
    public String toString() {
      return "@" + name;
    }
  }
}
