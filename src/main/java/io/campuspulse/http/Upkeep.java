package io.campuspulse.http;

import io.campuspulse.journal.Quarantine;
import io.campuspulse.ops.Reload;
import io.campuspulse.query.UnknownDevices;

/**
 * What operators work with.
 *
 * @param unknown devices that wait to be registered
 * @param reload takes over changed files
 * @param quarantine messages that could not be used
 */
public record Upkeep(UnknownDevices unknown, Reload reload, Quarantine quarantine) {}
