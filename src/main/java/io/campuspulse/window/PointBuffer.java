package io.campuspulse.window;

import io.campuspulse.model.Quality;
import io.campuspulse.model.Reading;
import java.util.Arrays;

/**
 * The readings of one point as an ordered set in primitive columns, {@link Reading#CANONICAL}
 * order. At one time the first reading is the <em>winner</em>: the one that metrics see.
 *
 * <p>Complete from {@link #coveredFrom()} on; before that only the store knows. Not thread-safe.
 */
public final class PointBuffer {
  private static final Quality[] QUALITIES = Quality.values();
  private static final int FIRST_CAPACITY = 16;
  private static final long[] NO_NUMBERS = {};
  private static final byte[] NO_QUALITIES = {};

  private final String point;
  private long[] times = NO_NUMBERS;
  private long[] values = NO_NUMBERS;
  private long[] sequences = NO_NUMBERS;
  private long[] received = NO_NUMBERS;
  private byte[] qualities = NO_QUALITIES;
  private int size;
  private int version;
  private long coveredFrom;

  /** What adding a reading did to the set. */
  public enum Added {
    /** A sample at a new time. */
    NEW,
    /** The very same reading was there: a replay. */
    REPLAY,
    /** The same value at the same time, received again. */
    DUPLICATE,
    /** Another value for a time that has one. */
    CONFLICT
  }

  /**
   * An empty buffer.
   *
   * @param coveredFrom epoch milliseconds from which it is complete; {@code Long.MIN_VALUE} when
   *     nothing earlier exists, {@code Long.MAX_VALUE} when nothing has been loaded
   */
  public PointBuffer(String point, long coveredFrom) {
    this.point = point;
    this.coveredFrom = coveredFrom;
  }

  public String point() {
    return point;
  }

  public long coveredFrom() {
    return coveredFrom;
  }

  /** Declares the buffer complete from an earlier time on, after the store was read. */
  public void coverFrom(long millis) {
    coveredFrom = Math.min(coveredFrom, millis);
  }

  /** Number of readings, conflicting and duplicate ones included. */
  public int size() {
    return size;
  }

  /** Changes with every change of the readings. */
  public int version() {
    return version;
  }

  /** Event time of the reading at an index. */
  public long time(int i) {
    return times[i];
  }

  /** Fixed-point value of the reading at an index. */
  public long value(int i) {
    return values[i];
  }

  /** Journaled receive time of the reading at an index, epoch milliseconds. */
  public long receivedAt(int i) {
    return received[i];
  }

  public Quality quality(int i) {
    return QUALITIES[qualities[i]];
  }

  /** Whether the reading at an index may be used by metrics. */
  public boolean usable(int i) {
    return QUALITIES[qualities[i]].usable();
  }

  /** Adds a reading of this point. */
  public Added add(Reading r) {
    byte quality = (byte) r.quality().ordinal();
    int at = size;
    if (size > 0 && compare(size - 1, r, quality) >= 0) {
      at = insertionIndex(r, quality);
      if (at < size && compare(at, r, quality) == 0) {
        return Added.REPLAY;
      }
    }
    boolean newest = size == 0 || r.timeMillis() > times[size - 1];
    Added added = newest ? Added.NEW : classify(r);
    shift(at);
    times[at] = r.timeMillis();
    values[at] = r.value();
    sequences[at] = r.sequence();
    received[at] = r.receivedAtMillis();
    qualities[at] = quality;
    return added;
  }

  private Added classify(Reading r) {
    int first = firstAtOrAfter(r.timeMillis());
    boolean sameTime = false;
    for (int i = first; i < size && times[i] == r.timeMillis(); i++) {
      sameTime = true;
      if (values[i] == r.value()) {
        return Added.DUPLICATE;
      }
    }
    return sameTime ? Added.CONFLICT : Added.NEW;
  }

