package io.campuspulse.journal;

import static io.campuspulse.journal.Messages.FIRST_RECEIVED;
import static io.campuspulse.journal.Messages.PATIENCE;
import static io.campuspulse.journal.Messages.assertSame;
import static io.campuspulse.journal.Messages.message;
import static io.campuspulse.journal.Messages.messages;
import static io.campuspulse.journal.Messages.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campuspulse.journal.Journal.Entry;
import io.campuspulse.model.RawMessage;
import io.campuspulse.testing.Await;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Journal} promises. */
public abstract class JournalContract {
  protected Journal journal;

  /** Opens the journal under test on the same medium each time; new at the start of a test. */
  protected abstract Journal open();

  @BeforeEach
  final void openFirst() {
    journal = open();
  }

  @AfterEach
  final void closeLast() {
    journal.close();
  }

  protected final void reopen() {
    journal.close();
    journal = open();
  }

  private static Checkpoint to(String consumer, long next) {
    return new Checkpoint(consumer, next, Map.of(), List.of());
  }

  protected static Checkpoint quarantining(long next, List<QuarantinedMessage> quarantined) {
    return new Checkpoint("writer", next, Map.of(), quarantined);
  }

  protected static QuarantinedMessage quarantined(long offset, String reason) {
    return new QuarantinedMessage(offset, message(offset), reason, "sentence of " + offset);
  }

  @Test
  void aNewJournalIsEmptyAndStartsAtOffsetZero() {
    assertThat(journal.start()).isZero();
    assertThat(journal.end()).isZero();
    assertThat(journal.read(0, 10)).isEmpty();
    assertThat(journal.cursor("writer")).isZero();
    assertThat(journal.state("anything")).isNull();
    assertThat(journal.quarantine().counts()).isEmpty();
  }

  @Test
  void offsetsAreDenseAndMessagesComeBackBitEqual() {
    assertThat(journal.append(messages(0, 3))).isZero();
    assertThat(journal.append(messages(3, 1))).isEqualTo(3);
    assertThat(journal.append(messages(4, 200))).isEqualTo(4);
    assertThat(journal.end()).isEqualTo(204);
    List<Entry> entries = readAll(journal, 0);
    assertThat(entries).hasSize(204);
    entries.forEach(entry -> assertSame(entry.message(), message(entry.offset())));
  }

