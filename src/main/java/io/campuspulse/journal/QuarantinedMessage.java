package io.campuspulse.journal;

import io.campuspulse.model.RawMessage;

/**
 * A message kept verbatim because it could not be used.
 *
 * @param offset its journal offset, its identity
 * @param message topic, bytes, receive time
 * @param reason stable code, such as {@code invalid-json} or {@code unknown-device}
 * @param sentence what, which value, which rule
 */
public record QuarantinedMessage(long offset, RawMessage message, String reason, String sentence) {}
