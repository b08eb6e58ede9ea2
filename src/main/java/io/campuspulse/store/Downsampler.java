package io.campuspulse.store;

import io.campuspulse.store.ReadingStore.Bucket;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Folds values that come in time order into buckets, exactly. Not thread-safe. */
public final class Downsampler {
  private final long width;
  private final List<Bucket> done = new ArrayList<>();
  private long start;
  private long count;
  private long min;
  private long max;
  private long sum;
  private BigInteger spilled = BigInteger.ZERO;

  /**
   * @param bucketMillis bucket width, aligned to the epoch
   * @throws IllegalArgumentException when the width is not positive
   */
  public Downsampler(long bucketMillis) {
    checkWidth(bucketMillis);
    this.width = bucketMillis;
  }

  /**
   * Lets a bucket width pass.
   *
   * @throws IllegalArgumentException when the width is not positive
   */
  public static void checkWidth(long bucketMillis) {
    if (bucketMillis <= 0) {
      throw new IllegalArgumentException("bucket width is not positive: " + bucketMillis + " ms");
    }
  }

  /** Adds a value at a time not before the last one's bucket. */
  public void add(long millis, long value) {
    long bucket = Math.floorDiv(millis, width) * width;
    if (count > 0 && bucket != start) {
      close();
    }
    if (count == 0) {
      start = bucket;
      min = value;
      max = value;
    }
    min = Math.min(min, value);
    max = Math.max(max, value);
    count++;
    long total = sum + value;
    if (((sum ^ total) & (value ^ total)) < 0) {
      spilled = spilled.add(BigInteger.valueOf(sum));
      total = value;
    }
    sum = total;
  }

  /** All buckets that hold something, in time order; ends the fold. */
  public List<Bucket> buckets() {
    if (count > 0) {
      close();
    }
    return List.copyOf(done);
  }

  /** Arithmetic mean, rounded half to even. */
  public static long mean(BigInteger sum, long count) {
    return new BigDecimal(sum)
        .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_EVEN)
        .longValueExact();
  }

  private void close() {
    done.add(new Bucket(start, count, min, max, mean(spilled.add(BigInteger.valueOf(sum)), count)));
    count = 0;
    sum = 0;
    spilled = BigInteger.ZERO;
  }
}
