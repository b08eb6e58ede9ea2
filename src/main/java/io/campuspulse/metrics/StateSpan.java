package io.campuspulse.metrics;

import io.campuspulse.model.Interval;

/** A span of time with the one verdict about a space that holds all through it. */
public record StateSpan(Interval interval, Occupancy occupancy) {}
