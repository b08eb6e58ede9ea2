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
 * The time-weighted sum of one gauge per interval (METRICS §4 "Gauges"), for those whose mean
 * counts, such as a school's outdoor temperature.
 *
 * <p>Facts: {@code span} judged time; {@code known} its part with a value, ms; {@code sum} value ×
 * time, in the quantity's fixed point times ms.
 */
public final class GaugeFold implements LeafFold {
  private final Leaf leaf;
  private final String school;
  private final Point point;

  public GaugeFold(Point point, String school) {
    this.leaf = new Leaf(Leaf.Kind.GAUGE, point.id());
    this.school = school;
    this.point = point;
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
    return new Interval(millis, millis + Holds.cap(point));
  }

  @Override
  public long widest(Point p) {
    return Holds.cap(point);
  }

  @Override
  public long lookBackMillis() {
    return Holds.cap(point);
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    long end = Math.max(until, interval.start());
    Track track = Holds.track(readings.apply(point), Holds.cap(point), interval.start(), end);
    long known = 0;
    long sum = 0;
    for (int i = 0; i < track.size(); i++) {
      if (track.value(i) != Track.UNKNOWN) {
        long ms = track.end(i) - track.start(i);
        known += ms;
        sum = Math.addExact(sum, Math.multiplyExact(track.value(i), ms));
      }
    }
    return new Outcome(
        Facts.of(Map.of("span", end - interval.start(), "known", known, "sum", sum)), "");
  }
}
