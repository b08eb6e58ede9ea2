package io.campuspulse.http;

import java.util.Optional;

/**
 * What a signature says.
 *
 * @param caller whose request it is; empty when it is refused
 * @param refusal why, in the words that the city expects; null otherwise
 */
public record Verdict(Optional<Caller> caller, String refusal) {
  /** A refusal. */
  public static Verdict refused(String why) {
    return new Verdict(Optional.empty(), why);
  }
}
