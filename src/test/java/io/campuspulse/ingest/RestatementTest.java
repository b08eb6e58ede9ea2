package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.Equipment;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.PowerSignature;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.registry.AcademicCalendar;
import io.campuspulse.registry.Academics;
import io.campuspulse.registry.Booking;
import io.campuspulse.registry.BookingRules;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.StoreException;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.SmallCampus;
import io.campuspulse.window.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * The invariant: facts are a function of the set of readings. Whatever the order, the delay, the
 * duplicates, the batches and the restarts, the facts are those of one run over all readings.
 */
class RestatementTest {
  private static final long START = 1_772_380_800_000L; // 2026-03-01T16:00:00Z, local midnight
  private static final long HOUR = 3_600_000;
  private static final Watermark.Rules RULES = new Watermark.Rules(120_000, 1_800_000, HOUR);
  private static final int WORLDS = Integer.getInteger("campus.restatement.worlds", 400);

  private static final List<String> POINTS =
      List.of("n", "m", "o", "in", "out", "e", "f", "p", "st", "me", "g", "x", "w", "pa", "pb");

  private static final List<String> AIR = List.of("n", "c3", "m3", "c4", "d4", "co", "e3");

  private static final int POINTS_IN_A_WORLD = 7;

  /** In and between the levels of a machine's states, mW. */
  private static final long[] POWERS = {5_000, 15_000, 60_000, 60_000, 200_000, 250_000};

  private static final Scope MILL = Scope.equipment("mill");
  private static final Scope LATHE = Scope.equipment("lathe");
  private static final PowerSignature LEVELS = new PowerSignature(10_000, 20_000, 180_000, 220_000);

  private static Equipment mill() {
    Interval service = new Interval(START + 3 * HOUR + 123_000, START + 4 * HOUR);
    return new Equipment(
        "mill",
        "r1",
        new Name("铣床", "Mill"),
        "mill",
        Optional.empty(),
        new Equipment.Traits(Optional.of(LEVELS), Optional.empty(), List.of(service)));
  }

  private static Equipment phased() {
    return new Equipment(
        "lathe",
        "r2",
        new Name("车床", "Lathe"),
        "lathe",
        Optional.empty(),
        new Equipment.Traits(Optional.of(LEVELS), Optional.empty(), List.of()));
  }

  private static Academics plans() {
    BookingRules.Builder bookings = new BookingRules.Builder();
    for (String space : List.of("r1", "r2")) {
      Interval time = new Interval(START + HOUR + 61_000, START + 7 * HOUR);
      bookings.add(new Booking("b", space, time, Booking.Use.ORDINARY));
    }
    return new Academics(AcademicCalendar.NONE, bookings.build(), List.of(), SmallCampus.ZONE);
  }

  private static Campus campus() {
    Scope room = Scope.space("r1");
    return new SmallCampus()
        .space("r1", 40, SmallCampus.daily(60, 1200))
        .space("r2", 30, SmallCampus.always())
        .point("n", Quantity.PEOPLE, room, Point.Role.NORMAL, sticking(5))
        .point("m", Quantity.MOTION, room, Duration.ofMinutes(4))
        .point("o", Quantity.OCCUPIED, Scope.space("r2"), Duration.ofMinutes(20))
        .point("in", Quantity.PEOPLE_IN, Scope.space("r2"), Duration.ofMinutes(10))
        .point("out", Quantity.PEOPLE_OUT, Scope.space("r2"), Duration.ofMinutes(10))
        .space("r3", 30, SmallCampus.always())
        .space("r4", 30, SmallCampus.daily(60, 1200))
        .point("c3", Quantity.CO2, Scope.space("r3"), Point.Role.NORMAL, sticking(5))
        .point("m3", Quantity.MOTION, Scope.space("r3"), Duration.ofMinutes(5))
        .point("c4", Quantity.CO2, Scope.space("r4"), Point.Role.NORMAL, sticking(3))
        .point("e3", Quantity.ENERGY_REGISTER, Scope.space("r3"), Duration.ofMinutes(9))
        .point("d4", Quantity.DAMPER, Scope.space("r4"), Duration.ofMinutes(20))
        .point("co", Quantity.CO2, Scope.school(SmallCampus.SCHOOL), Duration.ofMinutes(30))
        .point("e", Quantity.ENERGY_REGISTER, room, Duration.ofMinutes(7))
        .point(
            "f",
            Quantity.ENERGY_REGISTER,
            Scope.building("b1"),
            Point.Role.MAIN,
            new Point.Traits(
                Optional.empty(), Optional.of(1000_000_000L), Optional.of(9_000_000L), 0, 900_000))
        .equipment(mill())
        .point("p", Quantity.POWER, MILL, Duration.ofMinutes(3))
        .point("st", Quantity.MACHINE_STATE, MILL, Duration.ofMinutes(2))
        .point("me", Quantity.ENERGY_REGISTER, MILL, Duration.ofMinutes(6))
        .equipment("saw", "r2")
        .point("g", Quantity.ENERGY_GENERATION_REGISTER, room, Duration.ofMinutes(5))
        .point("x", Quantity.ENERGY_EXPORT_REGISTER, Scope.building("b1"), Duration.ofMinutes(5))
        .point(
            "w", Quantity.WATER_REGISTER, Scope.school(SmallCampus.SCHOOL), Duration.ofMinutes(9))
        .equipment(phased())
        .point("pa", Quantity.POWER, LATHE, Duration.ofMinutes(4))
        .point("pb", Quantity.POWER, LATHE, Duration.ofMinutes(2))
        .plans(plans())
        .build();
  }

