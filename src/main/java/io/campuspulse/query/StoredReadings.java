package io.campuspulse.query;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Reading;
import io.campuspulse.store.ReadingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Readings of a store. Reads a growing piece of the range at a time, so that a page stays cheap.
 */
public final class StoredReadings implements Readings {
  private static final long FIRST_PIECE_MILLIS = 3_600_000;
  private static final long BUCKET_STEP_MILLIS = 1_000;

  private final ReadingStore store;

  public StoredReadings(ReadingStore store) {
    this.store = store;
  }

  @Override
  public Page page(String point, Interval range, Optional<Reading> after, int limit) {
    List<Reading> found = new ArrayList<>();
    long from = Math.max(range.start(), after.map(Reading::timeMillis).orElse(range.start()));
    long piece = FIRST_PIECE_MILLIS;
    while (from < range.end() && found.size() <= limit) {
      long to = Math.min(range.end(), from + piece);
      int before = found.size();
      store.scan(
          List.of(point),
          new Interval(from, to),
          r -> {
            boolean next = after.isEmpty() || Reading.CANONICAL.compare(r, after.get()) > 0;
            if (next && found.size() <= limit) {
              found.add(r);
            }
          });
      piece = found.size() == before ? piece * 2 : piece;
      from = to;
    }
    boolean more = found.size() > limit;
    return new Page(more ? found.subList(0, limit) : found, more);
  }

  @Override
  public List<Bucket> chart(String point, Interval range, int points) {
    // Buckets are aligned to the epoch, so that a range touches one more than fit into it.
    long least = ceil(range.length(), points - 1L);
    long width = ceil(least, BUCKET_STEP_MILLIS) * BUCKET_STEP_MILLIS;
    return store.downsample(point, range, width).stream()
        .map(
            b ->
                new Bucket(
                    new Interval(b.start(), b.start() + width),
                    b.count(),
                    b.min(),
                    b.max(),
                    b.mean()))
        .toList();
  }

  private static long ceil(long value, long divisor) {
    return (value + divisor - 1) / divisor;
  }
}
