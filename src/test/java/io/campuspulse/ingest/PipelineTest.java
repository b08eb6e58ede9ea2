package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.StoreException;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.SmallCampus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final long START = 1_772_413_200_000L; // 2026-03-02T01:00:00Z
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private Journal journal;
  private Pipeline pipeline;
  private Thread thread;
  private final FlakyStore store = new FlakyStore();
  private final Campus campus =
      new SmallCampus()
          .space("r1", 40, SmallCampus.always())
          .point("n", Quantity.PEOPLE, Scope.space("r1"), Duration.ofMinutes(1))
          .build();

  /** Stores in memory that can be down, refuse a reading, and forget what they acknowledged. */
  private static final class FlakyStore {
    private volatile MemoryReadings readings = new MemoryReadings();
    private volatile MemoryFacts facts = new MemoryFacts();
    private volatile boolean down;
    private volatile long refusedValue = -1;

    void forgetEverything() {
      readings = new MemoryReadings();
      facts = new MemoryFacts();
    }

    private void check() {
      if (down) {
        throw new StoreException("the store is down");
      }
    }

    MemoryReadings readings() {
      check();
      return readings;
    }

    MemoryFacts facts() {
      check();
      return facts;
    }
  }

  private record FlakyReadings(FlakyStore store) implements ReadingStore {
    @Override
    public void write(List<Reading> batch) {
      List<Reading> culprits = batch.stream().filter(r -> r.value() == store.refusedValue).toList();
      if (!culprits.isEmpty()) {
        throw StoreException.refused("the store refuses " + culprits, culprits);
      }
      store.readings().write(batch);
    }

    @Override
    public void scan(Collection<String> points, Interval interval, Consumer<Reading> sink) {
      store.readings().scan(points, interval, sink);
    }

    @Override
    public Optional<Reading> lastUsableBefore(String point, long millis) {
      return store.readings().lastUsableBefore(point, millis);
    }

    @Override
    public Optional<Reading> firstUsableFrom(String point, long millis) {
      return store.readings().firstUsableFrom(point, millis);
    }

    @Override
    public List<Bucket> downsample(String point, Interval interval, long bucketMillis) {
      return store.readings().downsample(point, interval, bucketMillis);
    }

    @Override
    public Optional<Long> newestTime() {
      return store.readings().newestTime();
    }
  }

  private record FlakyFacts(FlakyStore store) implements FactStore {
    @Override
    public void upsert(List<FactRow> rows) {
      store.facts().upsert(rows);
    }

    @Override
    public void scan(Collection<Leaf> leaves, Interval interval, Consumer<FactRow> sink) {
      store.facts().scan(leaves, interval, sink);
    }

    @Override
    public Optional<FactRow> lastBefore(Leaf leaf, long millis) {
      return store.facts().lastBefore(leaf, millis);
    }
  }

  @BeforeEach
  void openJournal() {
    journal = SqliteJournal.open(directory.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }

  @AfterEach
  void stop() throws InterruptedException {
    stopPipeline();
    journal.close();
  }

  private void stopPipeline() throws InterruptedException {
    if (pipeline != null) {
      pipeline.stop();
      thread.join(PATIENCE.toMillis());
    }
  }

  private void start(Pipeline.Keep keep) {
    FactEngine engine =
        new FactEngine(
            Folds.of(campus),
            new FlakyReadings(store),
            new FlakyFacts(store),
            new MemoryRevisions(),
            EngineSettings.DEFAULT);
    LiveState live = new LiveState(engine::published);
    Translator translator =
        new Translator(Decoders.all(), new Normalizer(ClockRules.DEFAULT), campus);
    pipeline =
        new Pipeline(
            new Pipeline.Parts(journal, translator, new FlakyReadings(store), engine, live),
            keep,
            System::nanoTime);
    pipeline.batchMillis(1);
    thread = new Thread(pipeline, "ingest-test");
    thread.start();
  }

  private void append(int from, int to) {
    List<RawMessage> messages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      long time = START + i * 60_000L;
      messages.add(message("{\"ts\":" + time + ",\"values\":{\"n\":" + i % 30 + "}}", time + 500));
    }
    journal.append(messages);
  }

  private static RawMessage message(String payload, long receivedAt) {
    return new RawMessage(
        "campus/v1/" + SmallCampus.SCHOOL + "/dev-n/telemetry",
        payload.getBytes(StandardCharsets.UTF_8),
        false,
        receivedAt);
  }

  private void awaitDrained() {
    Await.until(
        () -> "drained: " + pipeline.balance() + " " + pipeline.storeProblem(),
        PATIENCE,
        () -> pipeline.balance().pending() == 0);
  }

  private List<Reading> stored() {
    List<Reading> all = new ArrayList<>();
    store.readings.scan(List.of("n"), new Interval(0, Long.MAX_VALUE), all::add);
    return all;
  }

  private List<FactRow> rows() {
    List<Leaf> leaves = Folds.of(campus).all().stream().map(LeafFold::leaf).toList();
    List<FactRow> all = new ArrayList<>();
    store.facts.scan(leaves, new Interval(0, Long.MAX_VALUE), all::add);
    return all;
  }

  @Test
  void everyMessageHasOneFateAndTheBalanceHolds() {
    start(Pipeline.Keep.NOTHING);
    append(0, 50);
    journal.append(
        List.of(
            message("{\"ts\":" + START + ",\"values\":{\"n\":0}}", START + 900_000), // duplicate
            message("{\"ts\":" + START + ",\"values\":{\"n\":7}}", START + 900_000), // conflict
            message("not json", START),
            new RawMessage(
                "campus/v1/" + SmallCampus.SCHOOL + "/stranger/telemetry",
                ("{\"ts\":" + START + ",\"values\":{\"n\":0}}").getBytes(StandardCharsets.UTF_8),
                false,
                START)));
    awaitDrained();

    Balance balance = pipeline.balance();
    assertThat(balance.holds()).isTrue();
    assertThat(balance.fates())
        .containsEntry(Balance.Fate.STORED, 50L)
        .containsEntry(Balance.Fate.DUPLICATE, 1L)
        .containsEntry(Balance.Fate.CONFLICT, 1L)
        .containsEntry(Balance.Fate.QUARANTINED, 2L);
    assertThat(journal.quarantine().counts())
        .containsEntry("invalid-json", 1L)
        .containsEntry("unknown-device", 1L);
  }

  @Test
  void aStoredCopyThatCannotBeReadIsKeptInQuarantineAndOneThatCanIsNoSample() {
    start(Pipeline.Keep.NOTHING);
    for (String payload : List.of("not json", "{\"ts\":" + START + ",\"values\":{\"n\":3}}")) {
      RawMessage live = message(payload, START);
      journal.append(List.of(new RawMessage(live.topic(), live.payload(), true, START)));
    }
    awaitDrained();

    assertThat(pipeline.balance().fates())
        .containsEntry(Balance.Fate.QUARANTINED, 1L)
        .containsEntry(Balance.Fate.NO_TELEMETRY, 1L);
    assertThat(pipeline.balance().holds()).isTrue();
    assertThat(journal.quarantine().counts()).containsOnly(Map.entry("invalid-json", 1L));
    assertThat(stored()).isEmpty();
  }

  @Test
  void aStoreThatForgetsWhatItAcknowledgedIsWrittenAgainAfterItsOutage() {
    start(Pipeline.Keep.A_DAY);
    append(0, 60);
    awaitDrained();
    List<FactRow> before = rows();
    assertThat(before).isNotEmpty();

    store.down = true;
    append(60, 61);
    Await.until(() -> "outage seen", PATIENCE, () -> pipeline.storeProblem() != null);
    store.forgetEverything();
    store.down = false;
    awaitDrained();

    Await.until(() -> "written again: " + stored().size(), PATIENCE, () -> stored().size() == 61);
    Await.until(() -> "facts: " + rows(), PATIENCE, () -> rows().containsAll(before.subList(0, 3)));
    assertThat(pipeline.balance().fates()).containsEntry(Balance.Fate.STORED, 61L);
    assertThat(pipeline.balance().holds()).isTrue();
  }

  @Test
  void aStoreThatMayForgetIsWrittenAgainAtEveryStart() throws InterruptedException {
    start(Pipeline.Keep.A_DAY);
    append(0, 40);
    awaitDrained();
    stopPipeline();
    store.forgetEverything();

    start(Pipeline.Keep.A_DAY);

    Await.until(() -> "written again: " + stored().size(), PATIENCE, () -> stored().size() == 40);
    assertThat(pipeline.balance().fates()).containsEntry(Balance.Fate.STORED, 40L);
  }

  @Test
  void aReadingThatTheStoreRefusesForGoodGoesToQuarantineAndTheRestGoesOn() {
    store.refusedValue = 13_000;
    start(Pipeline.Keep.NOTHING);
    append(0, 30);
    awaitDrained();

    assertThat(stored()).hasSize(29);
    assertThat(journal.quarantine().list("store-refused", 0, 10)).hasSize(1);
  }
}
