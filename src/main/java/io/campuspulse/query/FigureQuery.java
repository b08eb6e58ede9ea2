package io.campuspulse.query;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Scope;
import java.time.ZoneId;
import java.util.Objects;

/**
 * A question for a series of figures.
 *
 * @param metric catalogue id
 * @param basis {@code open}, {@code teaching}, or null for the metric's default
 * @param scope what it is about
 * @param by how it is broken down
 * @param range the time wanted, half-open
 * @param resolution the bins
 * @param zone zone of days and longer bins
 */
public record FigureQuery(
    String metric,
    String basis,
    Scope scope,
    Grouping by,
    Interval range,
    Resolution resolution,
    ZoneId zone) {
  public FigureQuery {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(resolution, "resolution");
    Objects.requireNonNull(zone, "zone");
  }
}
