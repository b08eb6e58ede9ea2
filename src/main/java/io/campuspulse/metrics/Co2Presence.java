package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is in a space by its CO2 (METRICS §4 "CO2 balance"): {@code N = [V·dC/dt + Q(C − Co)]/g}.
 * Where the airflow Q is known, somebody is there from {@code N ≥ 1} on until {@code N < 0.5},
 * averaged over half an hour, and N counts. Where it is not, nobody is counted: on at Co + 200 ppm,
 * off at Co + 100 ppm; a rise that goes on needs people before that, and a fall that goes on for an
 * hour is an emptied room. Immutable.
 */
final class Co2Presence {
  static final Set<Quantity> SIGNALS = Set.of(Quantity.CO2, Quantity.DAMPER, Quantity.AIRFLOW);

  /** A track's value where the space is empty. */
  static final long EMPTY = 0;

  /** The bit of a track's value that says somebody is there. */
  static final long USED = 1;

  /** The bit that says a motion sensor's quiet does not make it empty. */
  static final long LINGERING = 2;

  /** The bit that says the verdict is a guess which a silent better sensor would have settled. */
  static final long UNSURE = 4;

  private static final int HEADS_SHIFT = 3;

  /** Exhaled CO2, m³/h per person (U). */
  private static final double PER_PERSON = 0.0187;

  private static final double OUTDOOR = 420;
  private static final double MOST_RESIDUE = 100;
  private static final double ON = 1;
  private static final double OFF = 0.5;
  private static final double ON_PPM = 200;
  private static final double OFF_PPM = 100;
  private static final int AVERAGE = 15;
  private static final int TREND = 60;
  private static final int BEHIND = 40;
  private static final int LEAST_RISE = 40;
  private static final int LEAST_FALL = 60;
  private static final double RISE_HEADS = 0.7;
  private static final double FALL_RATE = 0.3;
  private static final double FLAT = 10;
  private static final long FORGET_MINUTES = 60;

  /** Half the span of the steps that tell when people come and go, minutes. */
  private static final int STEP = 5;

  /** A step of the averaged level that is no noise, ppm. */
  private static final double STEP_PPM = 20;

  private final List<Point> sensors;
  private final List<Point> outdoors;
  private final Airflow airflow;
  private final int margin;
  private final boolean standsIn;

  /**
   * The presence of a space.
   *
   * @param points of the space
   * @param outdoors CO2 points of the open air
   */
  Co2Presence(List<Point> points, List<Point> outdoors, double registeredAirflow) {
    this.sensors = points.stream().filter(p -> p.quantity() == Quantity.CO2).toList();
    this.outdoors = outdoors;
    this.airflow = new Airflow(points, registeredAirflow);
    this.standsIn = points.stream().anyMatch(p -> SpaceStates.SIGNALS.contains(p.quantity()));
    this.margin = airflow.isKnown() ? AVERAGE + 1 : TREND;
  }

  boolean isPossible() {
    return !sensors.isEmpty();
  }

  /** How far a reading reaches in both directions, what is believed of its neighbours apart, ms. */
  long reach(Point point) {
    boolean sensor = point.quantity() == Quantity.CO2;
    long own = sensor ? Co2Curve.half(point) + Holds.cap(point) : Airflow.reach(point);
    return own + Holds.cap(point) + (margin + 1) * Co2Curve.MINUTE;
  }

  /** How far before an interval readings are looked at, ms. */
  long lookBack() {
    long most = 0;
    for (Point p : sensors) {
      most = Math.max(most, reach(p) + Plausibility.reach(p) + Holds.cap(p));
    }
    return most;
  }

  /**
   * What an interval yields.
   *
   * @param track {@link #EMPTY}, or {@link #USED} and {@link #LINGERING} with the heads, see {@link
   *     #heads}, or unknown
   */
  record Outcome(Track track, String carry) {}

  /** Heads × 1000 of a track's value, or -1. */
  static long heads(long value) {
    return (value >> HEADS_SHIFT) - 1;
  }

