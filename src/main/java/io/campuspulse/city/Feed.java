package io.campuspulse.city;

import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.query.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One series of figures that a city gets of every school.
 *
 * @param metric catalogue entry
 * @param basis one of the metric's, or null when it has none
 * @param resolution {@code PT1H} or {@code P1D}
 */
public record Feed(MetricInfo metric, String basis, Resolution resolution) {
  private static final List<String> HOURLY = List.of("space_frequency", "energy_use");

  public Feed {
    Objects.requireNonNull(metric, "metric");
    if (resolution != Resolution.PT1H && resolution != Resolution.P1D) {
      throw new IllegalArgumentException("a feed is by PT1H or P1D, not " + resolution.text());
    }
  }

  /** All metrics by day in their first basis, and use and energy by hour, too. */
  public static List<Feed> defaults() {
    List<Feed> feeds = new ArrayList<>();
    MetricCatalog.all().forEach(m -> feeds.add(of(m.info(), null, Resolution.P1D)));
    for (String id : HOURLY) {
      MetricCatalog.find(id).ifPresent(m -> feeds.add(of(m.info(), null, Resolution.PT1H)));
    }
    return feeds;
  }

  /** A feed in a basis, or in the metric's first one. */
  public static Feed of(MetricInfo metric, String basis, Resolution resolution) {
    String first = metric.bases().isEmpty() ? null : metric.bases().get(0);
    return new Feed(metric, basis == null ? first : basis, resolution);
  }

  boolean hourly() {
    return resolution == Resolution.PT1H;
  }

  /** Its part of an id: metric, basis if any, resolution. */
  String id(char separator) {
    return metric.id() + (basis == null ? "" : separator + basis) + separator + resolution.text();
  }
}
