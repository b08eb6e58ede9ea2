/**
 * What everything speaks of: campus things, quantities and units, messages, readings, intervals.
 */
package io.campuspulse.model;
