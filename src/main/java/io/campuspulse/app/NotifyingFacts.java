package io.campuspulse.app;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.store.FactStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A fact store that tells what was written, after it was. */
final class NotifyingFacts implements FactStore {
  private final FactStore store;
  private volatile Consumer<List<FactRow>> listener = rows -> {};

  NotifyingFacts(FactStore store) {
    this.store = store;
  }

  void listener(Consumer<List<FactRow>> newListener) {
    listener = newListener;
  }

  @Override
  public void upsert(List<FactRow> rows) {
    store.upsert(rows);
    listener.accept(rows);
  }

  @Override
  public void scan(Collection<Leaf> leaves, Interval interval, Consumer<FactRow> sink) {
    store.scan(leaves, interval, sink);
  }

  @Override
  public Optional<FactRow> lastBefore(Leaf leaf, long millis) {
    return store.lastBefore(leaf, millis);
  }
}
