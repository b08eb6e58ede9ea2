package io.campuspulse.codec.mapping;

import io.campuspulse.codec.NativeQuality;
import io.campuspulse.codec.json.JsonTree;

/**
 * Values with a meaning beyond themselves.
 *
 * @param invalid codes that the convention defines as "not available", or null for none
 * @param suspect codes known from experience, beyond the shared ones, or null for none
 * @param nulls what null means: no-value, or the convention's own "not available"
 */
record Codes(Condition invalid, Condition suspect, NativeQuality nulls) {
  static final Codes DEFAULT = new Codes(null, null, NativeQuality.NO_VALUE);

  boolean isInvalid(JsonTree node, Run run) {
    return invalid != null && invalid.holds(node, run);
  }

  boolean isSuspect(JsonTree node, Run run) {
    return suspect != null && suspect.holds(node, run);
  }
}
