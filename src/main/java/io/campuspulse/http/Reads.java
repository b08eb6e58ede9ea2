package io.campuspulse.http;

import io.campuspulse.query.Catalog;
import io.campuspulse.query.Figures;
import io.campuspulse.query.LessonLedger;
import io.campuspulse.query.LiveView;
import io.campuspulse.query.Readings;
import io.campuspulse.query.Views;
import io.campuspulse.registry.Campus;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the API reads.
 *
 * @param campus the registry in force now
 * @param catalog the metrics that exist
 * @param views figures, lessons, readings and the newest state
 * @param clock decides what is silent or stale now
 * @param upkeep what operators work with
 */
public record Reads(
    Supplier<Campus> campus, Catalog catalog, Views views, Clock clock, Upkeep upkeep) {
  Figures figures() {
    return views.figures();
  }

  LessonLedger lessons() {
    return views.lessons();
  }

  Readings readings() {
    return views.readings();
  }

  LiveView live() {
    return views.live();
  }
}
