package io.campuspulse.config;

/**
 * A value of a YAML document that knows where it stands. Wrong values are reported to the
 * document's {@link Problems}, never thrown. Not thread-safe.
 */
public abstract sealed class Node permits Scalar, Section, Listing {
  final Source source;
  private final int line;
  private final String path;

  Node(Source source, int line, String path) {
    this.source = source;
    this.line = line;
    this.path = path;
  }

  /** The file's name in sentences. */
  public String file() {
    return source.file();
  }

  /** Line from 1 at which it stands, 0 where there is none. */
  public int line() {
    return line;
  }

  /** Where it stands in the document, such as {@code devices[3].interval}. */
  public String path() {
    return path;
  }

  /** The value in sentences. */
  abstract String shown();

  /** What it is, in sentences. */
  abstract String what();

  /** Reports that this value breaks a rule. */
  public void problem(String rule) {
    problem(shown(), rule);
  }

  /** Reports that a value given here breaks a rule. */
  public void problem(String value, String rule) {
    source.problems().add(new Problem(source.file(), line, path, value, rule));
  }

  /** Reports every key that nobody asked for, here and below. */
  abstract void finishTree();
}
