package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.Folds;
import io.campuspulse.model.Building;
import io.campuspulse.model.City;
import io.campuspulse.model.Dated;
import io.campuspulse.model.Device;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.model.School;
import io.campuspulse.model.Scope;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.CampusBuilder;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.SmallCampus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages without times of their own, whose convention has a message key. */
class SecondDeliveryTest {
  private static final long START = 1_772_413_200_000L; // 2026-03-02T01:00:00Z
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private Journal journal;
  private Pipeline pipeline;
  private Thread thread;
  private MemoryReadings readings = new MemoryReadings();

  @BeforeEach
  void open() {
    journal = SqliteJournal.open(directory.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }

  @AfterEach
  void close() throws InterruptedException {
    stop();
    journal.close();
  }

  private static Campus campus() {
    CampusBuilder builder =
        new CampusBuilder(
            new City("wenzhou", new Name("温州", "Wenzhou"), "zhejiang", SmallCampus.ZONE));
    Name name = new Name("测试", "Test");
    builder.add(new School(SmallCampus.SCHOOL, "330302", name, Dated.always(10)));
    builder.add(new Building("b1", SmallCampus.SCHOOL, name));
    builder.add(new Device("d", "aliyun_alink", "p/d", Duration.ofMinutes(1), SmallCampus.ZONE));
    builder.add(
        new Point(
            "n",
            "d",
            "n",
            Quantity.PEOPLE,
            Scope.building("b1"),
            Point.Role.NORMAL,
            Point.Traits.nominal(60_000)));
    return builder.build();
  }

  private void start(Pipeline.Keep keep) {
    Campus campus = campus();
    FactEngine engine =
        new FactEngine(
            Folds.of(campus),
            readings,
            new MemoryFacts(),
            new MemoryRevisions(),
            EngineSettings.DEFAULT);
    Translator translator =
        new Translator(Decoders.all(), new Normalizer(ClockRules.DEFAULT), campus);
    LiveState live = new LiveState(engine::published);
    pipeline =
        new Pipeline(
            new Pipeline.Parts(journal, translator, readings, engine, live),
            keep,
            System::nanoTime);
    pipeline.batchMillis(1);
    thread = new Thread(pipeline, "second-delivery-test");
    thread.start();
  }

  private void stop() throws InterruptedException {
    if (pipeline != null) {
      pipeline.stop();
      thread.join(PATIENCE.toMillis());
    }
  }

  private void deliver(int id, int value, int second) {
    String payload = "{\"id\":\"%d\",\"params\":{\"n\":%d}}".formatted(id, value);
    journal.append(
        List.of(
            new RawMessage(
                "/sys/p/d/thing/event/property/post",
                payload.getBytes(StandardCharsets.UTF_8),
                false,
                START + second * 1000L)));
  }

  private void awaitDrained() {
    Await.until(
        () -> "drained: " + pipeline.balance(), PATIENCE, () -> pipeline.balance().pending() == 0);
  }

  private List<Long> seconds() {
    List<Reading> all = new ArrayList<>();
    readings.scan(List.of("n"), new Interval(0, Long.MAX_VALUE), all::add);
    return all.stream().map(r -> (r.timeMillis() - START) / 1000).toList();
  }

  private long fate(Balance.Fate fate) {
    return pipeline.balance().fates().get(fate);
  }

  @Test
  void aSecondDeliveryInItsWindowIsCountedAndGivesNoReadingEvenAfterARestart()
      throws InterruptedException {
    start(Pipeline.Keep.NOTHING);
    deliver(1, 5, 0);
    deliver(1, 5, 20);
    awaitDrained();
    stop();
    start(Pipeline.Keep.NOTHING);
    deliver(1, 5, 40);
    deliver(2, 5, 60);
    awaitDrained();

    assertThat(seconds()).containsExactly(0L, 60L);
    assertThat(fate(Balance.Fate.STORED)).isEqualTo(2);
    assertThat(fate(Balance.Fate.DUPLICATE)).isEqualTo(2);
    assertThat(pipeline.balance().holds()).isTrue();
  }

  @Test
  void aCounterThatStartsAgainIsNoSecondDelivery() {
    start(Pipeline.Keep.NOTHING);
    deliver(1, 5, 0);
    deliver(1, 6, 20);
    deliver(1, 5, 601);
    awaitDrained();

    assertThat(seconds()).containsExactly(0L, 20L, 601L);
    assertThat(fate(Balance.Fate.DUPLICATE)).isZero();
  }

  @Test
  void whatIsWrittenAgainAfterAnOutageLeavesTheSameOut() throws InterruptedException {
    start(Pipeline.Keep.A_DAY);
    for (int i = 0; i < 30; i++) {
      deliver(i, 5, i * 60);
      deliver(i, 5, i * 60 + 7);
    }
    awaitDrained();
    List<Long> before = seconds();
    assertThat(before).hasSize(30);
    stop();
    readings = new MemoryReadings();
    start(Pipeline.Keep.A_DAY);
    deliver(31, 5, 31 * 60);

    Await.until(() -> "all is back: " + seconds(), PATIENCE, () -> seconds().size() == 31);
    awaitDrained();
    assertThat(seconds()).containsAll(before);
    assertThat(fate(Balance.Fate.DUPLICATE)).isEqualTo(30);
  }

  @Test
  void memoryIsBounded() {
    Deliveries deliveries = new Deliveries();
    for (int i = 0; i < 100_000; i++) {
      deliveries.again(new Translator.Delivery(i, 600_000), i, START + i);
    }
    assertThat(deliveries.size()).isEqualTo(16_384);
    deliveries.again(new Translator.Delivery(-1, 600_000), 100_000, START + 86_400_000);
    assertThat(deliveries.size()).isEqualTo(1_024);
    assertThat(deliveries.state("k").get("k")).hasSizeLessThan(50_000);
    assertThat(deliveries.state("k")).as("nothing has changed since").isEmpty();
  }
}
