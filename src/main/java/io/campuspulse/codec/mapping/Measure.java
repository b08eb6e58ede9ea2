package io.campuspulse.codec.mapping;

import java.util.List;

/**
 * What a reading says.
 *
 * @param from where the value stands, seen from what was selected; the first that is there counts
 * @param value how it is read
 * @param unit where its unit comes from
 * @param quality what the source says about it
 */
record Measure(List<NodePath> from, ValueRule value, UnitRule unit, QualityRule quality) {}
