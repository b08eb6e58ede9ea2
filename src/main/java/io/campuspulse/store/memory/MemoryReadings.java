package io.campuspulse.store.memory;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import io.campuspulse.store.Downsampler;
import io.campuspulse.store.ReadingStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Readings in a sorted set per point. Thread-safe by one lock. */
public final class MemoryReadings implements ReadingStore {
  private final Map<String, TreeSet<Reading>> readings = new HashMap<>();

  @Override
  public synchronized void write(List<Reading> batch) {
    for (Reading r : batch) {
      readings.computeIfAbsent(r.point(), p -> new TreeSet<>(Reading.CANONICAL)).add(r);
    }
  }

  @Override
  public synchronized void scan(
      Collection<String> points, Interval interval, Consumer<Reading> sink) {
    points.forEach(p -> within(p, interval.start(), interval.end()).forEach(sink));
  }

  private Collection<Reading> within(String point, long from, long to) {
    TreeSet<Reading> all = readings.get(point);
    return all == null || to <= from ? List.of() : all.subSet(before(from), before(to));
  }

  /** Sorts before every reading at a time. */
  private static Reading before(long millis) {
    return new Reading("", millis, Long.MAX_VALUE, Quality.GOOD, Long.MAX_VALUE, Long.MIN_VALUE);
  }

  @Override
  public synchronized Optional<Reading> lastUsableBefore(String point, long millis) {
    TreeSet<Reading> all = readings.get(point);
    if (all == null) {
      return Optional.empty();
    }
    Optional<Reading> newest =
        all.headSet(before(millis), false).descendingSet().stream()
            .filter(r -> r.quality().usable())
            .findFirst();
    return newest.map(r -> all.ceiling(before(r.timeMillis())));
  }

  @Override
  public synchronized Optional<Reading> firstUsableFrom(String point, long millis) {
    TreeSet<Reading> all = readings.get(point);
    return all == null
        ? Optional.empty()
        : all.tailSet(before(millis)).stream().filter(r -> r.quality().usable()).findFirst();
  }

  @Override
  public synchronized List<Bucket> downsample(String point, Interval interval, long bucketMillis) {
    Downsampler sampler = new Downsampler(bucketMillis);
    within(point, interval.start(), interval.end()).stream()
        .filter(r -> r.quality().usable())
        .forEach(r -> sampler.add(r.timeMillis(), r.value()));
    return sampler.buckets();
  }

  @Override
  public synchronized Optional<Long> newestTime() {
    return readings.values().stream().map(r -> r.last().timeMillis()).max(Long::compare);
  }
}
