package io.campuspulse.journal;

import io.campuspulse.model.RawMessage;

/**
 * A message kept verbatim because it could not be used.
 *
 * @param offset its journal offset, its identity, also after a replay that failed again
 * @param message topic, bytes, receive time
 * @param reason stable code, such as {@code invalid-json} or {@code unknown-device}
 * @param sentence what, which value, which rule
 * @param source the device that it speaks of, or null when that is not known
 */
public record QuarantinedMessage(
    long offset, RawMessage message, String reason, String sentence, Source source) {

  /** A message of an unknown source. */
  public QuarantinedMessage(long offset, RawMessage message, String reason, String sentence) {
    this(offset, message, reason, sentence, null);
  }

  /**
   * Whose message it is.
   *
   * @param convention id of the payload convention that claims it, or null
   * @param device the device's identity in that convention, as it was sent, registered or not; null
   *     when it could not be read
   */
  public record Source(String convention, String device) {}
}
