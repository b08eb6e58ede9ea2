package io.campuspulse.query;

import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.metrics.MetricInfo;
import java.util.List;
import java.util.Optional;

/** The product's metrics as the readers of figures see them. */
public final class MetricList implements Catalog {
  @Override
  public List<MetricInfo> metrics() {
    return MetricCatalog.all().stream().map(Metric::info).toList();
  }

  @Override
  public Optional<MetricInfo> find(String id) {
    return MetricCatalog.find(id).map(Metric::info);
  }
}
