package io.campuspulse.metrics;

import io.campuspulse.metrics.MetricInfo.Provenance;
import io.campuspulse.metrics.MetricInfo.SourceStatus;
import io.campuspulse.model.Name;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Quality of data, over channels. */
final class QualityMetrics {
  private static final Provenance NAMES =
      new Provenance("GB/T 36344-2018 (names; clauses unverified)", SourceStatus.CONFIGURABLE);
  private static final String RULE = "never withheld; null without anything to judge";
  private static final int P95 = 95;

  private QualityMetrics() {}

  private static Metric metric(String id, Name name, String formula, ChannelMetric.Formula parts) {
    return new ChannelMetric(new MetricInfo(id, name, "%", formula, NAMES, RULE, List.of()), parts);
  }

  static Metric completeness() {
    return metric(
        "data_completeness",
        new Name("完整率", "Completeness"),
        "filled slots / expected slots of the nominal period; numerator and denominator in slots",
        f -> share(f.get("filled"), f.get("expected"), List.of(), Map.of()));
  }

  static Metric timeliness() {
    return metric(
        "data_timeliness",
        new Name("及时率", "Timeliness"),
        "samples received within the nominal period, at least a minute, / distinct samples with a"
            + " time of their own; also the upper edge of the histogram's bucket of the 95th"
            + " percentile of delay, s",
        QualityMetrics::timelinessOf);
  }

  private static Parts timelinessOf(FactSums f) {
    Map<String, BigDecimal> also = new LinkedHashMap<>();
    long timed = f.get("timed");
    long below = 0;
    for (int b = 0; b < ChannelFold.DELAY_EDGES.size() && timed > 0; b++) {
      below += f.get("d" + b);
      if (below * 100 >= timed * P95) {
        also.put("p95_s", BigDecimal.valueOf(ChannelFold.DELAY_EDGES.get(b) / 1000));
        break;
      }
    }
    List<String> flags = f.get("early") > 0 ? List.of("negative_delay") : List.of();
    return share(f.get("on_time"), timed, flags, also);
  }

  static Metric validity() {
    return metric(
        "data_validity",
        new Name("有效率", "Validity"),
        "samples in range, not a spike and not stuck / distinct samples",
        f -> share(f.get("valid"), f.get("distinct"), List.of(), Map.of()));
  }

  static Metric uniqueness() {
    return metric(
        "data_uniqueness",
        new Name("唯一性", "Uniqueness"),
        "distinct samples / records received; also conflicts: other values for a time that had"
            + " one",
        f ->
            share(
                f.get("distinct"),
                f.get("records"),
                List.of(),
                Map.of("conflicts", BigDecimal.valueOf(f.get("conflicts")))));
  }

  private static Parts share(
      long part, long whole, List<String> flags, Map<String, BigDecimal> also) {
    BigDecimal value = Parts.percent(part, whole);
    return new Parts(
        value,
        BigDecimal.valueOf(part),
        BigDecimal.valueOf(whole),
        whole == 0 ? null : BigDecimal.ONE,
        value,
        value,
        new Parts.Notes(whole == 0 ? "zero_denominator" : null, flags, also));
  }
}
