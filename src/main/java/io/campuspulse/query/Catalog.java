package io.campuspulse.query;

import io.campuspulse.metrics.MetricInfo;
import java.util.List;
import java.util.Optional;

/** The metrics that can be asked for, in a stable order. */
public interface Catalog {
  List<MetricInfo> metrics();

  /** Finds a metric by its id. */
  Optional<MetricInfo> find(String id);
}