  /** The verdicts of a whole base interval. */
  Outcome fold(
      Interval interval, double volume, String carry, Function<Point, PointBuffer> readings) {
    Track track = new Track(interval.start(), interval.end());
    if (!heard(interval, readings)) {
      return new Outcome(track, carry);
    }
    long from = interval.start() - margin * Co2Curve.MINUTE;
    int length = (int) (interval.length() / Co2Curve.MINUTE);
    Co2Curve curve = Co2Curve.of(sensors, readings, from, length + 2 * margin);
    boolean live = false;
    for (int m = margin; m < margin + length; m++) {
      live |= curve.live[m];
    }
    if (!live) {
      return new Outcome(track, carry);
    }
    Co2Memory memory = Co2Memory.restore(carry);
    memory.enter(interval.start());
    Minutes minutes = new Minutes(curve, volume);
    minutes.read(readings, memory, interval);
    for (int m = margin; m < margin + length; m++) {
      if (curve.live[m]) {
        long t = from + m * Co2Curve.MINUTE;
        minutes.judge(m, t / Co2Curve.MINUTE, memory);
        track.set(t, t + Co2Curve.MINUTE, minutes.code(m, memory.used));
      }
    }
    if (airflow.isLearnt()) {
      minutes.learn(memory, margin, margin + length);
    }
    return new Outcome(track, memory.save());
  }

  /** Whether any sensor can be live in an interval. */
  private boolean heard(Interval interval, Function<Point, PointBuffer> readings) {
    for (Point p : sensors) {
      PointBuffer samples = readings.apply(p);
      int i = samples.firstUsableFrom(interval.start() - Holds.cap(p));
      if (i < samples.size() && samples.time(i) < interval.end()) {
        return true;
      }
    }
    return false;
  }

  /** The minutes of one interval and its surroundings. */
  private final class Minutes {
    private final Co2Curve curve;
    private final double volume;
    private final double headsPerSlope;
    private double[] opening;
    private double[] heads;
    private double[] base;
    private boolean[] rising;
    private boolean[] falling;

    Minutes(Co2Curve curve, double volume) {
      this.curve = curve;
      this.volume = volume;
      this.headsPerSlope = volume / PER_PERSON / 1e6;
    }

    void read(Function<Point, PointBuffer> readings, Co2Memory memory, Interval interval) {
      for (int m = margin; m < curve.minutes - margin; m++) {
        if (curve.live[m]) {
          memory.noteLevel(interval.start(), curve.level[m]);
        }
      }
      double[] outdoor = outdoor(readings);
      base = new double[curve.minutes];
      for (int m = 0; m < curve.minutes; m++) {
        boolean same = m > 0 && outdoor[m] == outdoor[m - 1];
        base[m] = same ? base[m - 1] : memory.base(interval.start(), outdoor[m], MOST_RESIDUE);
      }
      heads = new double[curve.minutes];
      if (airflow.isKnown()) {
        opening = airflow.opening(readings, curve.from, curve.minutes);
        double[] changes = airflow.changes(readings, curve.from, opening, volume, memory.rate());
        for (int m = 0; m < curve.minutes; m++) {
          double excess = curve.fitted[m] - base[m];
          heads[m] =
              curve.live[m] ? headsPerSlope * (curve.slope[m] + changes[m] * excess) : Double.NaN;
        }
      } else {
        java.util.Arrays.fill(heads, Double.NaN);
      }
      trends();
    }

    private double[] outdoor(Function<Point, PointBuffer> readings) {
      double[] level = new double[curve.minutes];
      java.util.Arrays.fill(level, OUTDOOR);
      for (Point p : outdoors) {
        long end = curve.from + curve.minutes * Co2Curve.MINUTE;
        Track track = Holds.track(readings.apply(p), Holds.cap(p), curve.from, end);
        for (int i = 0; i < track.size(); i++) {
          if (track.value(i) != Track.UNKNOWN) {
            int m = (int) -Math.floorDiv(-(track.start(i) - curve.from), Co2Curve.MINUTE);
            for (; m < curve.minutes && curve.from + m * Co2Curve.MINUTE < track.end(i); m++) {
              level[m] = track.value(i) / 1000.0;
            }
          }
        }
      }
      return level;
    }

    /** Marks the minutes of rises and falls that go on for long enough. */
    private void trends() {
      rising = new boolean[curve.minutes];
      falling = new boolean[curve.minutes];
      if (margin < TREND) {
        return;
      }
      int up = 0;
      int down = 0;
      for (int m = 0; m <= curve.minutes; m++) {
        boolean known = m < curve.minutes && curve.live[m];
        double s = known ? curve.slope[m] : 0;
        boolean rises = known && s > FLAT && headsPerSlope * s >= RISE_HEADS;
        boolean falls = known && s < -Math.max(FLAT, FALL_RATE * (curve.fitted[m] - base[m]));
        if (!rises) {
          mark(rising, m, up, LEAST_RISE);
        }
        if (!falls) {
          mark(falling, m, down, LEAST_FALL);
        }
        up = rises ? up + 1 : 0;
        down = falls ? down + 1 : 0;
      }
    }

    private static void mark(boolean[] marks, int end, int length, int least) {
      for (int m = end - length; length >= least && m < end; m++) {
        marks[m] = true;
      }
    }

