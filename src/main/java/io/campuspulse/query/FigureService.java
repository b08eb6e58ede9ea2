package io.campuspulse.query;

import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.EnergyTree;
import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricInfo;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.RevisionLog;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Forms figures from facts when they are asked for. Thread-safe. */
public final class FigureService implements Figures {
  private static final int MOST_POINTS = 50_000;

  private final Sources sources;
  private final EmissionFactors factors;
  private final Watermark.Rules rules;
  private final Predicate<FigureQuery> stale;
  private final Restatements restatements;
  private final ChangeFinder changes;
  private final LessonService lessons;

  /**
   * What figures are formed from.
   *
   * @param campus the registry in force
   * @param facts the facts
   * @param log what they were before
   * @param revision number of the newest restatement that everybody may know of
   */
  public record Sources(
      Supplier<Campus> campus, FactReader facts, RevisionLog log, LongSupplier revision) {}

  /**
   * A service.
   *
   * @param stale whether a question's scope has been silent for longer than expected
   */
  public FigureService(
      Sources sources,
      EmissionFactors factors,
      Watermark.Rules rules,
      Predicate<FigureQuery> stale) {
    this.sources = sources;
    this.factors = factors;
    this.rules = rules;
    this.stale = stale;
    this.restatements = new Restatements(sources.log(), rules);
    this.lessons = new LessonService(sources.campus(), sources.facts(), rules);
    this.changes = new ChangeFinder(sources, restatements, this::maker);
  }

  @Override
  public Answer answer(FigureQuery query) {
    return answer(query, sources.facts(), stale.test(query));
  }

  @Override
  public Answer answerAsOf(FigureQuery query, long recordedAtMillis) {
    long number = sources.log().numberAt(recordedAtMillis);
    Map<String, Long> marks = new TreeMap<>();
    sources
        .log()
        .judgedAt(recordedAtMillis)
        .forEach(
            (school, mark) -> marks.put(school, Interval.baseStart(mark - rules.graceMillis())));
    Past past = new Past();
    FigureMaker maker = maker(QueryChecks.check(query, sources.campus().get()));
    Groups.Group whole = new Groups.Group(null, null, List.of(query.scope()));
    Set<Leaf> leaves = maker.leaves(whole);
    for (Groups.Group group : Groups.of(maker.campus(), query.scope(), query.by())) {
      leaves.addAll(maker.leaves(group));
    }
    sources
        .log()
        .of(
            leaves,
            maker.reach(query.range(), sources.facts()),
            r -> {
              if (r.number() > number) {
                past.undo(r);
              }
            });
    return answer(query, sources.facts().asOf(past, marks), false);
  }

  @Override
  public Explanation explain(FigureQuery query) {
    FigureMaker maker = maker(QueryChecks.check(query, sources.campus().get()));
    Metric metric = maker.metric();
    return new Explainer(maker, sources.facts(), sources.log())
        .explain(query, method(metric, query, maker.campus()));
  }

  @Override
  public List<Alarm> alarms(Scope scope, Interval range) {
    return new AlarmFinder(sources.campus(), sources.facts()).find(scope, range);
  }

  /** The lesson ledger over the same facts. */
  public LessonLedger lessons() {
    return lessons;
  }

  @Override
  public long revision() {
    return sources.revision().getAsLong();
  }

  @Override
  public Changes changes(ChangesQuery query) {
    return changes.find(query);
  }

  private FigureMaker maker(Metric metric) {
    return new FigureMaker(metric, sources.campus().get(), factors, rules, restatements);
  }

  private Answer answer(FigureQuery query, FactReader facts, boolean isStale) {
    Metric metric = QueryChecks.check(query, sources.campus().get());
    FigureMaker maker = maker(metric);
    Campus now = maker.campus();
    Terms terms =
        query.resolution() == Resolution.TERM
            ? new Terms(now, query.scope(), query.range(), query.zone())
            : null;
    List<Interval> bins =
        terms == null ? Bins.of(query.range(), query.resolution(), query.zone()) : terms.bins();
    List<Groups.Group> groups = Groups.of(now, query.scope(), query.by());
    QueryChecks.points(query, (long) bins.size() * groups.size(), MOST_POINTS);
    List<Answer.Series> series = new ArrayList<>();
    for (Groups.Group group : groups) {
      series.add(maker.series(query, bins, group, facts));
    }
    if (Unallocated.applies(query, metric) && EnergyTree.hasMain(now, query.scope())) {
      Groups.Group whole = new Groups.Group(null, null, List.of(query.scope()));
      Answer.Series total = maker.series(query, bins, whole, facts);
      series.add(Unallocated.of(total, List.copyOf(series)));
    }
    if (terms != null) {
      series.replaceAll(terms::onlyTerms);
    }
    return new Answer(
        query,
        metric.info().unit(),
        method(metric, query, now),
        series,
        Integer.toHexString(series.hashCode()) + "-" + now.version(),
        isStale);
  }

  private static String method(Metric metric, FigureQuery query, Campus campus) {
    String basis = basisOf(query, metric.info());
    return metric.info().id()
        + "/1"
        + (basis == null ? "" : " basis=" + basis)
        + " registry="
        + campus.version();
  }

  /** The basis that a question means, or null for a metric without one. */
  static String basisOf(FigureQuery query, MetricInfo info) {
    if (info.bases().isEmpty()) {
      return null;
    }
    return query.basis() == null ? info.bases().get(0) : query.basis();
  }
}
