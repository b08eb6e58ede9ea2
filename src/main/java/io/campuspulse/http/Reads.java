package io.campuspulse.http;

import io.campuspulse.query.Catalog;
import io.campuspulse.query.Figures;
import io.campuspulse.query.LessonLedger;
import io.campuspulse.query.LiveView;
import io.campuspulse.registry.Campus;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the API reads.
 *
 * @param campus the registry in force now
 * @param catalog the metrics that exist
 * @param figures answers; may block
 * @param lessons the lesson ledger; may block
 * @param live the newest state
 * @param clock decides what is silent or stale now
 * @param upkeep what operators work with
 */
public record Reads(
    Supplier<Campus> campus,
    Catalog catalog,
    Figures figures,
    LessonLedger lessons,
    LiveView live,
    Clock clock,
    Upkeep upkeep) {}
