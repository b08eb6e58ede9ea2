package io.campuspulse.store.influx;

/**
 * How our texts stand in line protocol and in InfluxQL.
 *
 * <p>A tag value cannot end in a backslash in line protocol, and no escape helps: a backslash is
 * therefore stored as {@code %5C}, and a percent sign as {@code %25}.
 */
final class Wording {
  private Wording() {}

  /** The tag value that stands for an id. */
  static String tag(String id) {
    if (id.indexOf('\\') < 0 && id.indexOf('%') < 0) {
      return id;
    }
    return id.replace("%", "%25").replace("\\", "%5C");
  }

  /** The id that a tag value stands for. */
  static String id(String tag) {
    return tag.indexOf('%') < 0 ? tag : tag.replace("%5C", "\\").replace("%25", "%");
  }

  /** A tag value in line protocol. */
  static void appendTag(StringBuilder out, String id) {
    String tag = tag(id);
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (c == ',' || c == '=' || c == ' ') {
        out.append('\\');
      }
      out.append(c);
    }
  }

  /** A string field in line protocol, with its quotes. */
  static void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  /** A tag value as a literal of InfluxQL; it holds no backslash. */
  static String literal(String id) {
    return "'" + tag(id).replace("'", "\\'") + "'";
  }
}
