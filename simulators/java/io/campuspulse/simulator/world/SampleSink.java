package io.campuspulse.simulator.world;

import io.campuspulse.model.Point;

/** Is told what becomes of each value that a sensor takes. */
public interface SampleSink {
  /** Nobody listens. */
  SampleSink NONE = (point, time, right) -> {};

  /**
   * A value that was due.
   *
   * @param timeMillis true time of the sample, whatever the device's clock says
   * @param right whether it left its device, whole and unspoilt by a fault
   */
  void sample(Point point, long timeMillis, boolean right);
}
