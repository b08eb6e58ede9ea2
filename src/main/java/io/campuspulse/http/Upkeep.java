package io.campuspulse.http;

import io.campuspulse.journal.Quarantine;
import io.campuspulse.ops.Reload;
import io.campuspulse.query.UnknownDevices;
import io.campuspulse.query.link.CityDesk;

/**
 * What operators work with.
 *
 * @param unknown devices that wait to be registered
 * @param reload takes over changed files
 * @param quarantine messages that could not be used
 * @param link what linked cities read
 */
public record Upkeep(UnknownDevices unknown, Reload reload, Quarantine quarantine, CityDesk link) {}
