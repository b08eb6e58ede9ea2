package io.campuspulse.http;

import io.campuspulse.query.Catalog;
import io.campuspulse.query.Figures;
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
 * @param live the newest state
 * @param clock decides what is silent or stale now
 * @param upkeep what operators work with
 */
public record Reads(
    Supplier<Campus> campus,
    Catalog catalog,
    Figures figures,
    LiveView live,
    Clock clock,
    Upkeep upkeep) {
  /** Reads with nothing to look after. */
  public Reads(
      Supplier<Campus> campus, Catalog catalog, Figures figures, LiveView live, Clock clock) {
    this(campus, catalog, figures, live, clock, Upkeep.NONE);
  }
}
