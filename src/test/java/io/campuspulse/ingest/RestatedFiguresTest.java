package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.query.Changes;
import io.campuspulse.query.ChangesQuery;
import io.campuspulse.query.FactReader;
import io.campuspulse.query.Figure;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.FigureService;
import io.campuspulse.query.Grouping;
import io.campuspulse.query.Resolution;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.SmallCampus;
import io.campuspulse.window.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What readers see of restatements: revisions, changes since one, and what was known at a time. */
class RestatedFiguresTest {
  private static final long START = 1_772_380_800_000L; // 2026-03-01T16:00:00Z, local midnight
  private static final long QUARTER = Interval.BASE_MILLIS;
  private static final long HOUR = 4 * QUARTER;
  private static final Watermark.Rules RULES = new Watermark.Rules(0, 1_800_000, 6 * HOUR);

  private final Campus campus =
      new SmallCampus()
          .space("r1", 40, SmallCampus.always())
          .space("r2", 30, SmallCampus.daily(60, 700))
          .point("n", Quantity.PEOPLE, Scope.space("r1"), Duration.ofMinutes(5))
          .point("o", Quantity.OCCUPIED, Scope.space("r2"), Duration.ofMinutes(10))
          .point("e", Quantity.ENERGY_REGISTER, Scope.space("r1"), Duration.ofMinutes(15))
          .build();
  private final Folds folds = Folds.of(campus);
  private final MemoryReadings readings = new MemoryReadings();
  private final MemoryFacts facts = new MemoryFacts();
  private final MemoryRevisions log = new MemoryRevisions();
  private final FactEngine engine =
      new FactEngine(folds, readings, facts, log, new EngineSettings(RULES, 3 * HOUR));
  private final FactReader reader =
      new FactReader(facts, () -> folds, () -> engine.published().watermarks(), SmallCampus.ZONE);
  private final FigureService figures =
      new FigureService(
          new FigureService.Sources(() -> campus, reader, log, () -> engine.published().revision()),
          year -> Optional.empty(),
          RULES,
          q -> false);

  RestatedFiguresTest() {
    engine.restore(Map.of(), "");
  }

  private void deliver(long receivedAt, List<Reading> batch) {
    readings.write(batch);
    batch.forEach(engine::accept);
    engine.compute(receivedAt);
    engine.save();
    reader.changed(
        folds.all().stream()
            .flatMap(f -> rows(f.leaf()).stream())
            .toList()); // everything, as if nothing had been remembered
    engine.committed();
  }

  private List<FactRow> rows(Leaf leaf) {
    List<FactRow> rows = new ArrayList<>();
    facts.scan(List.of(leaf), new Interval(START - HOUR, START + 40 * HOUR), rows::add);
    return rows;
  }

  private static Reading energy(long minutes, long kilowattHours, long receivedAt) {
    return new Reading(
        "e", START + minutes * 60_000, kilowattHours * 1_000_000, Quality.GOOD, 0, receivedAt);
  }

  private static FigureQuery query(String metric, Scope scope, Interval range, Resolution by) {
    return new FigureQuery(metric, null, scope, Grouping.NONE, range, by, SmallCampus.ZONE);
  }

  private static FigureQuery energy(Resolution resolution) {
    Interval hour = new Interval(START, START + HOUR);
    return query("energy_use", Scope.space("r1"), hour, resolution);
  }

  private static List<String> told(List<Figure> figures) {
    return figures.stream()
        .map(f -> f.value() + " " + f.status().word() + " " + f.revised().revision())
        .toList();
  }

  /** METRICS §2 "Finality": a late register value restates two quarters, and not their hour. */
  @Test
  void aLateRegisterValueRestatesItsQuartersAndNotTheHour() {
    long first = START + 9 * HOUR;
    deliver(
        first,
        List.of(
            energy(0, 0, first),
            energy(30, 6, first),
            energy(45, 7, first),
            energy(60, 8, first),
            energy(480, 100, first)));
    assertThat(told(figures.answer(energy(Resolution.PT15M)).series().get(0).figures()))
        .containsExactly("3 final 1", "3 final 1", "1 final 1", "1 final 1");

    long later = first + HOUR;
    deliver(later, List.of(energy(15, 1, later)));

    assertThat(told(figures.answer(energy(Resolution.PT15M)).series().get(0).figures()))
        .containsExactly("1 corrected 2", "5 corrected 2", "1 final 1", "1 final 1");
    Figure hour = figures.answer(energy(Resolution.PT1H)).series().get(0).figures().get(0);
    assertThat(hour.value()).isEqualByComparingTo("8");

    Changes changes =
        figures.changes(
            new ChangesQuery(
                0,
                Optional.of("energy_use"),
                null,
                Scope.CITY,
                Optional.empty(),
                Resolution.PT15M,
                SmallCampus.ZONE));
    assertThat(changes.next()).isEqualTo(1);
    assertThat(changes.changes())
        .extracting(c -> c.scope() + " " + (c.figure().interval().start() - START) / QUARTER)
        .containsExactly("space:r1 0", "space:r1 1");

    assertThat(
            told(figures.answerAsOf(energy(Resolution.PT15M), later - 1).series().get(0).figures()))
        .containsExactly("3 final 1", "3 final 1", "1 final 1", "1 final 1");
    assertThat(figures.answerAsOf(energy(Resolution.PT15M), first - 1).series().get(0).figures())
        .allMatch(f -> f.value() == null);
  }

