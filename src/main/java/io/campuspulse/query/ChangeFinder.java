package io.campuspulse.query;

import io.campuspulse.metrics.Metric;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the figures that restatements changed: facts are taken back, and figures that then read
 * differently have changed; so the list holds no more and no less than that. Thread-safe.
 */
final class ChangeFinder {
  private static final int MOST_REVISIONS = 20_000;

  private final FigureService.Sources sources;
  private final Restatements restatements;
  private final Function<Metric, FigureMaker> makers;

  ChangeFinder(
      FigureService.Sources sources,
      Restatements restatements,
      Function<Metric, FigureMaker> makers) {
    this.sources = sources;
    this.restatements = restatements;
    this.makers = makers;
  }

  /** Restated rows up to a number. */
  private static final class Restated {
    final Map<Leaf, TreeMap<Long, Revision>> first = new HashMap<>();
    final Past past = new Past();
    long next;
    boolean more;
  }

  /** One metric looked at for one question. */
  private record Look(ChangesQuery query, FigureMaker maker, String basis, Restated restated) {}

  Changes find(ChangesQuery query) {
    Campus campus = sources.campus().get();
    if (!campus.exists(query.scope())) {
      throw new QueryProblem(
          QueryProblem.Kind.NOT_FOUND,
          "scope",
          query.scope().toString(),
          "the scope must name something in the registry");
    }
    Restated restated = restatedSince(query.since());
    List<Changes.Change> changes = new ArrayList<>();
    for (Metric metric : metrics(query)) {
      for (String basis : bases(metric, query)) {
        Look look = new Look(query, makers.apply(metric), basis, restated);
        groups(look).forEach((scope, groups) -> groups.forEach(g -> look(look, scope, g, changes)));
      }
    }
    return new Changes(changes, restated.next, restated.more);
  }

  /** All restatements of whole numbers, as many as fit into one answer. */
  private Restated restatedSince(long since) {
    long known = sources.revision().getAsLong();
    Restated restated = new Restated();
    restated.next = Math.max(since, known);
    List<Revision> taken = new ArrayList<>();
    sources
        .log()
        .since(
            since,
            r -> {
              boolean full = taken.size() >= MOST_REVISIONS;
              boolean sameNumber =
                  !taken.isEmpty() && taken.get(taken.size() - 1).number() == r.number();
              if (r.number() > known || restated.more) {
                return;
              }
              if (full && !sameNumber) {
                restated.more = true;
                restated.next = taken.get(taken.size() - 1).number();
              } else {
                taken.add(r);
              }
            });
    for (int i = taken.size() - 1; i >= 0; i--) {
      Revision r = taken.get(i);
      restated.past.undo(r);
      restated.first.computeIfAbsent(r.leaf(), l -> new TreeMap<>()).put(r.intervalStart(), r);
    }
    return restated;
  }

  private static List<Metric> metrics(ChangesQuery query) {
    return query
        .metric()
        .map(
            id ->
                List.of(
                    MetricCatalog.find(id)
                        .orElseThrow(
                            () ->
                                new QueryProblem(
                                    QueryProblem.Kind.NOT_FOUND,
                                    "metric",
                                    id,
                                    "the metric must be one of the catalogue"))))
        .orElseGet(MetricCatalog::all);
  }

  private static List<String> bases(Metric metric, ChangesQuery query) {
    List<String> bases = new ArrayList<>();
    if (query.metric().isPresent() || metric.info().bases().isEmpty()) {
      bases.add(query.basis());
    } else {
      bases.addAll(metric.info().bases());
    }
    return bases;
  }

  /** What is looked at: the groups asked for, or the smallest thing of each restated leaf. */
  private static Map<Scope, List<Groups.Group>> groups(Look look) {
    ChangesQuery query = look.query();
    Campus campus = look.maker().campus();
    Map<Scope, List<Groups.Group>> groups = new LinkedHashMap<>();
    if (query.by().isPresent()) {
      Grouping by = query.by().get();
      if (by == Grouping.PURPOSE && !QueryChecks.byPurpose(look.maker().metric())) {
        return groups;
      }
      groups.put(query.scope(), Groups.of(campus, query.scope(), by));
      return groups;
    }
    Set<Scope> subjects = new TreeSet<>(Comparator.comparing(Scope::toString));
    look.restated().first.keySet().forEach(leaf -> subject(campus, leaf, subjects));
    Set<Scope> below = new HashSet<>(Groups.under(campus, query.scope()));
    subjects.stream()
        .filter(below::contains)
        .forEach(s -> groups.put(s, List.of(new Groups.Group(null, null, List.of(s)))));
    return groups;
  }

  private static void subject(Campus campus, Leaf leaf, Set<Scope> into) {
    switch (leaf.kind()) {
      case SPACE, RULES -> into.add(Scope.space(leaf.id()));
      case EQUIPMENT -> into.add(Scope.equipment(leaf.id()));
      case CONNECTION -> into.add(Scope.parse(leaf.id()));
      case METER, CHANNEL, GAUGE -> campus.point(leaf.id()).ifPresent(p -> into.add(p.subject()));
    }
  }

  private void look(Look look, Scope scope, Groups.Group group, List<Changes.Change> into) {
    FigureMaker maker = look.maker();
    ChangesQuery query = look.query();
    for (Interval bin : bins(look, group)) {
      FigureQuery one =
          new FigureQuery(
              maker.metric().info().id(),
              look.basis(),
              scope,
              Grouping.NONE,
              bin,
              query.resolution(),
              query.zone());
      Figure now = maker.series(one, List.of(bin), group, sources.facts()).figures().get(0);
      FactReader before = sources.facts().before(look.restated().past);
      if (!now.servesTheSame(maker.unrevised(one, List.of(bin), group, before).get(0))) {
        into.add(
            new Changes.Change(
                one.metric(), one.basis(), scope, group.id(), maker.metric().info().unit(), now));
      }
    }
  }

  /** The bins that restated rows of a group touch and that had been final. */
  private Collection<Interval> bins(Look look, Groups.Group group) {
    ChangesQuery query = look.query();
    TreeMap<Long, Interval> bins = new TreeMap<>();
    for (Leaf leaf : look.maker().leaves(group)) {
      for (Revision r : look.restated().first.getOrDefault(leaf, new TreeMap<>()).values()) {
        // A row may count in its own bin and, as the end of a gap, in the one before.
        Interval reach =
            new Interval(
                r.intervalStart() - Interval.BASE_MILLIS, r.intervalStart() + Interval.BASE_MILLIS);
        if (look.maker().metric().lessons()) {
          reach = sources.facts().lessonsAt(leaf, reach);
        }
        for (long t = reach.start(); t < reach.end(); ) {
          Interval bin = Bins.at(t, query.resolution(), query.zone());
          if (restatements.settled(r, bin)) {
            bins.put(bin.start(), bin);
          }
          t = bin.end();
        }
      }
    }
    return bins.values();
  }
}
