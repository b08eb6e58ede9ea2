package io.campuspulse.query;

/** A question that cannot be answered, with the parameter, its value and the rule it breaks. */
public final class QueryProblem extends RuntimeException {
  /** What kind of problem. */
  public enum Kind {
    /** The parameter's value is not allowed. */
    BAD_PARAMETER,
    /** It names nothing that exists. */
    NOT_FOUND
  }

  private final Kind kind;
  private final String parameter;
  private final String value;

  public QueryProblem(Kind kind, String parameter, String value, String rule) {
    super(rule);
    this.kind = kind;
    this.parameter = parameter;
    this.value = value;
  }

  public Kind kind() {
    return kind;
  }

  public String parameter() {
    return parameter;
  }

  public String value() {
    return value;
  }

  /** The rule that was broken, a sentence. */
  public String rule() {
    return getMessage();
  }
}
