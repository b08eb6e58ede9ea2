package io.campuspulse.journal;

import io.campuspulse.model.RawMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Gathers messages of many threads into durable batches.
 *
 * <p>{@link #offer} may be called from any thread and never waits. One writer thread appends
 * batches and then calls back in the order of arrival. While the journal fails, or the disk guard
 * says stop, the writer keeps its batch, calls nothing back and tries again; the queue fills and
 * offers are refused. Nothing accepted is dropped except by {@link #close} after its patience, and
 * then it was never called back.
 */
public final class GroupCommit implements AutoCloseable {
  private static final long IDLE_MILLIS = 100;
  private static final long FIRST_BACK_OFF_MILLIS = 50;
  private static final long LAST_BACK_OFF_MILLIS = 5_000;

  /** What a queued message costs beyond its payload and topic, bytes, roughly. */
  private static final int ITEM_BYTES = 100;

  /**
   * Sizes and times.
   *
   * @param capacity most messages waiting
   * @param capacityBytes most bytes waiting, about; a single larger message is accepted alone
   * @param batchMessages a batch is appended when it has this many messages,
   * @param lingerMicros or this time after its first one,
   * @param quietMicros or when none came for this time: senders that wait for acknowledgements must
   *     not wait for the linger time
   * @param drainMillis how long {@link #close} tries to append what is waiting
   */
  public record Settings(
      int capacity,
      long capacityBytes,
      int batchMessages,
      long lingerMicros,
      long quietMicros,
      long drainMillis) {

    /** 65,536 messages, 64 MiB; batches of 4,096, 5 ms, 0.25 ms; 10 s. */
    public static final Settings DEFAULT =
        new Settings(65_536, 64L << 20, 4_096, 5_000, 250, 10_000);

    public Settings {
      if (capacity < 1 || capacityBytes < 1 || batchMessages < 1) {
        throw new IllegalArgumentException(
            "capacity, capacityBytes and batchMessages must be at least 1");
      }
      if (lingerMicros < 0 || quietMicros < 0 || drainMillis < 0) {
        throw new IllegalArgumentException("times must not be negative");
      }
    }
  }

  private record Item(RawMessage message, Runnable onDurable) {
    long bytes() {
      return (long) message.payload().length + message.topic().length() + ITEM_BYTES;
    }
  }

  private final Journal journal;
  private final DiskGuard guard;
  private final Settings settings;
  private final LongSupplier nanoTime;
  private final BlockingQueue<Item> queue;
  private final Thread writer;
  private final CountDownLatch abandoned = new CountDownLatch(1);

  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong journaled = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder callbackFailures = new LongAdder();
  private volatile Throwable failure;
  private volatile boolean closing;

  /**
   * Starts the writer thread.
   *
   * @param nanoTime a monotonic clock in nanoseconds, such as {@code System::nanoTime}
   */
  public GroupCommit(Journal journal, DiskGuard guard, Settings settings, LongSupplier nanoTime) {
    this.journal = journal;
    this.guard = guard;
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.queue = new ArrayBlockingQueue<>(settings.capacity());
    this.writer = new Thread(this::run, "journal-writer");
    this.writer.start();
  }

  /**
   * Hands a message over, at once.
   *
   * @param onDurable called on the writer thread after the message is durable; must not block
   * @return whether it was accepted; if not, it will not become durable and must not be
   *     acknowledged
   */
  public boolean offer(RawMessage message, Runnable onDurable) {
    Item item = new Item(message, onDurable);
    long bytes = item.bytes();
    long before = waitingBytes.getAndAdd(bytes);
    boolean fits = before == 0 || before + bytes <= settings.capacityBytes();
    if (fits && !closing) {
      received.incrementAndGet();
      waiting.incrementAndGet();
      if (queue.offer(item)) {
        return true;
      }
      received.decrementAndGet();
      waiting.decrementAndGet();
    }
    waitingBytes.addAndGet(-bytes);
    refused.increment();
    return false;
  }

  private void run() {
    try {
      List<Item> batch = new ArrayList<>(settings.batchMessages());
      while (collect(batch) && append(batch)) {
        callBack(batch);
        batch.clear();
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      failure = e;
    }
  }

  /** Fills a batch; false when closing and nothing waits any more. */
  private boolean collect(List<Item> batch) throws InterruptedException {
    Item first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    while (first == null) {
      if (closing && queue.isEmpty()) {
        return false;
      }
      guard.check();
      first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
    }
    long full = nanoTime.getAsLong() + TimeUnit.MICROSECONDS.toNanos(settings.lingerMicros());
    long quiet = TimeUnit.MICROSECONDS.toNanos(settings.quietMicros());
    Item next = first;
    while (next != null) {
      batch.add(next);
      queue.drainTo(batch, settings.batchMessages() - batch.size());
      long left = Math.min(quiet, full - nanoTime.getAsLong());
      boolean more = batch.size() < settings.batchMessages() && left > 0 && !closing;
      next = more ? queue.poll(left, TimeUnit.NANOSECONDS) : null;
    }
    return true;
  }

  /** Makes a batch durable, however often that has to be tried; false when told to give up. */
  private boolean append(List<Item> batch) throws InterruptedException {
    List<RawMessage> messages = batch.stream().map(Item::message).toList();
    long backOffMillis = FIRST_BACK_OFF_MILLIS;
    while (true) {
      if (guard.check() == DiskGuard.Level.STOP) {
        if (abandoned.await(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
          return false;
        }
        continue;
      }
      try {
        journal.append(messages);
        failure = null;
        batches.increment();
        return true;
      } catch (RuntimeException e) {
        failure = e;
        failures.increment();
      }
      if (abandoned.await(backOffMillis, TimeUnit.MILLISECONDS)) {
        return false;
      }
      backOffMillis = Math.min(2 * backOffMillis, LAST_BACK_OFF_MILLIS);
    }
  }

  private void callBack(List<Item> batch) {
    long bytes = 0;
    for (Item item : batch) {
      bytes += item.bytes();
    }
    journaled.addAndGet(batch.size());
    waiting.addAndGet(-batch.size());
    waitingBytes.addAndGet(-bytes);
    for (Item item : batch) {
      try {
        item.onDurable().run();
      } catch (RuntimeException e) {
        callbackFailures.increment();
      }
    }
  }

  /** Whether messages that are offered now will become durable soon. */
  public boolean healthy() {
    return problem() == null;
  }

  /** Why messages do not become durable now, as a sentence, or null. */
  public String problem() {
    Throwable cause = failure;
    if (cause != null) {
      return "nothing is acknowledged, appending to the journal fails: " + cause;
    }
    if (guard.level() == DiskGuard.Level.STOP) {
      return "nothing is acknowledged, " + guard.describe();
    }
    return writer.isAlive() ? null : "nothing is acknowledged, the journal writer has stopped";
  }

  /** What the disk allows. */
  public DiskGuard.Level diskLevel() {
    return guard.level();
  }

  /** The last look at the disk as a sentence. */
  public String describeDisk() {
    return guard.describe();
  }

  /** Messages accepted. */
  public long received() {
    return received.get();
  }

  /** Messages not accepted. */
  public long refused() {
    return refused.sum();
  }

  /** Messages made durable. */
  public long journaled() {
    return journaled.get();
  }

  /** Messages accepted and not yet durable. */
  public long queueDepth() {
    return waiting.get();
  }

  /** Bytes accepted and not yet durable, about. */
  public long queueBytes() {
    return waitingBytes.get();
  }

  /** Batches made durable. */
  public long batches() {
    return batches.sum();
  }

  /** Attempts to append that failed. */
  public long failures() {
    return failures.sum();
  }

  /** Callbacks that threw; their messages are durable all the same. */
  public long callbackFailures() {
    return callbackFailures.sum();
  }

  /**
   * Refuses further offers, makes durable and calls back what is waiting, as long as the drain time
   * allows, and stops. Does not close the journal.
   */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(Math.max(settings.drainMillis(), 1));
      abandoned.countDown();
      writer.join();
    } catch (InterruptedException e) {
      abandoned.countDown();
      Thread.currentThread().interrupt();
    }
  }
}
