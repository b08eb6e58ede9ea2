package io.campuspulse.ingest;

import io.campuspulse.journal.JournalException;
import io.campuspulse.store.StoreException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Repeats calls to the stores and the journal until they succeed, with growing pauses, and says
 * what is wrong meanwhile. {@link #call} belongs to one thread; {@link #stop} and the problems may
 * be used from any.
 */
final class Persistence {
  private static final long RETRY_FIRST_MILLIS = 100;

  /** Long waits would only leave figures old after the store has returned. */
  private static final long RETRY_MOST_MILLIS = 10_000;

  private final CountDownLatch stopSignal = new CountDownLatch(1);
  private final Runnable storeCameBack;
  private volatile String storeProblem;
  private volatile String journalProblem;
  private volatile boolean stopping;
  private boolean gaveUp;

  /**
   * A persistence.
   *
   * @param storeCameBack is told after each outage of a store
   */
  Persistence(Runnable storeCameBack) {
    this.storeCameBack = storeCameBack;
  }

  /** Repeats a call until it succeeds; returns false only when it is being stopped. */
  boolean call(Runnable call) {
    long wait = RETRY_FIRST_MILLIS;
    while (true) {
      try {
        call.run();
        if (storeProblem != null) { // a volatile write for every reading would be dear
          storeProblem = null;
          storeCameBack.run();
        }
        if (journalProblem != null) {
          journalProblem = null;
        }
        return true;
      } catch (StoreException e) {
        storeProblem = e.getMessage();
      } catch (JournalException e) {
        journalProblem = e.getMessage();
      }
      if (stopping || !pause(wait)) {
        gaveUp = true;
        return false;
      }
      wait = Math.min(RETRY_MOST_MILLIS, wait * 2);
    }
  }

  private boolean pause(long millis) {
    try {
      return !stopSignal.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Has waiting calls give up, and later ones after their first failure. */
  void stop() {
    stopping = true;
    stopSignal.countDown();
  }

  boolean stopping() {
    return stopping;
  }

  /** A call was given up while stopping: what it was part of is incomplete. */
  boolean gaveUp() {
    return gaveUp;
  }

  /** Notes a failure of the journal that nobody waits for. */
  void journalFailed(JournalException e) {
    journalProblem = e.getMessage();
  }

  /** The store's last failure, or null when its last call succeeded. */
  String storeProblem() {
    return storeProblem;
  }

  /** The journal's last failure, or null when its last call succeeded. */
  String journalProblem() {
    return journalProblem;
  }
}