  @Test
  void extremeMessagesComeBackBitEqual() {
    List<RawMessage> extremes =
        List.of(
            new RawMessage("", new byte[0], false, 0),
            new RawMessage("a\0b/𝄞/\n", new byte[] {0, -1, 0}, true, Long.MAX_VALUE),
            new RawMessage("t".repeat(65_535), new byte[3 << 20], false, Long.MIN_VALUE),
            new RawMessage("after", new byte[] {1}, true, -1));
    journal.append(extremes);
    reopen();
    List<Entry> entries = readAll(journal, 0);
    assertThat(entries).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertSame(entries.get(i).message(), extremes.get(i));
    }
  }

  @Test
  void appendingNothingChangesNothing() {
    journal.append(messages(0, 2));
    assertThat(journal.append(List.of())).isEqualTo(2);
    assertThat(journal.end()).isEqualTo(2);
  }

  @Test
  void readingStartsInTheMiddleOfABatchAndStopsAtMax() {
    journal.append(messages(0, 10));
    journal.append(messages(10, 10));
    assertThat(journal.read(7, 5)).extracting(Entry::offset).containsExactly(7L, 8L, 9L, 10L, 11L);
    assertThat(journal.read(19, 5)).extracting(Entry::offset).containsExactly(19L);
    assertThat(journal.read(20, 5)).isEmpty();
    assertThat(journal.read(5, 0)).isEmpty();
    assertSame(journal.read(13, 1).get(0).message(), message(13));
  }

  @Test
  void everythingIsThereAfterReopening() {
    journal.append(messages(0, 20));
    journal.commit(
        new Checkpoint("writer", 7, Map.of("k", "v"), List.of(quarantined(3, "invalid-json"))));
    reopen();
    assertThat(journal.end()).isEqualTo(20);
    assertThat(journal.cursor("writer")).isEqualTo(7);
    assertThat(journal.state("k")).isEqualTo("v");
    assertThat(journal.quarantine().counts()).containsExactly(Map.entry("invalid-json", 1L));
    assertThat(journal.append(messages(20, 5))).isEqualTo(20);
    assertThat(readAll(journal, 0)).hasSize(25);
  }

  @Test
  void waitingEndsWhenTheEndPassesTheOffset() throws Exception {
    assertThat(journal.awaitBeyond(0, 1)).isFalse();
    journal.append(messages(0, 1));
    assertThat(journal.awaitBeyond(0, 0)).isTrue();
    assertThat(journal.awaitBeyond(1, 1)).isFalse();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> waiting = other.submit(() -> journal.awaitBeyond(1, 30_000));
      journal.append(messages(1, 1));
      assertThat(waiting.get()).isTrue();
    } finally {
      other.shutdown();
    }
  }

  @Test
  void closingReleasesWhoeverWaits() {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch started = new CountDownLatch(1);
      Future<Boolean> waiting =
          other.submit(
              () -> {
                started.countDown();
                return journal.awaitBeyond(0, 600_000);
              });
      Await.until("the waiter runs", PATIENCE, () -> started.getCount() == 0);
      journal.close();
      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(JournalException.class);
      assertThatThrownBy(() -> journal.append(messages(0, 1)))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(() -> journal.cursor("writer")).isInstanceOf(JournalException.class);
    } finally {
      other.shutdown();
    }
  }

  @Test
  void cursorsAndStatesAreSeparateByNameAndOverwritten() {
    journal.append(messages(0, 10));
    journal.commit(new Checkpoint("writer", 4, Map.of("a", "1", "b", "2"), List.of()));
    journal.commit(new Checkpoint("engine", 9, Map.of("a", "3"), List.of()));
    assertThat(journal.cursor("writer")).isEqualTo(4);
    assertThat(journal.cursor("engine")).isEqualTo(9);
    assertThat(journal.state("a")).isEqualTo("3");
    assertThat(journal.state("b")).isEqualTo("2");
    journal.commit(to("engine", 2));
    assertThat(journal.cursor("engine")).isEqualTo(2);
  }

  @Test
  void aCursorOutsideTheLogIsRefusedAndNothingOfItsCheckpointStays() {
    journal.append(messages(0, 2));
    Checkpoint beyond =
        new Checkpoint("writer", 3, Map.of("k", "v"), List.of(quarantined(0, "limit")));
    assertThatThrownBy(() -> journal.commit(beyond))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cursor of writer is 3, must be 0..2");
    assertThatThrownBy(() -> journal.commit(to("writer", -1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(journal.state("k")).isNull();
    assertThat(journal.quarantine().counts()).isEmpty();
  }

  @Test
  void trimmingStopsAtTheSlowestCursorAndKeepsBatchesThatItIsIn() {
    for (int i = 0; i < 10; i++) {
      journal.append(messages(i * 10L, 10));
    }
    journal.trim();
    assertThat(journal.start()).as("no cursor known").isZero();
    journal.commit(to("fast", 100));
    journal.commit(to("slow", 35));
    journal.trim();
    assertThat(journal.start()).isEqualTo(30);
    assertThat(journal.read(0, 3)).extracting(Entry::offset).containsExactly(30L, 31L, 32L);
    readAll(journal, 0).forEach(e -> assertSame(e.message(), message(e.offset())));
    journal.commit(to("slow", 40));
    journal.trim();
    assertThat(journal.start()).isEqualTo(40);
    reopen();
    assertThat(journal.start()).isEqualTo(40);
    assertThat(readAll(journal, 0)).hasSize(60);
  }

  @Test
  void offsetsGoOnAfterEverythingWasTrimmed() {
    journal.append(messages(0, 10));
    journal.commit(to("writer", 10));
    journal.trim();
    assertThat(journal.start()).isEqualTo(10);
    assertThat(journal.read(0, 10)).isEmpty();
    reopen();
    assertThat(journal.end()).isEqualTo(10);
    assertThat(journal.append(messages(10, 1))).isEqualTo(10);
    assertThat(journal.read(0, 10)).extracting(Entry::offset).containsExactly(10L);
  }

  @Test
  void quarantinedMessagesAreKeptVerbatimAndListedByReasonAndOffset() {
    journal.append(messages(0, 10));
    journal.commit(
        quarantining(
            8,
            List.of(
                quarantined(1, "limit"), quarantined(5, "invalid-json"), quarantined(7, "limit"))));
    Quarantine quarantine = journal.quarantine();
    assertThat(quarantine.counts()).isEqualTo(Map.of("limit", 2L, "invalid-json", 1L));
    assertThat(quarantine.list(null, 0, 10))
        .extracting(QuarantinedMessage::offset)
        .containsExactly(1L, 5L, 7L);
    assertThat(quarantine.list("limit", 2, 10))
        .extracting(QuarantinedMessage::offset)
        .containsExactly(7L);
    assertThat(quarantine.list(null, 0, 1)).hasSize(1);
    QuarantinedMessage one = quarantine.list("invalid-json", 0, 1).get(0);
    assertSame(one.message(), message(5));
    assertThat(one.sentence()).isEqualTo("sentence of 5");
    assertThat(one.reason()).isEqualTo("invalid-json");
  }

  @Test
  void replayingACheckpointAddsNothingToTheQuarantine() {
    journal.append(messages(0, 10));
    Checkpoint once = quarantining(4, List.of(quarantined(1, "limit"), quarantined(2, "limit")));
    journal.commit(once);
    journal.commit(once);
    assertThat(journal.quarantine().counts()).isEqualTo(Map.of("limit", 2L));
    assertThat(journal.quarantine().trimmed()).isZero();
  }

  @Test
  void quarantineOutlivesTheTrimmingOfItsRange() {
    journal.append(messages(0, 10));
    journal.commit(quarantining(10, List.of(quarantined(1, "limit"))));
    journal.trim();
    assertThat(journal.start()).isEqualTo(10);
    assertSame(journal.quarantine().list(null, 0, 10).get(0).message(), message(1));
  }

  @Test
  void theSizeOnTheMediumGrowsWithWhatIsAppended() {
    long before = journal.sizeBytes();
    journal.append(List.of(new RawMessage("t", new byte[1 << 20], false, FIRST_RECEIVED)));
    assertThat(journal.sizeBytes() - before).isGreaterThan(1 << 20);
  }

  @Test
  void manyThreadsAppendReadCommitAndTrimAtOnce() throws Exception {
    int writers = 3;
    int batches = 60;
    AtomicBoolean writing = new AtomicBoolean(true);
    ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
    try {
      List<Future<?>> writerDone = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        long base = w * 1_000_000L;
        writerDone.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < batches; i++) {
                    List<RawMessage> batch = messages(base + i * 20L, 20);
                    long first = journal.append(batch);
                    assertSame(journal.read(first + 19, 1).get(0).message(), batch.get(19));
                  }
                }));
      }
      Callable<Set<Long>> reader = () -> consume("reader", writing, true);
      Callable<Set<Long>> other = () -> consume("other", writing, false);
      journal.commit(to("reader", 0));
      journal.commit(to("other", 0));
      Future<Set<Long>> first = threads.submit(reader);
      Future<Set<Long>> second = threads.submit(other);
      for (Future<?> done : writerDone) {
        done.get();
      }
      writing.set(false);
      assertThat(first.get()).hasSize(writers * batches * 20).isEqualTo(second.get());
      assertThat(journal.end()).isEqualTo(20L * writers * batches);
    } finally {
      threads.shutdownNow();
    }
  }

  private Set<Long> consume(String consumer, AtomicBoolean writing, boolean trimming)
      throws InterruptedException {
    Set<Long> seen = new HashSet<>();
    long next = 0;
    while (writing.get() || next < journal.end()) {
      if (!journal.awaitBeyond(next, 5)) {
        continue;
      }
      for (Entry entry : journal.read(next, 37)) {
        assertThat(entry.offset()).isEqualTo(next++);
        long number = Messages.number(entry.message());
        assertSame(entry.message(), message(number));
        assertThat(seen.add(number)).as("message %s twice", number).isTrue();
      }
      journal.commit(to(consumer, next));
      if (trimming) {
        journal.trim();
      }
    }
    return seen;
  }
}