  private static Point.Traits sticking(int minutes) {
    return new Point.Traits(
        Optional.empty(), Optional.empty(), Optional.empty(), 0, minutes * 60_000L, 2 * HOUR);
  }

  /** A day or so of readings with gaps, conflicts, duplicates, noise, resets and bad values. */
  private static List<Reading> world(Random random) {
    List<Reading> readings = new ArrayList<>();
    boolean air = random.nextInt(8) == 0;
    List<String> points = new ArrayList<>(air ? AIR : POINTS);
    Collections.shuffle(points, random);
    for (String point : points.subList(0, air ? AIR.size() : POINTS_IN_A_WORLD)) {
      long level = random.nextInt(1_000) * 1_000_000L;
      long t = START + random.nextInt(2 * 3600) * 1000L;
      int step = 60_000 * (1 + random.nextInt(12));
      while (t < START + 14 * HOUR) {
        level = air ? nextInAir(random, point, level, t) : next(random, point, level);
        Quality quality = random.nextInt(25) == 0 ? Quality.SUSPECT : Quality.GOOD;
        quality = random.nextInt(40) == 0 ? Quality.BAD : quality;
        long received = t + random.nextInt(60_000);
        readings.add(new Reading(point, t, level, quality, random.nextInt(3), received));
        if (random.nextInt(15) == 0) {
          readings.add(new Reading(point, t, level, quality, random.nextInt(3), received + 5_000));
        }
        if (random.nextInt(20) == 0) {
          readings.add(
              new Reading(point, t, level + 1000, Quality.GOOD, random.nextInt(3), received));
        }
        boolean gap = random.nextInt(30) == 0;
        t += gap ? random.nextInt((int) (3 * HOUR)) : step / 2 + random.nextInt(step);
      }
    }
    return readings;
  }

  /** CO2 that wanders, jumps, spikes and gets stuck for hours, as head counts do. */
  private static long nextInAir(Random random, String point, long level, long t) {
    boolean stuck = (t / (3 * HOUR) + point.hashCode()) % 3 == 0;
    return switch (point) {
      case "e3" -> level + random.nextInt(300_000);
      case "m3" -> random.nextInt(2);
      case "d4" -> random.nextInt(6) * 20_000L;
      case "n" -> stuck ? 6000 : random.nextInt(60) == 0 ? 90_000 : random.nextInt(9) * 1000L;
      default -> {
        if (stuck && level >= 400_000 && level <= 2_500_000) {
          yield level;
        }
        long walk =
            Math.min(2_000_000, Math.max(400_000, level)) + random.nextInt(120_000) - 60_000;
        yield random.nextInt(40) == 0 ? walk + 900_000 : walk;
      }
    };
  }

  private static long next(Random random, String point, long level) {
    return switch (point) {
      case "n" -> random.nextInt(4) * 1000L;
      case "m", "o" -> random.nextInt(2);
      case "p", "pa", "pb" -> POWERS[random.nextInt(POWERS.length)];
      case "st" -> random.nextInt(4);
      case "in", "out" -> level + random.nextInt(5) * 1000L;
      default ->
          random.nextInt(40) == 0
              ? level * random.nextInt(100) / 100
              : level + random.nextInt(300_000);
    };
  }

