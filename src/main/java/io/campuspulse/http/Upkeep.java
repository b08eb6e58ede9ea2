package io.campuspulse.http;

import io.campuspulse.ops.Reload;
import io.campuspulse.query.UnknownDevices;
import io.campuspulse.query.link.CityDesk;

/**
 * What operators work with.
 *
 * @param unknown devices that wait to be registered
 * @param reload takes over changed files
 * @param link what linked cities read
 */
public record Upkeep(UnknownDevices unknown, Reload reload, CityDesk link) {
  /** Nothing to look after. */
  public static final Upkeep NONE = new Upkeep(UnknownDevices.NONE, Reload.NONE, CityDesk.NONE);
}
