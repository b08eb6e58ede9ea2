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
    Window around = sums.window(-LEVEL_HALF, LEVEL_HALF);
    Window line = sums.window(-half, half);
    Window next = sums.window(0, 2 * half);
    for (int m = 0; m < minutes; m++) {
      long t = m * MINUTE;
      around.moveTo(t);
      if (around.size() > 0) {
        double mean = around.mean();
        level[m] = levels[m] == 0 ? mean : level[m] + mean;
        levels[m]++;
      }
      line.moveTo(t);
      double s = line.slope();
      if (!Double.isNaN(s)) {
        slope[m] += s;
        fitted[m] += line.mean() + s * (t - line.meanTime()) / 3_600_000;
        fits[m]++;
      }
      next.moveTo(t);
      double after = next.slope();
      if (!Double.isNaN(after)) {
        ahead[m] += after;
        aheads[m]++;
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
        i = samples.nextUsable(i);
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

    /** A window that begins and ends at distances from a time that only grows. */
    Window window(long from, long to) {
      return new Window(this, from, to);
    }
  }

  /** The samples of a moving span of time. */
  private static final class Window {
    private final Sums sums;
    private final long from;
    private final long to;
    private int low;
    private int high;

    Window(Sums sums, long from, long to) {
      this.sums = sums;
      this.from = from;
      this.to = to;
    }

    /** Moves to the samples around a time, both ends included; never back. */
    void moveTo(long time) {
      while (low < sums.size && sums.times[low] < time + from) {
        low++;
      }
      while (high < sums.size && sums.times[high] <= time + to) {
        high++;
      }
    }

    int size() {
      return high - low;
    }

    double mean() {
      return (sums.v[high] - sums.v[low]) / 1000.0 / (high - low);
    }

    double meanTime() {
      return (double) (sums.t[high] - sums.t[low]) / (high - low);
    }

    /** Least squares slope in ppm/h, not a number when samples are few or too close together. */
    double slope() {
      if (size() < LEAST_SAMPLES || sums.times[high - 1] - sums.times[low] < LEVEL_HALF) {
        return Double.NaN;
      }
      double n = high - low;
      double st = sums.t[high] - sums.t[low];
      double sv = sums.v[high] - sums.v[low];
      double stt = sums.tt[high] - sums.tt[low];
      double stv = sums.tv[high] - sums.tv[low];
      return (stv - st * sv / n) / (stt - st * st / n) * 3600.0;
    }
  }
}