  /** What a poller keeps. */
  private record Key(String metric, String scope, Interval bin) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::metric)
            .thenComparing(Key::scope)
            .thenComparingLong(k -> k.bin().start())
            .thenComparingLong(k -> k.bin().end());
  }

  private static final List<Scope> SCOPES =
      List.of(Scope.CITY, Scope.school(SmallCampus.SCHOOL), Scope.space("r1"), Scope.space("r2"));

  private Map<Key, Figure> read(Resolution resolution, Interval range) {
    Map<Key, Figure> all = new TreeMap<>(Key.ORDER);
    MetricCatalog.all()
        .forEach(
            metric ->
                SCOPES.forEach(
                    scope ->
                        figures
                            .answer(query(metric.info().id(), scope, range, resolution))
                            .series()
                            .get(0)
                            .figures()
                            .forEach(
                                f ->
                                    all.put(
                                        new Key(metric.info().id(), scope.toString(), f.interval()),
                                        f))));
    return all;
  }

  private boolean settled(Figure figure) {
    return Watermark.isFinal(
        engine.published().watermarks().getOrDefault(SmallCampus.SCHOOL, Long.MIN_VALUE),
        figure.interval().end(),
        RULES);
  }

  /**
   * A poller that reads what is final once and then only asks for changes has what a fresh reader
   * has; it is told of nothing that has not changed; and what was known can be asked again.
   */
  @Test
  void aPollerOfChangesHasWhatAFreshReaderHas() {
    Interval day = new Interval(START, START + 16 * HOUR);
    Random random = new Random(7);
    List<Reading> delivered = new ArrayList<>();
    for (int minute = 0; minute < 15 * 60; minute += 3 + random.nextInt(4)) {
      long t = START + minute * 60_000L;
      delivered.add(new Reading("n", t, random.nextInt(3) * 1000L, Quality.GOOD, 0, t));
      delivered.add(new Reading("o", t, random.nextInt(2), Quality.GOOD, 0, t));
      delivered.add(new Reading("e", t, minute * 50_000L, Quality.GOOD, 0, t));
    }
    Collections.shuffle(delivered.subList(delivered.size() / 4, delivered.size()), random);
    for (Resolution resolution : List.of(Resolution.PT15M, Resolution.PT1H, Resolution.P1D)) {
      Map<Key, Figure> kept = new TreeMap<>(Key.ORDER);
      long since = engine.published().revision();
      int batches = resolution == Resolution.PT15M ? 40 : 15;
      List<Reading> share = share(delivered, resolution);
      for (int i = 0; i < batches; i++) {
        int from = share.size() * i / batches;
        int to = share.size() * (i + 1) / batches;
        deliver(START + HOUR * (i + 1), share.subList(from, to));
        since = poll(resolution, day, kept, since);
      }
      Map<Key, Figure> fresh = read(resolution, day);
      Set<Key> missing = new HashSet<>(settledKeys(fresh));
      missing.removeAll(new HashSet<>(kept.keySet()));
      assertThat(missing).isEmpty();
      kept.forEach(
          (key, figure) ->
              assertThat(served(figure)).as(key.toString()).isEqualTo(served(fresh.get(key))));
    }
  }

  /** All but the time of record, which may move without a restatement. */
  private static List<Object> served(Figure f) {
    return Arrays.asList(
        f.value(), f.basis(), f.bounds(), f.status(), f.reason(), f.revised().revision());
  }

  private static List<Reading> share(List<Reading> all, Resolution resolution) {
    List<Reading> share = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i % 3 == (resolution.ordinal() + 3) % 3) {
        share.add(all.get(i));
      }
    }
    return share;
  }

  private List<Key> settledKeys(Map<Key, Figure> fresh) {
    return fresh.entrySet().stream()
        .filter(e -> settled(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private long poll(Resolution resolution, Interval day, Map<Key, Figure> kept, long since) {
    long next = since;
    for (Scope scope : SCOPES) {
      for (var metric : MetricCatalog.all()) {
        Changes changes =
            figures.changes(
                new ChangesQuery(
                    since,
                    Optional.of(metric.info().id()),
                    null,
                    scope,
                    Optional.of(Grouping.NONE),
                    resolution,
                    SmallCampus.ZONE));
        for (Changes.Change change : changes.changes()) {
          Key key = new Key(change.metric(), change.scope().toString(), change.figure().interval());
          Figure old = kept.get(key);
          if (old != null) {
            assertThat(served(old).subList(0, 3))
                .as("a change must be one: %s", key)
                .isNotEqualTo(served(change.figure()).subList(0, 3));
            kept.put(key, change.figure());
          }
        }
        next = changes.next();
      }
    }
    read(resolution, day)
        .forEach(
            (key, figure) -> {
              if (settled(figure)) {
                kept.putIfAbsent(key, figure);
              }
            });
    return next;
  }
}
