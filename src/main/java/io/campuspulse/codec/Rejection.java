package io.campuspulse.codec;

import java.util.Objects;

/**
 * Ends the decoding of one message: {@link Conventions} turns it into {@link
 * DecodeResult.Rejected}. It carries no stack trace, since bad input is ordinary and must stay
 * cheap.
 */
public final class Rejection extends RuntimeException {
  private final RejectReason reason;

  /** A rejection with the sentence that an operator reads: what, which value, which rule. */
  public Rejection(RejectReason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /** A rejection because the content breaks its convention's own rules. */
  public static Rejection invalid(String sentence) {
    return new Rejection(RejectReason.INVALID_PAYLOAD, sentence);
  }

  /** A rejection because one of {@link Limits} was exceeded. */
  public static Rejection limit(String sentence) {
    return new Rejection(RejectReason.LIMIT, sentence);
  }

  /** A short form of untrusted text for a sentence: at most 60 characters, no control ones. */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), 60) + 3).append('"');
    for (int i = 0; i < text.length(); i++) {
      if (i == 60) {
        out.append('…');
        break;
      }
      char c = text.charAt(i);
      out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return out.append('"').toString();
  }

  public RejectReason reason() {
    return reason;
  }
}
