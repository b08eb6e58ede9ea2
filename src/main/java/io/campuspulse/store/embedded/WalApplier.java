package io.campuspulse.store.embedded;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.O3PartitionPurgeJob;
import io.questdb.cairo.wal.ApplyWal2TableJob;
import io.questdb.cairo.wal.CheckWalTransactionsJob;
import io.questdb.cairo.wal.WalPurgeJob;
import io.questdb.std.str.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that moves committed rows from QuestDB's write-ahead log into its tables and
 * clears away what is no longer needed.
 */
final class WalApplier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WalApplier.class);
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PURGE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final CairoEngine engine;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Thread thread = new Thread(this::run, "embedded-store-apply");
  private volatile boolean stopped;

  WalApplier(CairoEngine engine) {
    this.engine = engine;
    thread.setDaemon(true);
  }

  /** Finds what an earlier process committed and did not apply, and begins. */
  void start() {
    new CheckWalTransactionsJob(engine).checkMissingWalTransactions();
    thread.start();
  }

  /** Says that there is something to apply. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Waits until a condition holds that applying brings about; false when time is up. */
  boolean await(BooleanSupplier condition, long nanos) throws InterruptedException {
    if (condition.getAsBoolean()) {
      return true;
    }
    wake();
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!condition.getAsBoolean()) {
        if (left <= 0 || stopped) {
          return false;
        }
        left = progress.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try (ApplyWal2TableJob apply = new ApplyWal2TableJob(engine, 0);
        O3PartitionPurgeJob purgePartitions = new O3PartitionPurgeJob(engine, 1);
        WalPurgeJob purgeLog = new WalPurgeJob(engine)) {
      CheckWalTransactionsJob leftOver = new CheckWalTransactionsJob(engine);
      long purged = System.nanoTime();
      while (!stopped) {
        boolean busy = false;
        try {
          busy = leftOver.run(0);
          busy |= apply.run(0);
          if (System.nanoTime() - purged > PURGE_NANOS) {
            purged = System.nanoTime();
            purgePartitions.run(0);
            purgeLog.run(0);
          }
        } catch (RuntimeException | Error e) {
          LOG.error("the embedded store could not apply its log; trying again", e);
        }
        signal();
        if (!busy) {
          LockSupport.parkNanos(IDLE_NANOS);
        }
      }
    } finally {
      Path.clearThreadLocals();
    }
  }

  private void signal() {
    lock.lock();
    try {
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stopped = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    signal();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
