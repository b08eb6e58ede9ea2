package io.campuspulse.query;

import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.Parts;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.Collection;
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
    Map<Leaf, List<SpanFacts>> read = facts.read(leaves, bins, query.zone());
    long mark = leaves.stream().mapToLong(facts::watermark).max().orElse(Long.MIN_VALUE);
    for (int i = 0; i < bins.size(); i++) {
      Formed formed = form(query, group, new Bin(bins.get(i), i, mark), read);
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
      FigureQuery query, Groups.Group group, Bin bin, Map<Leaf, List<SpanFacts>> read) {
    if (bin.judged().isEmpty()) {
      return new Formed(nothing(bin.interval(), "no_data"), false);
    }
    FactSums sums = pool(bin, read.values());
    long restated = 0;
    long recordedAt = -1;
    for (List<SpanFacts> spans : read.values()) {
      SpanFacts span = spans.get(bin.index());
      restated += span.restatements() + spans.get(bin.index() + 1).restatements();
      recordedAt = Math.max(recordedAt, span.recordedAtMillis());
    }
    Parts parts = metric.form(sums, context(query, group, bin));
    boolean settled = Watermark.isFinal(bin.mark(), bin.interval().end(), rules);
    Figure figure =
        Publishing.publish(
            bin.interval(),
            parts,
            metric.coverageRule(),
            settled,
            new Figure.Revised(1, recordedAt));
    return new Formed(figure, restated > 0);
  }

  private FactSums pool(Bin bin, Collection<List<SpanFacts>> leaves) {
    FactSums sums = new FactSums();
    for (List<SpanFacts> spans : leaves) {
      SpanFacts span = spans.get(bin.index());
      Facts after = spans.get(bin.index() + 1).first();
      metric.pool(new Metric.LeafSlice(span.years(), span.first(), after, span.last()), sums);
    }
    return sums;
  }

  private Metric.FigureContext context(FigureQuery query, Groups.Group group, Bin bin) {
    return new Metric.FigureContext(
        campus, group.roots(), bin.judged(), bin.interval(), query.zone(), factors);
  }

  /**
   * What a formula was given.
   *
   * @param judgedUntil end of the judged part of the bin
   */
  record Inside(Facts sums, List<Metric.Ingredient> ingredients, long judgedUntil) {}

  /** What the figure of a group was formed from. */
  Inside inside(FigureQuery query, Interval interval, Groups.Group group, FactReader facts) {
    Set<Leaf> leaves = leaves(group);
    long mark = leaves.stream().mapToLong(facts::watermark).max().orElse(Long.MIN_VALUE);
    Bin bin = new Bin(interval, 0, mark);
    if (leaves.isEmpty() || bin.judged().isEmpty()) {
      return new Inside(Facts.NONE, List.of(), interval.start());
    }
    FactSums sums = pool(bin, facts.read(leaves, List.of(interval), query.zone()).values());
    return new Inside(
        sums.toFacts(), metric.ingredients(sums, context(query, group, bin)), bin.judged().end());
  }

  /** What a figure is, for whoever remembers something about it. */
  private record Key(
      String metric, String basis, List<Scope> roots, Interval bin, String registry) {}

  private Figure revised(
      FigureQuery query, Groups.Group group, Set<Leaf> leaves, Figure figure, FactReader facts) {
    List<Interval> bin = List.of(figure.interval());
    Key key =
        new Key(
            metric.info().id(), query.basis(), group.roots(), figure.interval(), campus.version());
    long restated =
        restatements.count(
            key, leaves, figure, past -> unrevised(query, bin, group, facts.before(past)).get(0));
    return restated == 0 ? figure : figure.restated(restated);
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