    /** Average of N over half an hour; not a number where unknown. */
    private double average(int m) {
      if (Double.isNaN(heads[m])) {
        return Double.NaN;
      }
      double sum = 0;
      int count = 0;
      int last = Math.min(heads.length - 1, m + AVERAGE);
      for (int i = Math.max(0, m - AVERAGE); i <= last; i++) {
        if (!Double.isNaN(heads[i])) {
          sum += heads[i];
          count++;
        }
      }
      return sum / count;
    }

    void judge(int m, long minute, Co2Memory memory) {
      if (memory.lastMinute == Long.MIN_VALUE || minute - memory.lastMinute > FORGET_MINUTES) {
        memory.used = false;
        memory.low = Long.MAX_VALUE;
      }
      memory.lastMinute = minute;
      boolean turns = turns(m, memory);
      boolean lasts = m + 1 >= curve.minutes || !curve.live[m + 1] || turns(m + 1, memory);
      boolean was = memory.used;
      if (turns && lasts) {
        memory.used = !was;
      }
      long level = Math.round(curve.level[m] * 10);
      if (memory.used) {
        memory.low = Long.MAX_VALUE;
      } else if (was || falling[m]) {
        memory.low = level;
      } else if (memory.low != Long.MAX_VALUE) {
        memory.low = Math.min(memory.low, level);
      }
    }

    /** Whether the verdict of a minute is not the running one. */
    private boolean turns(int m, Co2Memory memory) {
      double n = average(m);
      if (!Double.isNaN(n)) {
        return memory.used ? n < OFF : n >= ON;
      }
      if (falling[m]) {
        return memory.used;
      }
      if (rising[m]) {
        return !memory.used;
      }
      double excess = curve.level[m] - base[m];
      if (memory.used) {
        return excess <= OFF_PPM;
      }
      boolean roseAgain =
          memory.low == Long.MAX_VALUE || curve.level[m] - memory.low / 10.0 >= ON_PPM - OFF_PPM;
      return excess >= ON_PPM && roseAgain;
    }

    /**
     * Whether CO2 fell over the minutes before: those who come only now do not explain its level.
     */
    private boolean fellBefore(int m) {
      return m >= BEHIND && curve.ahead[m - BEHIND] < 0;
    }

    /**
     * Whether a verdict needs no airflow: a step up all around it needs people, whatever the air
     * does; at a low level without any step up, and where it did not rise before either, nobody
     * came. While it falls from a full room, a few who stayed cannot be told from none.
     */
    private boolean isSure(int m, boolean used) {
      if (used) {
        return stepsUp(m - STEP) && stepsUp(m) && stepsUp(m + STEP);
      }
      for (int i = m - 2 * STEP; i <= m + 2 * STEP; i += STEP) {
        if (stepsUp(i)) {
          return false;
        }
      }
      boolean roseBefore = m >= BEHIND && headsPerSlope * curve.ahead[m - BEHIND] >= RISE_HEADS;
      return !roseBefore && curve.level[m] - base[m] < ON_PPM;
    }

    private boolean stepsUp(int m) {
      if (m < STEP || m + STEP >= curve.minutes || !curve.live[m - STEP] || !curve.live[m + STEP]) {
        return false;
      }
      double step = curve.level[m + STEP] - curve.level[m - STEP];
      return step >= STEP_PPM && headsPerSlope * step * (60.0 / (2 * STEP)) >= RISE_HEADS;
    }

    long code(int m, boolean used) {
      double mean = average(m);
      boolean counted = !Double.isNaN(mean);
      double excess = curve.level[m] - base[m];
      boolean falls = curve.slope[m] < 0 || curve.ahead[m] < 0 || fellBefore(m);
      boolean lingering = counted ? used : excess >= ON_PPM && !falls;
      long unsure = standsIn && !counted && !isSure(m, used) ? UNSURE : 0;
      long n = counted ? Math.round(Math.max(0, mean) * 1000) + 1 : 0;
      return (n << HEADS_SHIFT) | unsure | (lingering ? LINGERING : 0) | (used ? USED : 0);
    }

    /** A falling CO2 tells how much air an open damper lets in, as long as the room is empty. */
    void learn(Co2Memory memory, int first, int end) {
      for (int m = first; m < end; m++) {
        double excess = curve.fitted[m] - base[m];
        if (curve.live[m] && excess > 60 && curve.slope[m] < -60 && opening[m] > 0.1) {
          double rate = (-curve.slope[m] / excess - Airflow.LEAKAGE) / opening[m];
          if (rate > 0) {
            memory.noteFall(rate);
          }
        }
      }
    }
  }
}
