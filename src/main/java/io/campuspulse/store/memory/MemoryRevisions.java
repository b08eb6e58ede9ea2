package io.campuspulse.store.memory;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Revision;
import io.campuspulse.store.RevisionLog;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Restatements in memory, for computations that nobody asks twice. Thread-safe. */
public final class MemoryRevisions implements RevisionLog {
  private static final Comparator<Key> ORDER =
      Comparator.comparingLong(Key::number)
          .thenComparing(Key::leaf)
          .thenComparingLong(Key::intervalStart);

  private final NavigableMap<Key, Revision> revisions = new TreeMap<>(ORDER);
  private final Map<String, NavigableMap<Long, Long>> judged = new TreeMap<>();

  private record Key(long number, Leaf leaf, long intervalStart) {
    static Key of(Revision r) {
      return new Key(r.number(), r.leaf(), r.intervalStart());
    }
  }

  @Override
  public synchronized void append(List<Revision> batch) {
    batch.forEach(r -> revisions.putIfAbsent(Key.of(r), r));
  }

  @Override
  public synchronized void since(long number, Consumer<Revision> sink) {
    List.copyOf(revisions.values()).stream().filter(r -> r.number() > number).forEach(sink);
  }

  @Override
  public synchronized void of(Collection<Leaf> leaves, Interval interval, Consumer<Revision> sink) {
    Set<Leaf> wanted = new HashSet<>(leaves);
    List.copyOf(revisions.descendingMap().values()).stream()
        .filter(r -> wanted.contains(r.leaf()) && interval.contains(r.intervalStart()))
        .forEach(sink);
  }

  @Override
  public synchronized long numberAt(long recordedAtMillis) {
    return revisions.values().stream()
        .filter(r -> r.recordedAtMillis() <= recordedAtMillis)
        .mapToLong(Revision::number)
        .max()
        .orElse(0);
  }

  @Override
  public synchronized void judged(long recordedAtMillis, Map<String, Long> watermarks) {
    watermarks.forEach(
        (school, mark) ->
            judged
                .computeIfAbsent(school, s -> new TreeMap<>())
                .merge(recordedAtMillis, mark, Math::max));
  }

  @Override
  public synchronized Map<String, Long> judgedAt(long recordedAtMillis) {
    Map<String, Long> marks = new TreeMap<>();
    judged.forEach(
        (school, byTime) -> {
          Map.Entry<Long, Long> last = byTime.floorEntry(recordedAtMillis);
          if (last != null) {
            marks.put(school, last.getValue());
          }
        });
    return marks;
  }
}
