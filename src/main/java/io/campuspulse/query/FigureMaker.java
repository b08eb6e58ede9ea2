package io.campuspulse.query;

import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.History;
import io.campuspulse.metrics.LookBackMetric;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.Parts;
import io.campuspulse.metrics.SeriesInterval;
import io.campuspulse.metrics.SeriesMetric;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.Watermark;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forms the figures of one metric under one registry. Thread-safe. */
final class FigureMaker {
  private final Metric metric;
  private final Campus campus;
  private final EmissionFactors factors;
  private final Watermark.Rules rules;
  private final Restatements restatements;

  FigureMaker(
      Metric metric,
      Campus campus,
      EmissionFactors factors,
      Watermark.Rules rules,
      Restatements restatements) {
    this.metric = metric;
    this.campus = campus;
    this.factors = factors;
    this.rules = rules;
    this.restatements = restatements;
  }

  Metric metric() {
    return metric;
  }

  Campus campus() {
    return campus;
  }

  /** The leaves whose facts make the figures of a group. */
  Set<Leaf> leaves(Groups.Group group) {
    return new LinkedHashSet<>(metric.leaves(campus, group.roots()));
  }

  /** The line of a group; the query's range and resolution do not count, the bins do. */
  Answer.Series series(
      FigureQuery query, List<Interval> bins, Groups.Group group, FactReader facts) {
    Name name = group.name();
    return new Answer.Series(
        group.id(),
        name == null ? null : name.zh(),
        name == null ? null : name.en(),
        figures(query, bins, group, facts, true));
  }

  /** The figures of a group without their revisions. */
  List<Figure> unrevised(
      FigureQuery query, List<Interval> bins, Groups.Group group, FactReader facts) {
    return figures(query, bins, group, facts, false);
  }

