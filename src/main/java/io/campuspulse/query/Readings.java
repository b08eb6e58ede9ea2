package io.campuspulse.query;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Reading;
import java.util.List;
import java.util.Optional;

/**
 * The readings behind figures, as they were accepted. Thread-safe; calls may block on the store.
 */
public interface Readings {
  /**
   * Readings of a point in {@link Reading#CANONICAL} order.
   *
   * @param after the last reading of the page before
   * @param limit most readings
   */
  Page page(String point, Interval range, Optional<Reading> after, int limit);

  /**
   * Usable readings of a point for a chart: no peak is lost.
   *
   * @param points most buckets, at least 2
   */
  List<Bucket> chart(String point, Interval range, int points);

  /**
   * A page.
   *
   * @param more whether there are further readings
   */
  record Page(List<Reading> readings, boolean more) {
    public Page {
      readings = List.copyOf(readings);
    }
  }

  /**
   * Usable readings of a time together, values in the fixed point of the quantity.
   *
   * @param time half-open
   * @param count how many there are, at least 1
   * @param mean arithmetic mean, rounded half to even
   */
  record Bucket(Interval time, long count, long min, long max, long mean) {}
}
