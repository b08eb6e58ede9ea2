package io.campuspulse.ingest;

import io.campuspulse.app.Decoders;
import io.campuspulse.codec.mapping.Mapping;
import io.campuspulse.journal.Quarantine;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.Building;
import io.campuspulse.model.City;
import io.campuspulse.model.Dated;
import io.campuspulse.model.Device;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.model.Space;
import io.campuspulse.model.SpaceType;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.CampusBuilder;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.SmallCampus;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A journal, stores and a pipeline over them that can be stopped and started. */
final class ReplayWorld implements AutoCloseable {
  /** Local midnight. */
  static final long START = 1_772_380_800_000L;

  private static final long MINUTE = 60_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ROOM = "room";
  private static final List<String> POINTS =
      List.of("people", "energy", "motion", "temperature", "humidity");

  private final SqliteJournal journal;
  private final MemoryReadings readings = new MemoryReadings();
  private final MemoryFacts facts = new MemoryFacts();
  private final MemoryRevisions revisions = new MemoryRevisions();
  private Pipeline pipeline;
  private LiveState live;
  private Thread thread;
  private long replayClock = START + 100 * 24 * 60 * MINUTE;

  ReplayWorld(Path directory) {
    journal = SqliteJournal.open(directory.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }

  private static CampusBuilder builder() {
    CampusBuilder builder =
        new CampusBuilder(
            new City("wenzhou", new Name("温州", "Wenzhou"), "zhejiang", SmallCampus.ZONE));
    builder.add(
        new School(
            SmallCampus.SCHOOL, "330302", new Name("测试学校", "Test school"), Dated.always(1200)));
    builder.add(new Building("b1", SmallCampus.SCHOOL, new Name("一号楼", "Building 1")));
    builder.add(
        new Space(
            ROOM,
            "b1",
            new Name(ROOM, ROOM),
            SpaceType.CLASSROOM,
            Dated.always(BigDecimal.valueOf(100)),
            Dated.always(40),
            SmallCampus.always()));
    device(builder, "counter", "house", "people", Quantity.PEOPLE);
    device(builder, "meter", "house", "energy_kwh", Quantity.ENERGY_REGISTER);
    device(builder, SmallCampus.SCHOOL + "/pir", "campus", "motion", Quantity.MOTION);
    return builder;
  }

  private static void device(
      CampusBuilder builder, String identity, String convention, String metric, Quantity quantity) {
    String id = "dev-" + identity.replace('/', '-');
    builder.add(new Device(id, convention, identity, Duration.ofMinutes(5), SmallCampus.ZONE));
    point(builder, id, metric, quantity);
  }

  private static void point(CampusBuilder builder, String device, String metric, Quantity q) {
    builder.add(
        new Point(
            metric.split("_", 2)[0].toLowerCase(java.util.Locale.ROOT),
            device,
            metric,
            q,
            Scope.space(ROOM),
            Point.Role.NORMAL,
            Point.Traits.nominal(5 * MINUTE)));
  }

  /** The campus after somebody has registered a Sparkplug controller. */
  static Campus campusWithController() {
    CampusBuilder builder = builder();
    builder.add(
        new Device("plc", "sparkplug_b", "g/edge/plc", Duration.ofMinutes(5), SmallCampus.ZONE));
    point(builder, "plc", "Temperature", Quantity.TEMPERATURE);
    point(builder, "plc", "Humidity", Quantity.HUMIDITY);
    return builder.build();
  }

  /** A day of a counter, a meter and a motion sensor, with late, double and unreadable messages. */
  static List<RawMessage> day() {
    return messages(0, 24 * 60, 41);
  }

  /** The hours after it. */
  static List<RawMessage> nextMorning() {
    return messages(24 * 60, 30 * 60, 42);
  }

  private static List<RawMessage> messages(int fromMinute, int toMinute, long seed) {
    Random random = new Random(seed);
    TreeMap<Long, RawMessage> byReceipt = new TreeMap<>();
    for (int minute = fromMinute; minute < toMinute; minute += 5) {
      long time = START + minute * MINUTE + random.nextInt(60_000);
      int late = random.nextInt(10) == 0 ? random.nextInt(5 * 60) : 0;
      long received = time + late * MINUTE + random.nextInt(2_000);
      int people = random.nextInt(3) * random.nextInt(20);
      put(
          byReceipt,
          "house/counter",
          "{\"ts\":%d,\"people\":%d}".formatted(time, people),
          received);
      double energy = 1000 + minute * 0.25 + random.nextInt(5) * 0.01;
      String register = "{\"ts\":%d,\"energy_kwh\":%.2f}".formatted(time + 7, energy);
      put(byReceipt, "house/meter", register, received + 20);
      if (random.nextInt(12) == 0) {
        put(byReceipt, "house/meter", register, received + 30 * MINUTE);
        put(byReceipt, "house/counter", "{\"ts\":%d,\"people\":".formatted(time), received + 40);
      }
      put(
          byReceipt,
          "campus/v1/" + SmallCampus.SCHOOL + "/pir/telemetry",
          "{\"ts\":%d,\"values\":{\"motion\":%d}}".formatted(time, random.nextInt(2)),
          time + 90);
    }
    return new ArrayList<>(byReceipt.values());
  }

  private static void put(Map<Long, RawMessage> to, String topic, String text, long received) {
    long free = received;
    while (to.containsKey(free)) {
      free++;
    }
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    to.put(free, new RawMessage(topic, payload, false, free));
  }

  void start(List<Mapping> mappings) {
    start(mappings, builder().build());
  }

  void start(List<Mapping> mappings, Campus campus) {
    FactEngine engine =
        new FactEngine(Folds.of(campus), readings, facts, revisions, EngineSettings.DEFAULT);
    live = new LiveState(engine::published);
    Translator translator =
        new Translator(Decoders.all(mappings), new Normalizer(ClockRules.DEFAULT), campus);
    pipeline =
        new Pipeline(
            new Pipeline.Parts(journal, translator, readings, engine, live),
            Pipeline.Keep.NOTHING,
            System::nanoTime);
    pipeline.batchMillis(1);
    thread = new Thread(pipeline, "ingest-replay-test");
    thread.start();
  }

  void append(List<RawMessage> messages) {
    // many batches, so that a restart finds some of them done
    for (int i = 0; i < messages.size(); i += 50) {
      journal.append(messages.subList(i, Math.min(i + 50, messages.size())));
    }
  }

  long replay(Quarantine.Filter filter) {
    return journal.quarantine().replay(filter, replayClock++);
  }

  Quarantine quarantine() {
    return journal.quarantine();
  }

  Balance balance() {
    return pipeline.balance();
  }

  void awaitDrained() {
    Await.until(
        () -> "drained: " + pipeline.balance() + " " + pipeline.storeProblem(),
        PATIENCE,
        () -> pipeline.balance().pending() == 0);
  }

  /** Waits until something is done, not all. */
  void awaitProgress() {
    long pending = pipeline.balance().pending();
    Await.until(
        () -> "progress: " + pipeline.balance(),
        PATIENCE,
        () -> pipeline.balance().pending() < pending || pipeline.balance().pending() == 0);
  }

  void stop() {
    pipeline.stop();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** All readings, in canonical order. */
  List<Reading> readings() {
    List<Reading> all = new ArrayList<>();
    readings.scan(POINTS, new Interval(0, Long.MAX_VALUE), all::add);
    return all;
  }

  /** The values of a point in order of time. */
  List<Long> readings(String point) {
    return readings().stream().filter(r -> r.point().equals(point)).map(Reading::value).toList();
  }

  /** Facts and carry of every row: what does not depend on when it was computed. */
  Map<String, String> facts() {
    List<Leaf> leaves = Folds.of(builder().build()).all().stream().map(LeafFold::leaf).toList();
    Map<String, String> all = new TreeMap<>();
    facts.scan(
        leaves,
        new Interval(0, Long.MAX_VALUE),
        row ->
            all.put(
                row.leaf().key() + "@" + row.intervalStart(),
                row.facts().encode() + " carry " + row.carry()));
    return all;
  }

  /** The newest event time of each point that has a newest reading. */
  Map<String, Long> newest() {
    Map<String, Long> newest = new HashMap<>();
    POINTS.forEach(p -> live.latest(p).ifPresent(l -> newest.put(p, l.timeMillis())));
    return newest;
  }

  @Override
  public void close() {
    if (thread != null) {
      stop();
    }
    journal.close();
  }
}