  private int compare(int i, Reading r, byte quality) {
    int c = Long.compare(times[i], r.timeMillis());
    c = c != 0 ? c : Byte.compare(qualities[i], quality);
    c = c != 0 ? c : Long.compare(r.sequence(), sequences[i]);
    c = c != 0 ? c : Long.compare(r.value(), values[i]);
    return c != 0 ? c : Long.compare(received[i], r.receivedAtMillis());
  }

  private int insertionIndex(Reading r, byte quality) {
    int low = 0;
    int high = size;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (compare(mid, r, quality) < 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  private void shift(int at) {
    if (size == times.length) {
      int grown = Math.max(FIRST_CAPACITY, size + (size >> 1) + 8);
      times = Arrays.copyOf(times, grown);
      values = Arrays.copyOf(values, grown);
      sequences = Arrays.copyOf(sequences, grown);
      received = Arrays.copyOf(received, grown);
      qualities = Arrays.copyOf(qualities, grown);
    }
    int moved = size - at;
    if (moved > 0) {
      System.arraycopy(times, at, times, at + 1, moved);
      System.arraycopy(values, at, values, at + 1, moved);
      System.arraycopy(sequences, at, sequences, at + 1, moved);
      System.arraycopy(received, at, received, at + 1, moved);
      System.arraycopy(qualities, at, qualities, at + 1, moved);
    }
    size++;
    version++;
  }

  /** Index of the winner at the first time at or after an instant, or {@link #size()}. */
  public int firstAtOrAfter(long millis) {
    if (size == 0 || times[size - 1] < millis) {
      return size;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (times[mid] < millis) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return low;
  }

  /** Index of the winner at the next later time, or {@link #size()}. */
  public int next(int i) {
    long t = times[i];
    int j = i + 1;
    while (j < size && times[j] == t) {
      j++;
    }
    return j;
  }

  /** Index of the winner at the last time before an instant, or -1. */
  public int lastBefore(long millis) {
    int i = firstAtOrAfter(millis) - 1;
    return i < 0 ? -1 : winner(i);
  }

  /** Index of the usable winner at the last time before an instant, or -1. */
  public int lastUsableBefore(long millis) {
    int i = lastBefore(millis);
    while (i >= 0 && !usable(i)) {
      i = i == 0 ? -1 : winner(i - 1);
    }
    return i;
  }

  /** Index of the usable winner at the first time at or after an instant, or {@link #size()}. */
  public int firstUsableFrom(long millis) {
    int i = firstAtOrAfter(millis);
    while (i < size && !usable(i)) {
      i = next(i);
    }
    return i;
  }

  /** Index of the usable winner at the next later time that has one, or {@link #size()}. */
  public int nextUsable(int i) {
    int j = next(i);
    while (j < size && !usable(j)) {
      j = next(j);
    }
    return j;
  }

  private int winner(int i) {
    int w = i;
    while (w > 0 && times[w - 1] == times[i]) {
      w--;
    }
    return w;
  }

  /**
   * Forgets readings before an instant, except those at the newest usable time before it, which
   * later folds still need as their predecessor.
   */
  public void pruneBefore(long millis) {
    int keep = lastUsableBefore(millis);
    int from = keep < 0 ? firstAtOrAfter(millis) : keep;
    if (from > 0) {
      int left = size - from;
      times = Arrays.copyOfRange(times, from, Math.max(from + left, from + FIRST_CAPACITY));
      values = Arrays.copyOfRange(values, from, Math.max(from + left, from + FIRST_CAPACITY));
      sequences = Arrays.copyOfRange(sequences, from, Math.max(from + left, from + FIRST_CAPACITY));
      received = Arrays.copyOfRange(received, from, Math.max(from + left, from + FIRST_CAPACITY));
      qualities = Arrays.copyOfRange(qualities, from, Math.max(from + left, from + FIRST_CAPACITY));
      size = left;
      version++;
    }
    coveredFrom = Math.max(coveredFrom, millis);
  }
}
