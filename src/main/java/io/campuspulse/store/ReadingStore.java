package io.campuspulse.store;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The time series of all accepted readings, a set: writing a reading that is there already changes
 * nothing, and readings that differ in any component are kept side by side.
 *
 * <p>Any thread may call any method; calls block. A method throws {@link StoreException} when the
 * store cannot be reached or refuses; then nothing may be taken as written.
 */
public interface ReadingStore {
  /**
   * Writes readings. After it has returned they survive a crash of this process, and every later
   * read sees them.
   */
  void write(List<Reading> readings);

  /**
   * Passes on all readings of some points in an interval, point by point in the order given, each
   * in {@link Reading#CANONICAL} order.
   *
   * @param points ids, any number; one given twice is passed on once
   */
  void scan(Collection<String> points, Interval interval, Consumer<Reading> sink);

  /**
   * The usable reading at the newest time before an instant; of several at one time the first in
   * {@link Reading#CANONICAL} order.
   */
  Optional<Reading> lastUsableBefore(String point, long millis);

  /** The usable reading at the oldest time at or after an instant; ties as above. */
  Optional<Reading> firstUsableFrom(String point, long millis);

  /**
   * Minimum, maximum and mean per bucket of usable readings, for charts.
   *
   * @param bucketMillis bucket width, aligned to the epoch
   */
  List<Bucket> downsample(String point, Interval interval, long bucketMillis);

  /** The time of the newest reading of any point, if there is one. */
  Optional<Long> newestTime();

  /**
   * One bucket of a downsampled series, values in the fixed point of the quantity.
   *
   * @param start bucket start, epoch milliseconds
   * @param count readings inside
   * @param min least value
   * @param max greatest value
   * @param mean arithmetic mean, rounded half to even
   */
  record Bucket(long start, long count, long min, long max, long mean) {}
}
