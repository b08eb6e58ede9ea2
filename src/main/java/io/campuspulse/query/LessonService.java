package io.campuspulse.query;

import io.campuspulse.metrics.EnergyTree;
import io.campuspulse.metrics.FactSums;
import io.campuspulse.metrics.Parts;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.Watermark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the lesson ledger from facts. Thread-safe. */
public final class LessonService implements LessonLedger {
  /** Spaces looked at for one page, so that a rare class does not read the whole city at once. */
  private static final int MOST_SPACES = 200;

  private static final String BY = "by_";

  private final Supplier<Campus> campus;
  private final FactReader facts;
  private final Watermark.Rules rules;

  /** A ledger over facts. */
  public LessonService(Supplier<Campus> campus, FactReader facts, Watermark.Rules rules) {
    this.campus = campus;
    this.facts = facts;
    this.rules = rules;
  }

  @Override
  public LessonPage lessons(LessonQuery query) {
    Campus now = campus.get();
    if (!now.exists(query.scope())) {
      throw new QueryProblem(
          QueryProblem.Kind.NOT_FOUND,
          "scope",
          query.scope().toString(),
          "the scope must name something in the registry");
    }
    String from = query.after().map(LessonQuery.Key::space).orElse("");
    List<Space> spaces =
        now.spacesUnder(query.scope()).stream()
            .filter(s -> s.id().compareTo(from) >= 0)
            .sorted(Comparator.comparing(Space::id))
            .toList();
    List<Lesson> found = new ArrayList<>();
    for (int i = 0; i < spaces.size(); i++) {
      String space = spaces.get(i).id();
      if (i == MOST_SPACES) {
        String last = spaces.get(i - 1).id();
        return new LessonPage(found, Optional.of(new LessonQuery.Key(last, query.range().end())));
      }
      for (Lesson lesson : of(now, space, query)) {
        if (found.size() == query.limit()) {
          Lesson last = found.get(found.size() - 1);
          LessonQuery.Key key = new LessonQuery.Key(last.space(), last.slot().time().start());
          return new LessonPage(found, Optional.of(key));
        }
        found.add(lesson);
      }
    }
    return new LessonPage(found, Optional.empty());
  }

  private List<Lesson> of(Campus now, String space, LessonQuery query) {
    long after =
        query
            .after()
            .filter(key -> key.space().equals(space))
            .map(LessonQuery.Key::start)
            .orElse(Long.MIN_VALUE);
    Leaf leaf = new Leaf(Leaf.Kind.SPACE, space);
    Interval range = query.range();
    List<LessonRows.Lesson> rows = facts.lessons(leaf, range);
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<String, FactSums> meters =
        facts.labelled(EnergyTree.meters(now, List.of(Scope.space(space))), range);
    List<Leaf> machines = new ArrayList<>();
    for (Equipment e : now.equipmentOf(space)) {
      machines.add(new Leaf(Leaf.Kind.EQUIPMENT, e.id()));
    }
    Map<String, FactSums> working = facts.labelled(machines, range);
    List<Lesson> lessons = new ArrayList<>();
    for (LessonRows.Lesson row : rows) {
      long start = row.slot().time().start();
      boolean wanted = query.verdict().isEmpty() || row.verdict() == query.verdict().get();
      if (wanted && range.contains(start) && start > after) {
        String label = row.slot().label();
        lessons.add(lesson(leaf, row, meters.get(label), working.get(label)));
      }
    }
    return lessons;
  }

  private Lesson lesson(Leaf leaf, LessonRows.Lesson row, FactSums meter, FactSums machine) {
    FactSums sums = row.facts();
    return new Lesson(
        leaf.id(),
        row.slot(),
        row.verdict(),
        new Lesson.Minutes(
            sums.get("used"),
            sums.get("sparse"),
            sums.get("empty"),
            row.unknown(),
            sums.get("beyond_grace")),
        new Lesson.Energy(
            machine == null ? null : machine.find("working"),
            meter == null || meter.find("e") == null ? null : Parts.kilowattHours(meter.get("e")),
            sums.find("co2_bad")),
        source(sums),
        revised(leaf, row));
  }

  /** The source that decided most of the known time; of equals the better one. */
  private static String source(FactSums sums) {
    return sums.names().stream()
        .filter(n -> n.startsWith(BY))
        .max(Comparator.comparingLong(sums::get).thenComparing(Comparator.reverseOrder()))
        .map(n -> n.substring(BY.length()))
        .orElse(null);
  }

  private Lesson.Revised revised(Leaf leaf, LessonRows.Lesson row) {
    Figure.Status status = Figure.Status.PROVISIONAL;
    if (Watermark.isFinal(facts.watermark(leaf), row.slot().time().end(), rules)) {
      status = row.revision() > 1 ? Figure.Status.CORRECTED : Figure.Status.FINAL;
    }
    return new Lesson.Revised(status, row.revision(), row.recordedAtMillis());
  }
}
