package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The CO2 of a space minute by minute: straight lines fitted to the samples around each minute
 * (METRICS §4 "Smooth first"). The mean of several sensors. Sums are exact integers, so that the
 * order of samples cannot matter. Not thread-safe.
 */
final class Co2Curve {
  static final long MINUTE = 60_000;

  /** Half the span of a slope: a person or two in a classroom show no sooner (P). */
  private static final long HALF = 20 * MINUTE;

  /** Half the span over which a level is averaged. */
  private static final long LEVEL_HALF = 5 * MINUTE;

  private static final int LEAST_SAMPLES = 3;

  final long from;
  final int minutes;

  /** Mean of the samples around, ppm; where the space is live. */
  final double[] level;

  /** Value of the fitted line, ppm; not a number where there is no line. */
  final double[] fitted;

  /** Slope of the fitted line, ppm/h; not a number where there is no line. */
  final double[] slope;

  /** Slope over the span that follows, ppm/h. */
  final double[] ahead;

  final boolean[] live;
  private final int[] levels;
  private final int[] fits;
  private final int[] aheads;

  private Co2Curve(long from, int minutes) {
    this.from = from;
    this.minutes = minutes;
    this.level = new double[minutes];
    this.fitted = new double[minutes];
    this.slope = new double[minutes];
    this.ahead = new double[minutes];
    this.live = new boolean[minutes];
    this.levels = new int[minutes];
    this.fits = new int[minutes];
    this.aheads = new int[minutes];
  }

  /** Half the span over which a point's slope is fitted, ms. */
  static long half(Point point) {
    return Math.max(HALF, 2 * point.traits().nominalMillis() + MINUTE);
  }

  /**
   * The curve over whole minutes.
   *
   * @param from epoch milliseconds of a minute's start
   */
  static Co2Curve of(
      List<Point> sensors, Function<Point, PointBuffer> readings, long from, int minutes) {
    Co2Curve curve = new Co2Curve(from, minutes);
    for (Point p : sensors) {
      long half = half(p);
      long start = from - half;
      long end = from + minutes * MINUTE + half;
      PointBuffer all = readings.apply(p);
      int first = all.firstUsableFrom(start - Holds.cap(p));
      if (first < all.size() && all.time(first) < end) {
        PointBuffer samples = Plausibility.believed(p, all, start, end);
        curve.addLive(Holds.track(samples, Holds.cap(p), from, from + minutes * MINUTE));
        curve.addFits(new Sums(samples, start, end, from), half);
      }
    }
    curve.finish();
    return curve;
  }

  private void addLive(Track track) {
    for (int i = 0; i < track.size(); i++) {
      if (track.value(i) == Track.UNKNOWN) {
        continue;
      }
      int m = (int) -Math.floorDiv(-(track.start(i) - from), MINUTE);
      for (; m < minutes && from + m * MINUTE < track.end(i); m++) {
        live[m] = true;
        if (levels[m] == 0) {
          level[m] = track.value(i) / 1000.0;
        }
      }
    }
  }

  private void addFits(Sums sums, long half) {
    for (int m = 0; m < minutes; m++) {
      long t = m * MINUTE;
      int low = sums.index(t - LEVEL_HALF);
      int high = sums.index(t + LEVEL_HALF + 1);
      if (high > low) {
        double mean = sums.mean(low, high);
        level[m] = levels[m] == 0 ? mean : level[m] + mean;
        levels[m]++;
      }
      low = sums.index(t - half);
      high = sums.index(t + half + 1);
      if (high - low >= LEAST_SAMPLES) {
        double s = sums.slope(low, high);
        if (!Double.isNaN(s)) {
          slope[m] += s;
          fitted[m] += sums.mean(low, high) + s * (t - sums.meanTime(low, high)) / 3_600_000;
          fits[m]++;
        }
      }
      low = sums.index(t);
      high = sums.index(t + 2 * half + 1);
      if (high - low >= LEAST_SAMPLES) {
        double s = sums.slope(low, high);
        if (!Double.isNaN(s)) {
          ahead[m] += s;
          aheads[m]++;
        }
      }
    }
  }

  private void finish() {
    for (int m = 0; m < minutes; m++) {
      level[m] /= Math.max(1, levels[m]);
      slope[m] = fits[m] == 0 ? Double.NaN : slope[m] / fits[m];
      fitted[m] = fits[m] == 0 ? Double.NaN : fitted[m] / fits[m];
      ahead[m] = aheads[m] == 0 ? Double.NaN : ahead[m] / aheads[m];
    }
  }

  /** Prefix sums over the samples of one sensor; times in ms from the curve's start. */
  private static final class Sums {
    private long[] times = new long[64];
    private long[] t = new long[65];
    private long[] v = new long[65];
    private long[] tt = new long[65];
    private long[] tv = new long[65];
    private int size;

    Sums(PointBuffer samples, long start, long end, long origin) {
      int i = samples.firstUsableFrom(start);
      while (i < samples.size() && samples.time(i) < end) {
        add(samples.time(i) - origin, samples.value(i));
        i = samples.firstUsableFrom(samples.time(i) + 1);
      }
    }

    private void add(long time, long value) {
      if (size == times.length) {
        int grown = size * 2;
        times = Arrays.copyOf(times, grown);
        t = Arrays.copyOf(t, grown + 1);
        v = Arrays.copyOf(v, grown + 1);
        tt = Arrays.copyOf(tt, grown + 1);
        tv = Arrays.copyOf(tv, grown + 1);
      }
      times[size] = time;
      t[size + 1] = t[size] + time;
      v[size + 1] = v[size] + value;
      tt[size + 1] = tt[size] + time * time;
      tv[size + 1] = tv[size] + time * value;
      size++;
    }

    /** Index of the first sample at or after a time. */
    int index(long time) {
      int i = Arrays.binarySearch(times, 0, size, time);
      return i >= 0 ? i : -i - 1;
    }

    double mean(int low, int high) {
      return (v[high] - v[low]) / 1000.0 / (high - low);
    }

    double meanTime(int low, int high) {
      return (double) (t[high] - t[low]) / (high - low);
    }

    /** Least squares slope in ppm/h, not a number when the samples are too close together. */
    double slope(int low, int high) {
      if (times[high - 1] - times[low] < LEVEL_HALF) {
        return Double.NaN;
      }
      double n = high - low;
      double st = t[high] - t[low];
      double sv = v[high] - v[low];
      double stt = tt[high] - tt[low];
      double stv = tv[high] - tv[low];
      return (stv - st * sv / n) / (stt - st * st / n) * 3600.0;
    }
  }
}
