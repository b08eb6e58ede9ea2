package io.campuspulse.query;

import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.model.Interval;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.Purpose;

/** Refuses questions that break a rule, with the parameter, its value and the rule. */
final class QueryChecks {
  private static final int MOST_BASE_INTERVALS = 400_000;

  private QueryChecks() {}

  /**
   * The metric that a question asks for.
   *
   * @throws QueryProblem when the question is wrong
   */
  static Metric check(FigureQuery query, Campus campus) {
    Metric metric =
        MetricCatalog.find(query.metric())
            .orElseThrow(
                () ->
                    new QueryProblem(
                        QueryProblem.Kind.NOT_FOUND,
                        "metric",
                        query.metric(),
                        "the metric must be one of the catalogue"));
    if (query.basis() != null && !metric.info().bases().contains(query.basis())) {
      throw bad(
          "basis",
          query.basis(),
          metric.info().bases().isEmpty()
              ? "this metric has no time basis"
              : "the basis must be one of " + String.join(", ", metric.info().bases()));
    }
    if (!campus.exists(query.scope())) {
      throw new QueryProblem(
          QueryProblem.Kind.NOT_FOUND,
          "scope",
          query.scope().toString(),
          "the scope must name something in the registry");
    }
    if (query.by() == Grouping.PURPOSE && !byPurpose(metric)) {
      throw bad("by", query.by().word(), "only purpose_mix is broken down by purpose");
    }
    checkRange(query.range());
    return metric;
  }

  /** Whether a metric can be broken down by purpose. */
  static boolean byPurpose(Metric metric) {
    return metric.forPurpose(Purpose.UNSPECIFIED).isPresent();
  }

  private static void checkRange(Interval range) {
    if (range.isEmpty()) {
      throw bad("to", Long.toString(range.end()), "to must lie after from");
    }
    if (range.start() % Interval.BASE_MILLIS != 0) {
      throw bad("from", range.toString(), "from must fall on a quarter hour");
    }
    if (range.end() % Interval.BASE_MILLIS != 0) {
      throw bad("to", range.toString(), "to must fall on a quarter hour");
    }
    if (range.length() / Interval.BASE_MILLIS > MOST_BASE_INTERVALS) {
      throw bad("from", range.toString(), "a range covers at most ten years");
    }
  }

  private static QueryProblem bad(String parameter, String value, String rule) {
    return new QueryProblem(QueryProblem.Kind.BAD_PARAMETER, parameter, value, rule);
  }

  static void points(FigureQuery query, long points, int most) {
    if (points > most) {
      throw bad(
          "resolution",
          query.resolution().text(),
          "an answer has at most %d points; this one would have %d".formatted(most, points));
    }
  }
}