  /** Engines over the same stores, one after the other: a restart replaces the engine. */
  private static final class Run {
    private final Folds folds = Folds.of(campus());
    private final MemoryReadings readings = new MemoryReadings();
    private final MemoryFacts facts = new MemoryFacts();
    private final EngineSettings settings;
    private FactEngine engine;
    private final MemoryRevisions revisions = new MemoryRevisions();
    private Map<String, String> checkpoint = Map.of();
    private String revisionCheckpoint = "";

    Run(long memoryMillis) {
      settings = new EngineSettings(RULES, memoryMillis);
      restart();
    }

    /** The process dies while it writes the rows of a batch; the next one repeats the batch. */
    void crashWhileSaving(List<Reading> batch, int rowsThatGetThrough) {
      FactEngine doomed =
          new FactEngine(
              folds, readings, new BreakingFacts(facts, rowsThatGetThrough), revisions, settings);
      doomed.restore(checkpoint, revisionCheckpoint);
      readings.write(batch);
      batch.forEach(doomed::accept);
      doomed.compute(0);
      try {
        doomed.save();
      } catch (StoreException e) {
        assertThat(e).hasMessage("killed");
      }
      restart();
      batch(batch);
    }

    void batch(List<Reading> batch) {
      readings.write(batch);
      batch.forEach(engine::accept);
      engine.compute(0);
      engine.save();
      checkpoint = engine.saveWatermarks();
      revisionCheckpoint = engine.saveRevisions();
      engine.committed();
    }

    void restart() {
      engine = new FactEngine(folds, readings, facts, revisions, settings);
      engine.restore(checkpoint, revisionCheckpoint);
    }

    /** What a reader sees of every leaf and interval up to the watermark. */
    Map<String, String> served() {
      return served(engine.published().watermarks().get(SmallCampus.SCHOOL));
    }

    /** What is final now, with the number of the newest restatement. */
    Known known() {
      Map<String, Long> marks = engine.published().watermarks();
      long mark = marks.getOrDefault(SmallCampus.SCHOOL, Long.MIN_VALUE);
      long end = mark == Long.MIN_VALUE ? START - HOUR : mark - RULES.graceMillis();
      long until = Interval.baseStart(end);
      return new Known(engine.published().revision(), until, served(until));
    }

    /** What was final at a time, from what is served now and what was noted since. */
    Map<String, String> asOf(Known then) {
      Map<String, String> served = served(then.until());
      Map<String, String> before = new TreeMap<>();
      revisions.since(
          then.revision(),
          r -> {
            Interval interval =
                new Interval(r.intervalStart(), r.intervalStart() + Interval.BASE_MILLIS);
            if (interval.end() <= then.until()) {
              before.putIfAbsent(r.leaf() + "@" + interval, r.before().encode());
            }
          });
      served.putAll(before);
      return served;
    }

    private Map<String, String> served(long mark) {
      Map<String, String> served = new TreeMap<>();
      for (LeafFold fold : folds.all()) {
        Map<Long, Facts> rows = new TreeMap<>();
        Leaf leaf = fold.leaf();
        Interval all = new Interval(START - HOUR, START + 40 * HOUR);
        facts.scan(List.of(leaf), all, (FactRow row) -> rows.put(row.intervalStart(), row.facts()));
        for (long s = all.start(); s < mark; s += Interval.BASE_MILLIS) {
          Interval interval = new Interval(s, s + Interval.BASE_MILLIS);
          Facts f = rows.get(s);
          served.put(
              leaf + "@" + interval,
              (f == null ? fold.empty(interval, Math.min(interval.end(), mark)) : f).encode());
        }
      }
      return served;
    }
  }

  /** What was final when a restatement was the newest. */
  private record Known(long revision, long until, Map<String, String> served) {}

  /** Takes rows one by one until the process is killed. */
  private static final class BreakingFacts implements FactStore {
    private final FactStore store;
    private int left;

    BreakingFacts(FactStore store, int rows) {
      this.store = store;
      this.left = rows;
    }

    @Override
    public void upsert(List<FactRow> rows) {
      for (FactRow row : rows) {
        if (left-- == 0) {
          throw new StoreException("killed");
        }
        store.upsert(List.of(row));
      }
    }

    @Override
    public void scan(Collection<Leaf> leaves, Interval interval, Consumer<FactRow> sink) {
      store.scan(leaves, interval, sink);
    }

    @Override
    public Optional<FactRow> lastBefore(Leaf leaf, long millis) {
      return store.lastBefore(leaf, millis);
    }
  }

