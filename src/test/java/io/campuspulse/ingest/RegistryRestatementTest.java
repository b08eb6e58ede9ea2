package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Revision;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.SmallCampus;
import io.campuspulse.window.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Another registry: facts end as if it had always been in force, and what was served is known. */
class RegistryRestatementTest {
  private static final long START = 1_772_380_800_000L; // 2026-03-01T16:00:00Z, local midnight
  private static final long HOUR = 3_600_000;
  private static final Watermark.Rules RULES = new Watermark.Rules(120_000, 1_800_000, HOUR);
  private static final EngineSettings SETTINGS = new EngineSettings(RULES, 3 * HOUR);
  private static final Interval ALL = new Interval(START, START + 72 * HOUR);

  private MemoryReadings readings = new MemoryReadings();
  private MemoryFacts facts = new MemoryFacts();
  private MemoryRevisions log = new MemoryRevisions();

  private static Campus campus(int capacity, int closes, boolean more) {
    SmallCampus campus =
        new SmallCampus()
            .space("r1", capacity, SmallCampus.daily(60, closes))
            .space("r2", 30, SmallCampus.always())
            .point("n", Quantity.PEOPLE, Scope.space("r1"), Duration.ofMinutes(5))
            .point("in", Quantity.PEOPLE_IN, Scope.space("r2"), Duration.ofMinutes(10))
            .point("out", Quantity.PEOPLE_OUT, Scope.space("r2"), Duration.ofMinutes(10))
            .point("e", Quantity.ENERGY_REGISTER, Scope.space("r1"), Duration.ofMinutes(15));
    if (more) {
      campus.space("r3", 20, SmallCampus.daily(480, 960));
    }
    return campus.build();
  }

  private static List<Reading> world(Random random) {
    List<Reading> world = new ArrayList<>();
    for (String point : List.of("n", "in", "out", "e")) {
      long level = 0;
      long t = START + random.nextInt(3_600_000);
      while (t < START + 60 * HOUR) {
        level = point.equals("n") ? random.nextInt(5) * 1000L : level + random.nextInt(4) * 1000L;
        world.add(new Reading(point, t, level, Quality.GOOD, -1, t));
        t += random.nextInt(20) == 0 ? 4 * HOUR : 60_000 + random.nextInt(900_000);
      }
    }
    world.sort(Reading.CANONICAL);
    return world;
  }

  private FactEngine engine(Folds folds, Map<String, String> marks, String revisions) {
    FactEngine engine = new FactEngine(folds, readings, facts, log, SETTINGS);
    engine.restore(marks, revisions);
    return engine;
  }

  private static Map<String, String> served(Folds folds, MemoryFacts facts, long mark) {
    Map<String, String> served = new TreeMap<>();
    for (LeafFold fold : folds.all()) {
      Map<Long, Facts> rows = new TreeMap<>();
      facts.scan(List.of(fold.leaf()), ALL, (FactRow r) -> rows.put(r.intervalStart(), r.facts()));
      for (long s = ALL.start(); s < mark; s += Interval.BASE_MILLIS) {
        Interval interval = new Interval(s, s + Interval.BASE_MILLIS);
        Facts row = rows.get(s);
        Facts there = row == null ? fold.empty(interval, Math.min(interval.end(), mark)) : row;
        served.put(key(fold.leaf(), s), there.encode());
      }
    }
    return served;
  }

  private static String key(Leaf leaf, long start) {
    return leaf + "@" + start;
  }

  @Test
  void factsEndAsIfTheNewRegistryHadAlwaysBeenInForce() {
    for (int seed = 0; seed < 40; seed++) {
      readings = new MemoryReadings();
      facts = new MemoryFacts();
      log = new MemoryRevisions();
      Random random = new Random(seed);
      List<Reading> world = world(random);
      Folds before = Folds.of(campus(40, 1200, false));
      Folds after = Folds.of(campus(seed % 3 == 0 ? 40 : 50, seed % 2 == 0 ? 1200 : 900, true));
      FactEngine first = engine(before, Map.of(), "");
      readings.write(world);
      world.forEach(first::accept);
      first.compute(START);
      first.save();
      first.committed();
      long mark = first.published().watermarks().get(SmallCampus.SCHOOL);
      // What was not final yet is restated without a note.
      long settled = Interval.baseStart(mark - RULES.graceMillis());
      Map<String, String> then = served(before, facts, settled);

      FactEngine second = engine(after, first.saveWatermarks(), first.saveRevisions());
      second.restage(Optional.of(before), SmallCampus.ZONE, (done, all) -> {});
      second.committed();

      assertThat(served(after, facts, mark)).isEqualTo(fromScratch(after, world, mark));
      assertThat(asOf(then.keySet(), after, mark)).as("world %d as of then", seed).isEqualTo(then);
      assertThat(nothingNotedThatDidNotChange(after, mark)).isTrue();
    }
  }

  private static Map<String, String> fromScratch(Folds folds, List<Reading> world, long mark) {
    MemoryFacts own = new MemoryFacts();
    FactEngine engine =
        new FactEngine(
            folds, new MemoryReadings(), own, new MemoryRevisions(), EngineSettings.offline(RULES));
    engine.restore(Map.of(), "");
    world.forEach(engine::accept);
    engine.compute(START);
    engine.save();
    return served(folds, own, mark);
  }

  private Map<String, String> asOf(Iterable<String> keys, Folds now, long mark) {
    Map<String, String> today = served(now, facts, mark);
    Map<String, String> noted = new TreeMap<>();
    log.since(0, r -> noted.putIfAbsent(key(r.leaf(), r.intervalStart()), r.before().encode()));
    Map<String, String> then = new TreeMap<>();
    keys.forEach(k -> then.put(k, noted.getOrDefault(k, today.get(k))));
    return then;
  }

  private boolean nothingNotedThatDidNotChange(Folds now, long mark) {
    Map<String, String> today = served(now, facts, mark);
    List<Revision> idle = new ArrayList<>();
    log.since(
        0,
        r -> {
          if (r.before().encode().equals(today.get(key(r.leaf(), r.intervalStart())))) {
            idle.add(r);
          }
        });
    return idle.isEmpty();
  }
}
