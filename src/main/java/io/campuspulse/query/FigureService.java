package io.campuspulse.query;

import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.EnergyTree;
import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.metrics.Parts;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Forms figures from facts when they are asked for. Thread-safe. */
public final class FigureService implements Figures {
  private static final int MOST_POINTS = 50_000;
  private static final int MOST_BASE_INTERVALS = 400_000;

  private final Supplier<Campus> campus;
  private final FactReader facts;
  private final EmissionFactors factors;
  private final Watermark.Rules rules;
  private final Predicate<FigureQuery> stale;

  /**
   * A service.
   *
   * @param stale whether a question's scope has been silent for longer than expected
   */
  public FigureService(
      Supplier<Campus> campus,
      FactReader facts,
      EmissionFactors factors,
      Watermark.Rules rules,
      Predicate<FigureQuery> stale) {
    this.campus = campus;
    this.facts = facts;
    this.factors = factors;
    this.rules = rules;
    this.stale = stale;
  }

  @Override
  public Answer answer(FigureQuery query) {
    Campus now = campus.get();
    Metric metric = check(query, now);
    List<Interval> bins = Bins.of(query.range(), query.resolution(), query.zone());
    List<Groups.Group> groups = Groups.of(now, query.scope(), query.by());
    if ((long) bins.size() * groups.size() > MOST_POINTS) {
      throw bad(
          "resolution",
          query.resolution().text(),
          "an answer has at most %d points; this one would have %d"
              .formatted(MOST_POINTS, (long) bins.size() * groups.size()));
    }
    List<Answer.Series> series = new ArrayList<>();
    for (Groups.Group group : groups) {
      series.add(series(query, metric, now, bins, group));
    }
    if (Unallocated.applies(query, metric) && EnergyTree.hasMain(now, query.scope())) {
      Groups.Group whole = new Groups.Group(null, null, List.of(query.scope()));
      Answer.Series total = series(query, metric, now, bins, whole);
      series.add(Unallocated.of(total, List.copyOf(series)));
    }
    return new Answer(
        query,
        metric.info().unit(),
        method(metric, query, now),
        series,
        Integer.toHexString(series.hashCode()) + "-" + now.version(),
        stale.test(query));
  }

  private static String method(Metric metric, FigureQuery query, Campus campus) {
    List<String> bases = metric.info().bases();
    String basis = bases.isEmpty() ? "" : " basis=" + basisOf(query, bases);
    return metric.info().id() + "/1" + basis + " registry=" + campus.version();
  }

  private static String basisOf(FigureQuery query, List<String> bases) {
    return query.basis() == null ? bases.get(0) : query.basis();
  }

  private Metric check(FigureQuery query, Campus campus) {
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
    checkRange(query.range());
    return metric;
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

  private Answer.Series series(
      FigureQuery query, Metric metric, Campus now, List<Interval> bins, Groups.Group group) {
    Set<Leaf> leaves = new LinkedHashSet<>(metric.leaves(now, group.roots()));
    Name name = group.name();
    List<Figure> figures = new ArrayList<>(bins.size());
    if (leaves.isEmpty()) {
      bins.forEach(bin -> figures.add(nothing(bin, "not_configured")));
    } else {
      Map<Leaf, List<SpanFacts>> read = facts.read(leaves, bins, query.zone());
      long mark = leaves.stream().mapToLong(facts::watermark).max().orElse(Long.MIN_VALUE);
      for (int i = 0; i < bins.size(); i++) {
        figures.add(figure(query, metric, now, group, new Bin(bins.get(i), i, mark), read));
      }
    }
    return new Answer.Series(
        group.id(), name == null ? null : name.zh(), name == null ? null : name.en(), figures);
  }

  /** A bin with its place and the newest watermark of the leaves behind it. */
  private record Bin(Interval interval, int index, long mark) {
    Interval judged() {
      long until = Math.max(interval.start(), Math.min(interval.end(), mark));
      return new Interval(interval.start(), until);
    }
  }

  private Figure figure(
      FigureQuery query,
      Metric metric,
      Campus now,
      Groups.Group group,
      Bin bin,
      Map<Leaf, List<SpanFacts>> read) {
    if (bin.judged().isEmpty()) {
      return nothing(bin.interval(), "no_data");
    }
    FactSums sums = new FactSums();
    long restatements = 0;
    long recordedAt = -1;
    for (List<SpanFacts> spans : read.values()) {
      SpanFacts span = spans.get(bin.index());
      Facts after = spans.get(bin.index() + 1).first();
      metric.pool(new Metric.LeafSlice(span.years(), span.first(), after, span.last()), sums);
      restatements += span.restatements();
      recordedAt = Math.max(recordedAt, span.recordedAtMillis());
    }
    Parts parts =
        metric.form(
            sums,
            new Metric.FigureContext(
                now, group.roots(), bin.judged(), bin.interval(), query.zone(), factors));
    boolean settled = Watermark.isFinal(bin.mark(), bin.interval().end(), rules);
    return Publishing.publish(
        bin.interval(),
        parts,
        metric.coverageRule(),
        settled,
        new Figure.Revised(1 + restatements, recordedAt));
  }

  private static Figure nothing(Interval bin, String reason) {
    return new Figure(
        bin,
        null,
        new Figure.Parts(null, null, null, List.of()),
        new Figure.Bounds(null, null),
        Figure.Status.NO_DATA,
        reason,
        new Figure.Revised(1, -1));
  }
}
