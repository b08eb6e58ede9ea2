package io.campuspulse.simulator.world;

/** What a sensor reads. */
interface Series {
  /**
   * A reading in the quantity's fixed point.
   *
   * @param now the minute in which the sample lies
   * @param timeMillis the sample's time
   * @param index number of the sample since 1970, the key of its noise
   */
  long sample(Moment now, long timeMillis, long index);
}