  private List<Figure> figures(
      FigureQuery query,
      List<Interval> bins,
      Groups.Group group,
      FactReader facts,
      boolean revised) {
    Set<Leaf> leaves = leaves(group);
    List<Figure> figures = new ArrayList<>(bins.size());
    if (leaves.isEmpty()) {
      bins.forEach(bin -> figures.add(nothing(bin, "not_configured")));
      return figures;
    }
    Map<Leaf, List<SpanFacts>> read =
        metric instanceof SeriesMetric
            ? Map.of()
            : facts.read(leaves, bins, query.zone(), metric.lessons());
    long mark = leaves.stream().mapToLong(facts::watermark).max().orElse(Long.MIN_VALUE);
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = new Bin(bins.get(i), i, mark);
      Formed formed =
          metric instanceof SeriesMetric series
              ? form(query, group, bin, series, ScopeSeries.of(facts, leaves, query.zone()))
              : form(query, group, bin, read, facts);
      figures.add(
          revised && formed.restated()
              ? revised(query, group, leaves, formed.figure(), facts)
              : formed.figure());
    }
    return figures;
  }

  /** A bin with its place and the newest watermark of the leaves behind it. */
  private record Bin(Interval interval, int index, long mark) {
    Interval judged() {
      long until = Math.max(interval.start(), Math.min(interval.end(), mark));
      return new Interval(interval.start(), until);
    }
  }

  /** A figure, and whether any row behind it was restated. */
  private record Formed(Figure figure, boolean restated) {}

  private Formed form(
      FigureQuery query,
      Groups.Group group,
      Bin bin,
      Map<Leaf, List<SpanFacts>> read,
      FactReader facts) {
    if (bin.judged().isEmpty()) {
      return new Formed(nothing(bin.interval(), "no_data"), false);
    }
    FactSums sums = pool(bin, read);
    long restated = 0;
    long recordedAt = -1;
    for (List<SpanFacts> spans : read.values()) {
      SpanFacts span = spans.get(bin.index());
      restated += span.restatements() + spans.get(bin.index() + 1).restatements();
      recordedAt = Math.max(recordedAt, span.recordedAtMillis());
    }
    Metric.FigureContext context = context(query, group, bin);
    Parts parts =
        of(group) instanceof LookBackMetric days
            ? days.form(context, history(facts, query.zone()))
            : of(group).form(sums, context);
    return new Formed(publish(bin, parts, recordedAt), restated > 0);
  }

  /** A figure from the summed series of its scope. */
  private Formed form(
      FigureQuery query, Groups.Group group, Bin bin, SeriesMetric series, ScopeSeries scope) {
    if (bin.judged().isEmpty()) {
      return new Formed(nothing(bin.interval(), "no_data"), false);
    }
    ScopeSeries.Read read = scope.read(series, bin.judged());
    Parts parts = series.form(read.intervals(), context(query, group, bin));
    return new Formed(publish(bin, parts, read.recordedAtMillis()), read.restated());
  }

  private Figure publish(Bin bin, Parts parts, long recordedAtMillis) {
    boolean settled = Watermark.isFinal(bin.mark(), bin.interval().end(), rules);
    return Publishing.publish(
        bin.interval(),
        parts,
        metric.coverageRule(),
        settled,
        new Figure.Revised(1, recordedAtMillis));
  }

  /** The metric of a group: one of a purpose has its own formula. */
  private Metric of(Groups.Group group) {
    return group.purpose() == null ? metric : metric.forPurpose(group.purpose()).orElseThrow();
  }

  /** The basis of a question, the metric's first by default; null when it has none. */
  private String basisOf(FigureQuery query) {
    List<String> bases = metric.info().bases();
    return query.basis() != null || bases.isEmpty() ? query.basis() : bases.get(0);
  }

  private static History history(FactReader facts, ZoneId zone) {
    return (leaves, bins) -> {
      Map<Leaf, List<Facts>> sums = new HashMap<>();
      facts
          .read(leaves, bins, zone, false)
          .forEach(
              (leaf, spans) ->
                  sums.put(
                      leaf, spans.subList(0, bins.size()).stream().map(SpanFacts::sum).toList()));
      return sums;
    };
  }

  private FactSums pool(Bin bin, Map<Leaf, List<SpanFacts>> leaves) {
    FactSums sums = new FactSums();
    for (Map.Entry<Leaf, List<SpanFacts>> leaf : leaves.entrySet()) {
      List<SpanFacts> spans = leaf.getValue();
      SpanFacts span = spans.get(bin.index());
      Facts after = spans.get(bin.index() + 1).first();
      metric.pool(
          new Metric.LeafSlice(leaf.getKey(), span.years(), span.first(), after, span.last()),
          sums);
    }
    return sums;
  }

  private Metric.FigureContext context(FigureQuery query, Groups.Group group, Bin bin) {
    return new Metric.FigureContext(
        campus, group.roots(), bin.judged(), bin.interval(), query.zone(), factors, basisOf(query));
  }

  /**
   * What a formula was given.
   *
   * @param judgedUntil end of the judged part of the bin
   * @param days what a formula that looks back asked for
   * @param series summed intervals of a metric that does not add
   * @param counted the things of a share of things
   */
  record Inside(
      Facts sums,
      List<Metric.Ingredient> ingredients,
      long judgedUntil,
      List<Explanation.Day> days,
      List<SeriesInterval> series,
      List<Metric.Counted> counted) {}

  /** What the figure of a group was formed from. */
  Inside inside(FigureQuery query, Interval interval, Groups.Group group, FactReader facts) {
    Set<Leaf> leaves = leaves(group);
    long mark = leaves.stream().mapToLong(facts::watermark).max().orElse(Long.MIN_VALUE);
    Bin bin = new Bin(interval, 0, mark);
    if (leaves.isEmpty() || bin.judged().isEmpty()) {
      return new Inside(Facts.NONE, List.of(), interval.start(), List.of(), List.of(), List.of());
    }
    Metric.FigureContext context = context(query, group, bin);
    List<Explanation.Day> days = new ArrayList<>();
    List<SeriesInterval> series = List.of();
    FactSums sums = new FactSums();
    List<Metric.Ingredient> ingredients = List.of();
    if (metric instanceof SeriesMetric shape) {
      series = ScopeSeries.of(facts, leaves, query.zone()).read(shape, bin.judged()).intervals();
    } else {
      sums = pool(bin, facts.read(leaves, List.of(interval), query.zone(), metric.lessons()));
      ingredients = of(group).ingredients(sums, context);
    }
    if (metric instanceof LookBackMetric back) {
      History history = recording(history(facts, query.zone()), days);
      back.form(context, history);
      ingredients = back.ingredients(context, history(facts, query.zone()));
    }
    return new Inside(
        sums.toFacts(), ingredients, bin.judged().end(), days, series, of(group).counted(context));
  }

  /** Remembers what a formula asks history for. */
  private static History recording(History history, List<Explanation.Day> into) {
    return (leaves, bins) -> {
      Map<Leaf, List<Facts>> read = history.read(leaves, bins);
      for (Leaf leaf : leaves) {
        for (int i = 0; i < bins.size(); i++) {
          into.add(new Explanation.Day(leaf, bins.get(i), read.get(leaf).get(i)));
        }
      }
      return read;
    };
  }

  /** What a figure is, for whoever remembers something about it. */
  private record Key(
      String metric, String basis, Groups.Group group, Interval bin, String registry) {}

  private Figure revised(
      FigureQuery query, Groups.Group group, Set<Leaf> leaves, Figure figure, FactReader facts) {
    List<Interval> bin = List.of(figure.interval());
    Key key =
        new Key(metric.info().id(), query.basis(), group, figure.interval(), campus.version());
    long restated =
        restatements.count(
            key,
            leaves,
            reach(figure.interval(), facts),
            figure,
            past -> unrevised(query, bin, group, facts.before(past)).get(0));
    return restated == 0 ? figure : figure.restated(restated);
  }

  /** Where facts lie that a figure about an interval reads. */
  Interval reach(Interval interval, FactReader facts) {
    return metric.lessons() ? facts.lessonReach(interval) : Restatements.reach(interval);
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
