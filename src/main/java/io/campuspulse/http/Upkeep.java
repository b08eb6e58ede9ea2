package io.campuspulse.http;

import io.campuspulse.ops.Reload;
import io.campuspulse.query.UnknownDevices;

/**
 * What operators work with.
 *
 * @param unknown devices that wait to be registered
 * @param reload takes over changed files
 */
public record Upkeep(UnknownDevices unknown, Reload reload) {
  /** Nothing to look after. */
  public static final Upkeep NONE = new Upkeep(UnknownDevices.NONE, Reload.NONE);
}
