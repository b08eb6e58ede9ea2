package io.campuspulse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.app.Decoders;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.JournalException;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.Folds;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Scope;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.testing.Await;
import io.campuspulse.testing.SmallCampus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal whose disk is full: the pipeline waits and goes on by itself. */
class FailingJournalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long TIME = 1_772_380_800_000L;

  @TempDir Path dir;
  private final MemoryReadings readings = new MemoryReadings();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private Journal real;
  private Pipeline pipeline;
  private Thread thread;

  @BeforeEach
  void start() {
    Campus campus =
        new SmallCampus()
            .space("r1", 40, SmallCampus.always())
            .point("co2", Quantity.CO2, Scope.space("r1"), Duration.ofMinutes(5))
            .build();
    real = SqliteJournal.open(dir.resolve("journal.db"), QuarantineBounds.DEFAULT);
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
            new Pipeline.Parts(failing(), translator, readings, engine, live),
            Pipeline.Keep.NOTHING,
            System::nanoTime);
    pipeline.batchMillis(1);
    thread = new Thread(pipeline, "ingest");
    thread.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    pipeline.stop();
    thread.join();
    real.close();
  }

  /** The journal, with methods that fail while they are named in {@code broken}. */
  private Journal failing() {
    return (Journal)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> {
              if (broken.contains(method.getName())) {
                throw new JournalException(method.getName() + ": disk is full", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void send(int minute) {
    String payload = "{\"ts\":" + (TIME + minute * 60_000L) + ",\"values\":{\"co2\":500}}";
    String topic = "campus/v1/" + SmallCampus.SCHOOL + "/dev-co2/telemetry";
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    real.append(List.of(new RawMessage(topic, bytes, false, TIME + minute * 60_000L)));
  }

  private List<Reading> stored() {
    List<Reading> stored = new ArrayList<>();
    readings.scan(List.of("co2"), new Interval(0, Long.MAX_VALUE), stored::add);
    return stored;
  }

  @Test
  void aCursorThatCannotBeMovedIsTriedAgainAndNothingIsCountedTwice() {
    broken.add("commit");
    send(0);
    Await.until("it says why", PATIENCE, () -> pipeline.journalProblem() != null);
    assertThat(pipeline.journalProblem()).isEqualTo("commit: disk is full");
    assertThat(pipeline.balance().pending()).isEqualTo(1);

    broken.clear();
    send(1);
    Await.until("both are dealt with", PATIENCE, () -> pipeline.balance().pending() == 0);
    assertThat(pipeline.journalProblem()).isNull();
    assertThat(pipeline.balance().holds()).isTrue();
    assertThat(pipeline.balance().fates()).containsEntry(Balance.Fate.STORED, 2L);
    assertThat(stored()).hasSize(2);
  }

  @Test
  void aJournalThatCannotBeReadIsTriedAgain() {
    broken.add("read");
    send(0);
    Await.until("it says why", PATIENCE, () -> pipeline.journalProblem() != null);
    broken.clear();
    Await.until("it goes on", PATIENCE, () -> pipeline.balance().pending() == 0);
    assertThat(stored()).hasSize(1);
  }

  @Test
  void aTrimThatFailsHoldsNothingUp() {
    broken.add("trim");
    send(0);
    Await.until("it is dealt with", PATIENCE, () -> pipeline.balance().pending() == 0);
    send(1);
    Await.until("so is the next", PATIENCE, () -> pipeline.balance().pending() == 0);
    assertThat(stored()).hasSize(2);
    assertThat(real.start()).isZero();
    broken.clear();
    send(2);
    Await.until("all are let go", PATIENCE, () -> real.start() == 3);
  }
}
