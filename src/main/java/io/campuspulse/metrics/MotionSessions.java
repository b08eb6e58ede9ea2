package io.campuspulse.metrics;

import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;

/**
 * Presence from a motion sensor (METRICS §4 "PIR"): motions at most a hold apart form one session
 * that ends at its last motion, so the hold's tail is not use; a lone motion is one minute. Quiet
 * is only proven by a live sensor's own "no motion"; a sensor that never says so proves nothing
 * empty.
 */
final class MotionSessions {
  /** Motions at most this far apart belong together (default 10 min, U). */
  static final long HOLD_MILLIS = 600_000;

  private static final long LONE_MILLIS = 60_000;
  static final long QUIET = 0;
  static final long MOTION = 1;
  private static final long UNPROVEN = Long.MIN_VALUE;

  private final PointBuffer samples;
  private final long cap;
  private final long ownHold;
  private final long lookBack;
  private final long to;
  private final Track track;

  private MotionSessions(Point point, PointBuffer samples, long from, long to) {
    this.samples = samples;
    this.cap = Holds.cap(point);
    this.ownHold = ownHold(point);
    this.lookBack = reach(point);
    this.to = to;
    this.track = new Track(from, to);
  }

  /**
   * How long the sensor keeps saying motion after the last one: what is registered, at least one
   * minute; a sensor that reports on a short period says so no finer than that period.
   */
  private static long ownHold(Point point) {
    long nominal = point.traits().nominalMillis();
    long period = nominal <= HOLD_MILLIS ? nominal : 0;
    return Math.max(Math.max(point.traits().ownHoldMillis(), period), LONE_MILLIS);
  }

  /** How far a reading reaches in both directions, in ms. */
  static long reach(Point point) {
    return Math.max(HOLD_MILLIS, Holds.cap(point)) + ownHold(point);
  }

  /** What the sensor says over {@code [from, to)}: {@link #MOTION}, {@link #QUIET} or unknown. */
  static Track track(Point point, PointBuffer samples, long from, long to) {
    return new MotionSessions(point, samples, from, to).build(from);
  }

  private Track build(long from) {
    int i = samples.firstAtOrAfter(from - 2 * lookBack);
    while (i < samples.size() && samples.time(i) < to) {
      if (!samples.usable(i)) {
        i = samples.next(i);
      } else if (samples.value(i) == 0) {
        i = quiet(i);
      } else {
        i = session(i);
      }
    }
    return track;
  }

  private int quiet(int i) {
    int next = samples.next(i);
    long end = samples.time(i) + cap;
    if (next < samples.size()) {
      end = Math.min(end, samples.time(next));
    }
    track.set(samples.time(i), end, QUIET);
    return next;
  }

  /** Follows a session from its first motion; returns the first sample after its last motion. */
  private int session(int first) {
    long start = samples.time(first);
    long last = start;
    int i = first;
    while (true) {
      int next = samples.nextUsable(i);
      if (next == samples.size()) {
        return finish(start, last, samples.next(i), UNPROVEN);
      }
      long nextTime = samples.time(next);
      if (samples.value(next) != 0) {
        if (nextTime - last > HOLD_MILLIS) {
          return finish(start, last, next, UNPROVEN);
        }
        last = nextTime;
        i = next;
        continue;
      }
      boolean heard = nextTime - samples.time(i) <= Math.max(cap, HOLD_MILLIS);
      if (heard) {
        last = Math.max(last, nextTime - ownHold);
      }
      int motion = nextMotion(next);
      if (motion == samples.size() || samples.time(motion) - last > HOLD_MILLIS) {
        return finish(start, last, next, heard ? nextTime : UNPROVEN);
      }
      last = samples.time(motion);
      i = motion;
    }
  }

  private int nextMotion(int i) {
    int j = i;
    while (j < samples.size() && !(samples.usable(j) && samples.value(j) != 0)) {
      j = samples.next(j);
    }
    return j;
  }

  private int finish(long start, long last, int next, long provenQuietAt) {
    long end = Math.max(last, start + LONE_MILLIS);
    track.set(start, end, MOTION);
    if (provenQuietAt != UNPROVEN) {
      track.set(end, provenQuietAt, QUIET);
    }
    // Samples that lie before the session's end (a "no motion" within the lone minute) end with it.
    int i = next;
    while (i < samples.size() && samples.time(i) < end) {
      int after = samples.next(i);
      long until =
          Math.min(
              samples.time(i) + cap, after < samples.size() ? samples.time(after) : Long.MAX_VALUE);
      if (samples.usable(i) && samples.value(i) != 0) {
        return i;
      }
      if (samples.usable(i)) {
        track.set(end, until, QUIET);
      }
      i = after;
    }
    return i;
  }
}
