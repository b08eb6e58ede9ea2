package io.campuspulse.codec.mapping;

/**
 * A pattern, path or template of a mapping is not written by the rules; the message is the rule.
 */
public final class MappingSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MappingSyntaxException(String rule) {
    super(rule);
  }
}