  private static Map<String, String> fromScratch(List<Reading> readings) {
    Run run = new Run(Long.MAX_VALUE);
    List<Reading> sorted = new ArrayList<>(readings);
    sorted.sort(Reading.CANONICAL);
    run.batch(sorted);
    return run.served();
  }

  @Test
  void shuffledDelayedBatchedAndRestartedReadingsGiveTheFactsOfOneRun() {
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      List<Reading> readings = world(random);
      Map<String, String> expected = fromScratch(readings);
      List<Reading> delivered = new ArrayList<>(readings);
      boolean mild = seed % 2 == 0;
      if (mild) {
        delivered.sort(
            java.util.Comparator.comparingLong(
                r -> r.timeMillis() + Math.floorMod(r.hashCode() * 31L, 4 * HOUR)));
      } else {
        Collections.shuffle(delivered, random);
      }
      Run run = new Run((1 + random.nextInt(3)) * HOUR);
      int at = 0;
      int batches = 0;
      while (at < delivered.size()) {
        int end = Math.min(delivered.size(), at + 1 + random.nextInt(60));
        run.batch(delivered.subList(at, end));
        at = end;
        if (++batches % 7 == 0) {
          run.restart();
        }
      }
      assertThat(differences(expected, run.served())).as("world %d", seed).isEmpty();
    }
  }

  @Test
  void deathBetweenAnyTwoRowsOfABatchChangesNothing() {
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      List<Reading> readings = world(random);
      Map<String, String> expected = fromScratch(readings);
      List<Reading> delivered = new ArrayList<>(readings);
      Collections.shuffle(delivered, random);
      Run run = new Run((1 + random.nextInt(3)) * HOUR);
      int at = 0;
      while (at < delivered.size()) {
        int end = Math.min(delivered.size(), at + 1 + random.nextInt(60));
        List<Reading> batch = delivered.subList(at, end);
        if (random.nextInt(3) == 0) {
          run.crashWhileSaving(batch, random.nextInt(40));
        } else {
          run.batch(batch);
        }
        at = end;
      }
      assertThat(differences(expected, run.served())).as("world %d", seed).isEmpty();
    }
  }

  @Test
  void whatWasFinalAtAnyCheckpointCanBeReadAgainAfterAllRestatementsAndCrashes() {
    for (int seed = 0; seed < WORLDS; seed++) {
      Random random = new Random(seed);
      List<Reading> delivered = new ArrayList<>(world(random));
      Collections.shuffle(delivered.subList(delivered.size() / 3, delivered.size()), random);
      Run run = new Run((1 + random.nextInt(3)) * HOUR);
      List<Known> checkpoints = new ArrayList<>();
      int at = 0;
      while (at < delivered.size()) {
        int end = Math.min(delivered.size(), at + 1 + random.nextInt(60));
        List<Reading> batch = delivered.subList(at, end);
        if (random.nextInt(4) == 0) {
          run.crashWhileSaving(batch, random.nextInt(40));
        } else {
          run.batch(batch);
        }
        checkpoints.add(run.known());
        at = end;
      }
      for (Known then : checkpoints) {
        assertThat(differences(then.served(), run.asOf(then)))
            .as("world %d at revision %d", seed, then.revision())
            .isEmpty();
      }
    }
  }

  private static List<String> differences(Map<String, String> expected, Map<String, String> got) {
    List<String> lines = new ArrayList<>();
    expected.forEach(
        (key, facts) -> {
          if (!facts.equals(got.get(key))) {
            lines.add(key + " should be " + facts + " but is " + got.get(key));
          }
        });
    return lines.subList(0, Math.min(5, lines.size()));
  }

  @Test
  void replayingEverythingChangesNothingAndRaisesNoRevision() {
    List<Reading> readings = world(new Random(99));
    Run run = new Run(2 * HOUR);
    run.batch(readings);
    Map<String, String> first = run.served();
    Map<String, Integer> revisions = revisions(run);

    run.restart();
    run.batch(readings);

    assertThat(run.served()).isEqualTo(first);
    assertThat(revisions(run)).isEqualTo(revisions);
  }

  private static Map<String, Integer> revisions(Run run) {
    Map<String, Integer> revisions = new TreeMap<>();
    Interval all = new Interval(START - HOUR, START + 40 * HOUR);
    List<Leaf> leaves = run.folds.all().stream().map(LeafFold::leaf).toList();
    run.facts.scan(
        leaves, all, r -> revisions.put(r.leaf() + "@" + r.intervalStart(), r.revision()));
    return revisions;
  }
}
