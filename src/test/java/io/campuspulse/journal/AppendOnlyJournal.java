package io.campuspulse.journal;

import io.campuspulse.model.RawMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A journal whose medium breaks and hangs on command; knows nothing but appending. */
final class AppendOnlyJournal implements Journal {
  final AtomicInteger attempts = new AtomicInteger();
  volatile boolean failing;
  volatile CountDownLatch gate = new CountDownLatch(0);
  private final List<Long> numbers = new ArrayList<>();
  private final Set<Long> index = new HashSet<>();

  @Override
  public long append(List<RawMessage> messages) {
    attempts.incrementAndGet();
    if (failing) {
      throw new JournalException("the medium is broken", null);
    }
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new JournalException("interrupted", e);
    }
    synchronized (numbers) {
      long first = numbers.size();
      messages.forEach(
          message -> {
            numbers.add(Messages.number(message));
            index.add(Messages.number(message));
          });
      return first;
    }
  }

  List<Long> numbers() {
    synchronized (numbers) {
      return List.copyOf(numbers);
    }
  }

  boolean contains(long number) {
    synchronized (numbers) {
      return index.contains(number);
    }
  }

  @Override
  public List<Entry> read(long from, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long end() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long start() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean awaitBeyond(long offset, long timeoutMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long cursor(String consumer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void commit(Checkpoint checkpoint) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String state(String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void trim() {
    throw new UnsupportedOperationException();
  }

  @Override
  public long sizeBytes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Quarantine quarantine() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
