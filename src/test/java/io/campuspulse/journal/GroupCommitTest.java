package io.campuspulse.journal;

import static io.campuspulse.journal.Messages.PATIENCE;
import static io.campuspulse.journal.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.campuspulse.journal.DiskGuard.Limits;
import io.campuspulse.journal.GroupCommit.Settings;
import io.campuspulse.model.RawMessage;
import io.campuspulse.testing.Await;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final Settings QUICK = new Settings(1_000, 1 << 20, 64, 5_000, 250, 10_000);

  private final AppendOnlyJournal journal = new AppendOnlyJournal();
  private final AtomicLong freePercent = new AtomicLong(100);
  private final AtomicInteger looks = new AtomicInteger();
  private final DiskGuard guard =
      new DiskGuard(new Limits(0.8, 0.9, 0), this::countedFreePercent, () -> 100);
  private final List<Long> durable = Collections.synchronizedList(new ArrayList<>());
  private GroupCommit commit;

  private long countedFreePercent() {
    looks.incrementAndGet();
    return freePercent.get();
  }

  private void start(Settings settings) {
    commit = new GroupCommit(journal, guard, settings, System::nanoTime);
  }

  @AfterEach
  void stop() {
    journal.failing = false;
    journal.gate.countDown();
    freePercent.set(100);
    commit.close();
  }

  private boolean offer(long number) {
    return commit.offer(message(number), () -> durable.add(number));
  }

  private void awaitBalance() {
    Await.until("everything is durable", PATIENCE, () -> commit.journaled() == commit.received());
  }

  @Test
  void callsBackInArrivalOrderAndOnlyForWhatIsInTheJournal() {
    start(QUICK);
    for (long i = 0; i < 500; i++) {
      long number = i;
      assertThat(
              commit.offer(
                  message(number),
                  () -> {
                    assertThat(journal.contains(number)).isTrue();
                    durable.add(number);
                  }))
          .isTrue();
    }
    Await.until("500 callbacks", PATIENCE, () -> durable.size() == 500);
    assertThat(durable).isSorted();
    assertThat(journal.numbers()).isEqualTo(durable);
    assertThat(commit.batches()).isBetween(500 / 64L, 500L);
    assertThat(commit.callbackFailures()).isZero();
  }

  @Test
  void keepsEachThreadsOrderAndLosesNothingUnderContention() throws Exception {
    start(QUICK);
    int threads = 4;
    long each = 3_000;
    AtomicLong refused = new AtomicLong();
    ExecutorService producers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        long base = t * 1_000_000L;
        done.add(
            producers.submit(
                () -> {
                  for (long i = base; i < base + each; i++) {
                    while (!offer(i)) {
                      refused.incrementAndGet();
                      LockSupport.parkNanos(50_000);
                    }
                  }
                }));
      }
      for (Future<?> producer : done) {
        producer.get();
      }
    } finally {
      producers.shutdown();
    }
    Await.until("all callbacks", PATIENCE, () -> durable.size() == threads * each);
    assertThat(journal.numbers()).isEqualTo(durable).doesNotHaveDuplicates();
    Map<Long, Long> lastOfThread = new HashMap<>();
    for (long number : durable) {
      Long before = lastOfThread.put(number / 1_000_000, number);
      assertThat(before == null || before < number).isTrue();
    }
    assertThat(commit.received()).isEqualTo(threads * each);
    assertThat(commit.refused()).isEqualTo(refused.get());
    assertThat(commit.queueDepth()).isZero();
    assertThat(commit.queueBytes()).isZero();
  }

  @Test
  void aFailingJournalAcknowledgesNothingAndLosesNothing() {
    journal.failing = true;
    start(QUICK);
    for (long i = 0; i < 100; i++) {
      assertThat(offer(i)).isTrue();
    }
    Await.until("a second attempt", PATIENCE, () -> commit.failures() >= 2);
    assertThat(durable).isEmpty();
    assertThat(commit.healthy()).isFalse();
    assertThat(commit.problem()).contains("nothing is acknowledged").contains("medium is broken");
    assertThat(commit.queueDepth()).isEqualTo(100);
    journal.failing = false;
    Await.until("recovery", PATIENCE, () -> durable.size() == 100);
    assertThat(durable).isSorted();
    assertThat(journal.numbers()).isEqualTo(durable);
    assertThat(commit.healthy()).isTrue();
    assertThat(commit.problem()).isNull();
  }

  @Test
  void aFullQueueRefusesAtOnceAndCountsIt() {
    journal.failing = true;
    start(new Settings(10, 1 << 20, 4, 0, 0, 10_000));
    long accepted = 0;
    for (long i = 0; i < 100; i++) {
      accepted += offer(i) ? 1 : 0;
    }
    assertThat(accepted).isBetween(10L, 14L);
    assertThat(commit.received()).isEqualTo(accepted);
    assertThat(commit.refused()).isEqualTo(100 - accepted);
    journal.failing = false;
    awaitBalance();
    assertThat(journal.numbers()).hasSize((int) accepted);
  }

  @Test
  void theQueueIsBoundedInBytesAndTakesOneOverlongMessageAlone() {
    journal.failing = true;
    start(new Settings(1_000, 10_000, 4, 0, 0, 10_000));
    assertThat(commit.offer(new RawMessage("n/1/t", new byte[50_000], false, 0), () -> {}))
        .isTrue();
    assertThat(offer(1)).isFalse();
    journal.failing = false;
    awaitBalance();
    assertThat(offer(2)).isTrue();
  }

  @Test
  void aDiskAboveTheStopLevelGetsNoAppendUntilItIsBelowAgain() {
    freePercent.set(5);
    start(QUICK);
    assertThat(offer(1)).isTrue();
    int before = looks.get();
    Await.until("more looks at the disk", PATIENCE, () -> looks.get() > before + 3);
    assertThat(journal.attempts.get()).isZero();
    assertThat(durable).isEmpty();
    assertThat(commit.problem()).contains("nothing is acknowledged, disk STOP: 95.0 % used");
    assertThat(commit.diskLevel()).isEqualTo(DiskGuard.Level.STOP);
    freePercent.set(15);
    Await.until("the message is durable", PATIENCE, () -> durable.size() == 1);
    assertThat(commit.diskLevel()).isEqualTo(DiskGuard.Level.ALARM);
    assertThat(commit.healthy()).isTrue();
  }

  @Test
  void theDiskIsWatchedWithoutTraffic() {
    start(QUICK);
    freePercent.set(5);
    Await.until("unhealthy", PATIENCE, () -> !commit.healthy());
    freePercent.set(50);
    Await.until("healthy again", PATIENCE, commit::healthy);
  }

  @Test
  void aCallbackThatThrowsIsCountedAndStopsNothing() {
    start(QUICK);
    commit.offer(
        message(0),
        () -> {
          throw new IllegalStateException("callback");
        });
    offer(1);
    Await.until("the next callback", PATIENCE, () -> durable.size() == 1);
    assertThat(commit.callbackFailures()).isEqualTo(1);
    assertThat(commit.journaled()).isEqualTo(2);
  }

  @Test
  void closingDrainsAndThenRefuses() {
    journal.gate = new CountDownLatch(1);
    start(QUICK);
    for (long i = 0; i < 300; i++) {
      assertThat(offer(i)).isTrue();
    }
    assertThat(durable).isEmpty();
    journal.gate.countDown();
    commit.close();
    assertThat(durable).hasSize(300);
    assertThat(offer(301)).isFalse();
    assertThat(commit.problem()).contains("stopped");
  }

  @Test
  void closingGivesUpAfterItsPatienceWithoutAcknowledging() {
    journal.failing = true;
    start(new Settings(10, 1 << 20, 4, 0, 0, 1));
    offer(1);
    commit.close();
    assertThat(durable).isEmpty();
    assertThat(commit.queueDepth()).isEqualTo(1);
  }
}
