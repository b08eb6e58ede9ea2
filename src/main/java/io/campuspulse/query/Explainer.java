package io.campuspulse.query;

import io.campuspulse.metrics.FactSums;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Revision;
import io.campuspulse.registry.Purpose;
import io.campuspulse.store.RevisionLog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a figure was made from. Thread-safe. */
final class Explainer {
  /** Base intervals of all leaves together up to which each is listed. */
  private static final long MOST_INTERVALS = 20_000;

  private static final int MOST_REVISIONS = 1_000;

  private static final List<String> LESSON_FACTS =
      List.of("used", "sparse", "empty", "beyond_grace");

  private final FigureMaker maker;
  private final FactReader facts;
  private final RevisionLog log;

  Explainer(FigureMaker maker, FactReader facts, RevisionLog log) {
    this.maker = maker;
    this.facts = facts;
    this.log = log;
  }

  Explanation explain(FigureQuery query, String method) {
    Groups.Group whole = new Groups.Group(null, null, List.of(query.scope()));
    Interval bin = query.range();
    Set<Leaf> leaves = maker.leaves(whole);
    Figure figure = maker.series(query, List.of(bin), whole, facts).figures().get(0);
    FigureMaker.Inside inside = maker.inside(query, bin, whole, facts);
    long rows = leaves.size() * (bin.length() / Interval.BASE_MILLIS);
    List<Explanation.Part> parts = new ArrayList<>();
    Map<Leaf, List<SpanFacts>> read =
        facts.read(leaves, List.of(bin), query.zone(), maker.metric().lessons());
    Map<Point, SpanFacts> channels = channels(leaves, bin, query);
    for (Leaf leaf : leaves) {
      SpanFacts span = read.get(leaf).get(0);
      SortedMap<Long, Facts> each =
          rows <= MOST_INTERVALS ? facts.intervals(leaf, bin) : new TreeMap<>();
      List<Explanation.Input> inputs =
          facts.inputs(leaf).stream().map(p -> input(p, channels.get(p))).toList();
      Explanation.Edges edges =
          new Explanation.Edges(span.first(), span.last(), read.get(leaf).get(1).first());
      parts.add(new Explanation.Part(leaf, facts.school(leaf), span.years(), edges, each, inputs));
    }
    List<Revision> revisions = new ArrayList<>();
    log.of(
        leaves,
        maker.reach(bin, facts),
        r -> {
          if (revisions.size() < MOST_REVISIONS) {
            revisions.add(r);
          }
        });
    return new Explanation(
        query,
        maker.metric().info(),
        method,
        figure,
        inside.sums(),
        parts,
        new Explanation.Details(
            inside.judgedUntil(), inside.ingredients(), beyond(query, inside, leaves), revisions));
  }

  private Explanation.Beyond beyond(
      FigureQuery query, FigureMaker.Inside inside, Set<Leaf> leaves) {
    List<Explanation.LessonRecord> lessons = new ArrayList<>();
    if (maker.metric().lessons()) {
      leaves.forEach(leaf -> lessons(leaf, query, lessons));
    }
    List<Answer.Series> purposes =
        maker.metric().forPurpose(Purpose.UNSPECIFIED).isEmpty() || leaves.isEmpty()
            ? List.of()
            : Groups.of(maker.campus(), query.scope(), Grouping.PURPOSE).stream()
                .map(group -> maker.series(query, List.of(query.range()), group, facts))
                .toList();
    return new Explanation.Beyond(
        inside.days(), inside.counted(), lessons, inside.series(), purposes);
  }

  /** The records of a space that lie in the bin and have been judged to their end. */
  private void lessons(Leaf leaf, FigureQuery query, List<Explanation.LessonRecord> into) {
    for (LessonRows.Lesson lesson : facts.lessons(leaf, query.range())) {
      Interval time = lesson.slot().time();
      if (lesson.complete() && !time.intersect(query.range()).isEmpty()) {
        LocalDate date =
            LocalDate.ofInstant(Instant.ofEpochMilli(time.start()), maker.campus().city().zone());
        FactSums sums = new FactSums();
        LESSON_FACTS.forEach(name -> sums.add(name, lesson.facts().get(name)));
        sums.add("places", facts.places(leaf, date));
        into.add(
            new Explanation.LessonRecord(
                leaf,
                time,
                lesson.slot().booked(),
                lesson.slot().practical(),
                sums.toFacts(),
                lesson.verdict().word()));
      }
    }
  }

  private Map<Point, SpanFacts> channels(Set<Leaf> leaves, Interval bin, FigureQuery query) {
    Map<Leaf, Point> byLeaf = new TreeMap<>();
    leaves.forEach(
        leaf ->
            facts.inputs(leaf).forEach(p -> byLeaf.put(new Leaf(Leaf.Kind.CHANNEL, p.id()), p)));
    Map<Point, SpanFacts> found = new HashMap<>();
    facts
        .read(byLeaf.keySet(), List.of(bin), query.zone(), false)
        .forEach((leaf, spans) -> found.put(byLeaf.get(leaf), spans.get(0)));
    return found;
  }

  private static Explanation.Input input(Point point, SpanFacts channel) {
    if (channel == null || channel.years().isEmpty()) {
      return new Explanation.Input(point, -1, 0);
    }
    long expected = 0;
    long filled = 0;
    for (Facts year : channel.years().values()) {
      expected += year.get("expected");
      filled += year.get("filled");
    }
    return new Explanation.Input(point, expected, filled);
  }
}
