package io.campuspulse.query;

import io.campuspulse.model.Scope;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * A question for what was restated.
 *
 * @param since number of the newest restatement that the asker has seen, 0 for none
 * @param metric only this one, or all
 * @param basis of that metric, or null for its default
 * @param scope what the figures are about
 * @param by how they are broken down; empty for the smallest thing that each change is about
 * @param resolution their bins
 * @param zone zone of days and longer bins
 */
public record ChangesQuery(
    long since,
    Optional<String> metric,
    String basis,
    Scope scope,
    Optional<Grouping> by,
    Resolution resolution,
    ZoneId zone) {
  public ChangesQuery {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(resolution, "resolution");
    Objects.requireNonNull(zone, "zone");
  }
}
