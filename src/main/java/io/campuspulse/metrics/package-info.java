/**
 * The catalogue of metrics; facts of intervals and how they combine: pure functions of readings.
 */
package io.campuspulse.metrics;
