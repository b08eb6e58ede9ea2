package io.campuspulse.simulator.encode;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;

/**
 * What a device measured at one time: some of its points with their values. Reused from sample to
 * sample; an encoder must not keep it.
 */
public final class DeviceSample {
  /** What a device knows of the time. */
  public enum Clock {
    RIGHT,
    /** Seconds where milliseconds belong. */
    SECONDS,
    /** None: 1970, or no time at all. */
    NONE
  }

  /** The value of a number that the device could not compute. */
  public static final long NOT_A_NUMBER = Long.MIN_VALUE;

  public final Device device;
  public final Point[] points;

  /** Values in the fixed point of each point's quantity. */
  public final long[] values;

  public int count;
  public long timeMillis;
  public long sequence;

  /** Number of this sample since the device came online, from 1. */
  public long sinceOnline;

  public Clock clock = Clock.RIGHT;

  public DeviceSample(Device device, int points) {
    this.device = device;
    this.points = new Point[points];
    this.values = new long[points];
  }

  /** Starts the next sample. */
  public void begin(long time, long index) {
    count = 0;
    timeMillis = time;
    sequence = index;
    clock = Clock.RIGHT;
  }

  public void add(Point point, long value) {
    points[count] = point;
    values[count++] = value;
  }
}
