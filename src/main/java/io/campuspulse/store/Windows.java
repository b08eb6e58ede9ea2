package io.campuspulse.store;

import io.campuspulse.model.Interval;
import java.util.function.Function;

/**
 * A search through time in windows that grow: what is near costs little, and what is not there
 * costs a handful of bounded looks.
 */
public final class Windows {
  /** The first window, half an hour. */
  private static final long FIRST_MILLIS = 1_800_000;

  private static final int GROWTH = 6;

  private Windows() {}

  /**
   * Looks backwards from an instant.
   *
   * @param all where anything can be
   * @param before first millisecond that is not looked at
   * @param look answers null when a window holds nothing
   * @return the first answer that is not null, or null
   */
  public static <T> T backwards(Interval all, long before, Function<Interval, T> look) {
    long end = Math.min(before, all.end());
    long width = FIRST_MILLIS;
    while (end > all.start()) {
      long start = end - width < all.start() ? all.start() : end - width;
      T found = look.apply(new Interval(start, end));
      if (found != null) {
        return found;
      }
      end = start;
      width *= GROWTH;
    }
    return null;
  }

  /**
   * Looks forwards from an instant, otherwise as {@link #backwards}.
   *
   * @param from first millisecond that is looked at
   */
  public static <T> T forwards(Interval all, long from, Function<Interval, T> look) {
    long start = Math.max(from, all.start());
    long width = FIRST_MILLIS;
    while (start < all.end()) {
      long end = all.end() - start < width ? all.end() : start + width;
      T found = look.apply(new Interval(start, end));
      if (found != null) {
        return found;
      }
      start = end;
      width *= GROWTH;
    }
    return null;
  }
}
