package io.campuspulse.store.memory;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.store.FactStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** Facts in a sorted map per leaf. Thread-safe. */
public final class MemoryFacts implements FactStore {
  private final ConcurrentMap<Leaf, NavigableMap<Long, FactRow>> rows = new ConcurrentHashMap<>();

  @Override
  public void upsert(List<FactRow> batch) {
    for (FactRow row : batch) {
      rows.computeIfAbsent(row.leaf(), l -> new ConcurrentSkipListMap<>())
          .put(row.intervalStart(), row);
    }
  }

  @Override
  public void scan(Collection<Leaf> leaves, Interval interval, Consumer<FactRow> sink) {
    for (Leaf leaf : leaves) {
      NavigableMap<Long, FactRow> ofLeaf = rows.get(leaf);
      if (ofLeaf != null) {
        ofLeaf.subMap(interval.start(), true, interval.end(), false).values().forEach(sink);
      }
    }
  }

  @Override
  public Optional<FactRow> lastBefore(Leaf leaf, long millis) {
    NavigableMap<Long, FactRow> ofLeaf = rows.get(leaf);
    return Optional.ofNullable(ofLeaf).map(r -> r.lowerEntry(millis)).map(Map.Entry::getValue);
  }
}
