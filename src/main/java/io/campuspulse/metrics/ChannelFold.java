package io.campuspulse.metrics;

import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Slots of one data channel (METRICS §5 "Data quality", completeness): time is cut into slots of
 * the nominal period on a grid from the epoch; a slot counts where it starts and is filled by at
 * least one usable sample inside it. Facts: {@code expected}, {@code filled}.
 */
public final class ChannelFold implements LeafFold {
  private final Leaf leaf;
  private final String school;
  private final Point point;
  private final long slot;

  public ChannelFold(Point point, String school) {
    this.leaf = new Leaf(Leaf.Kind.CHANNEL, point.id());
    this.school = school;
    this.point = point;
    this.slot = point.traits().nominalMillis();
  }

  @Override
  public Leaf leaf() {
    return leaf;
  }

  @Override
  public String school() {
    return school;
  }

  @Override
  public List<Point> inputs() {
    return List.of(point);
  }

  @Override
  public Interval reach(Point p, PointBuffer readings, long millis, String carry) {
    long start = Math.floorDiv(millis, slot) * slot;
    return new Interval(start, start + 1);
  }

  @Override
  public long lookBackMillis() {
    return 0;
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    PointBuffer samples = readings.apply(point);
    long expected = 0;
    long filled = 0;
    long start = -Math.floorDiv(-interval.start(), slot) * slot;
    int i = samples.firstUsableFrom(start);
    for (long s = start; s < interval.end(); s += slot) {
      boolean complete = s + slot <= Math.max(until, interval.start());
      boolean judged = until == interval.end() || complete;
      if (!judged) {
        break;
      }
      while (i < samples.size() && samples.time(i) < s) {
        i = samples.firstUsableFrom(samples.time(i) + 1);
      }
      expected++;
      if (i < samples.size() && samples.time(i) < s + slot) {
        filled++;
      }
    }
    return new Outcome(Facts.of(Map.of("expected", expected, "filled", filled)), "");
  }
}
