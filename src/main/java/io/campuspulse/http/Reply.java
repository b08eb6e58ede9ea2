package io.campuspulse.http;

import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * An answer before it is fitted to what the client has and accepts.
 *
 * @param status HTTP status
 * @param mediaType with charset
 * @param body rendered only when it is sent
 * @param tag what the strong ETag is made from; null to take it from the body
 * @param cacheControl value of that header
 * @param lastModifiedMillis epoch milliseconds, if known
 */
record Reply(
    int status,
    String mediaType,
    Supplier<byte[]> body,
    String tag,
    String cacheControl,
    OptionalLong lastModifiedMillis) {
  static final String JSON = "application/json";
  static final String NO_STORE = "no-store";

  /** For answers that never change. */
  static final String IMMUTABLE = "private, max-age=31536000, immutable";

  /** A document whose tag comes from its bytes. */
  static Reply json(Json.Body body, int ttlSeconds) {
    return new Reply(
        200, JSON, () -> Json.bytes(body), null, privately(ttlSeconds), OptionalLong.empty());
  }

  /** Text that is never stored. */
  static Reply fresh(int status, String mediaType, byte[] body) {
    return new Reply(status, mediaType, () -> body, null, NO_STORE, OptionalLong.empty());
  }

  /** A {@code Cache-Control} for the asker alone, to be asked again after its time. */
  static String privately(int ttlSeconds) {
    return "private, max-age=" + ttlSeconds + ", must-revalidate";
  }
}
