package io.campuspulse.simulator.world;

import io.campuspulse.model.Interval;
import java.util.Arrays;

/** Collects the air of a school's rooms for the truth, quarter by quarter. Not thread-safe. */
final class AirQuarter {
  private final Moment now;
  private final int[][][] values;
  private int count;

  AirQuarter(Moment now) {
    this.now = now;
    this.values = new int[now.site.rooms.size()][4][15];
  }

  /** Takes the current minute. */
  void add() {
    for (Site.Room room : now.site.rooms) {
      int i = room.index();
      int[][] v = values[i];
      v[0][count] = milli(now.air.co2(i));
      v[1][count] = milli(now.air.temperature(i));
      v[2][count] = milli(now.air.humidity(i));
      v[3][count] = milli(now.light(room));
    }
    count++;
  }

  private static int milli(double value) {
    return (int) Math.round(value * 1_000);
  }

  /** Hands out what was collected. */
  void flush(Interval time, TruthSink sink) {
    for (Site.Room room : now.site.rooms) {
      int[][] v = values[room.index()];
      sink.air(
          new TruthSink.AirSpan(
              room.space().id(),
              time,
              Arrays.copyOf(v[0], count),
              Arrays.copyOf(v[1], count),
              Arrays.copyOf(v[2], count),
              Arrays.copyOf(v[3], count)));
    }
    count = 0;
  }
}
