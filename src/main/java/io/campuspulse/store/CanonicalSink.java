package io.campuspulse.store;

import io.campuspulse.model.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts readings that come point by point in time order into {@link Reading#CANONICAL} order: sorts
 * those of one point and time, and passes them on. {@link #flush} passes on the last. Not
 * thread-safe.
 */
public final class CanonicalSink implements Consumer<Reading> {
  private final Consumer<Reading> next;
  private final List<Reading> pending = new ArrayList<>();

  public CanonicalSink(Consumer<Reading> next) {
    this.next = next;
  }

  @Override
  public void accept(Reading reading) {
    if (!pending.isEmpty()) {
      Reading first = pending.get(0);
      if (first.timeMillis() != reading.timeMillis() || !first.point().equals(reading.point())) {
        flush();
      }
    }
    pending.add(reading);
  }

  /** Passes on what is held back. */
  public void flush() {
    if (pending.size() > 1) {
      pending.sort(Reading.CANONICAL);
    }
    pending.forEach(next);
    pending.clear();
  }
}
