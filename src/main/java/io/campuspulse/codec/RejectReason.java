package io.campuspulse.codec;

import java.util.Locale;

/** Why a message was rejected. */
public enum RejectReason {
  INVALID_JSON,
  DUPLICATE_KEY,
  INVALID_PAYLOAD,
  LIMIT,
  UNCLAIMED_TOPIC;

  /** The stable code, such as {@code invalid-json}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
