package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * What one data channel delivered (METRICS §5 "Data quality"). Time is cut into slots of the
 * nominal period on a grid from the epoch; a slot counts where it starts and is filled by at least
 * one valid sample inside it: in range, and believed by {@link Plausibility}.
 *
 * <p>Facts: {@code expected}, {@code filled} slots; {@code records} received; {@code distinct}
 * pairs of event time and value; {@code conflicts}: pairs beyond the first of one time; {@code
 * valid} pairs; {@code timed} pairs with a time of the device's own; of these {@code on_time},
 * {@code early} (received before their time) and {@code d0} to {@code d9}, the histogram of delays
 * up to {@link #DELAY_EDGES}. Those after {@code filled} are left out when 0.
 */
public final class ChannelFold implements LeafFold {
  /** Upper edges of the histogram of delays, ms; the last bucket has none. */
  static final List<Long> DELAY_EDGES =
      List.of(
          1_000L,
          5_000L,
          15_000L,
          60_000L,
          300_000L,
          900_000L,
          3_600_000L,
          21_600_000L,
          86_400_000L);

  private static final long LEAST_LIMIT = 60_000;

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

  /** A sample is on time when it arrives within the nominal period, or within a minute (P). */
  static long limit(Point point) {
    return Math.max(LEAST_LIMIT, point.traits().nominalMillis());
  }

  @Override
  public Interval reach(Point p, PointBuffer readings, long millis, String carry) {
    long around = Plausibility.reach(point, readings, millis);
    long start = Math.floorDiv(millis - around, slot) * slot;
    return new Interval(start, millis + around + 1);
  }

  @Override
  public long widest(Point p) {
    return Plausibility.reach(point) + slot;
  }

  @Override
  public long lookBackMillis() {
    return Plausibility.reach(point);
  }

  @Override
  public Outcome fold(
      Interval interval, long until, String carry, Function<Point, PointBuffer> readings) {
    PointBuffer samples = readings.apply(point);
    long last = Math.max(interval.end(), lastSlot(interval) + slot);
    PointBuffer believed = Plausibility.believed(point, samples, interval.start(), last);
    FactSums sums = new FactSums();
    slots(interval, until, believed, sums);
    samples(
        new Interval(interval.start(), Math.max(until, interval.start())), samples, believed, sums);
    return new Outcome(sums.toFacts(), "");
  }

  private long lastSlot(Interval interval) {
    return Math.floorDiv(interval.end() - 1, slot) * slot;
  }

  private void slots(Interval interval, long until, PointBuffer samples, FactSums sums) {
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
    sums.add("expected", expected);
    sums.add("filled", filled);
  }

  private void samples(Interval judged, PointBuffer all, PointBuffer believed, FactSums sums) {
    int i = all.firstAtOrAfter(judged.start());
    while (i < all.size() && all.time(i) < judged.end()) {
      int next = all.next(i);
      int b = believed.firstAtOrAfter(all.time(i));
      boolean trusted = b < believed.size() && believed.usable(b);
      int pairs = 0;
      for (int k = i; k < next; k++) {
        if (first(all, i, k)) {
          pairs++;
          put(sums, "valid", all.usable(k) && (k > i || trusted));
          delay(all, k, next, sums);
        }
      }
      sums.add("records", next - i);
      sums.add("distinct", pairs);
      if (pairs > 1) {
        sums.add("conflicts", pairs - 1);
      }
      i = next;
    }
  }

  /** Whether no reading of the same time before an index has its value. */
  private static boolean first(PointBuffer all, int from, int k) {
    for (int j = from; j < k; j++) {
      if (all.value(j) == all.value(k)) {
        return false;
      }
    }
    return true;
  }

  private void delay(PointBuffer all, int k, int next, FactSums sums) {
    if (all.quality(k) == Quality.NO_CLOCK) {
      return; // the receive time stands for its time: it says nothing about delay
    }
    long received = all.receivedAt(k);
    for (int j = k + 1; j < next; j++) {
      received = all.value(j) == all.value(k) ? Math.min(received, all.receivedAt(j)) : received;
    }
    long delay = received - all.time(k);
    int bucket = 0;
    while (bucket < DELAY_EDGES.size() && delay > DELAY_EDGES.get(bucket)) {
      bucket++;
    }
    sums.add("timed", 1);
    sums.add("d" + bucket, 1);
    put(sums, "on_time", delay <= limit(point));
    put(sums, "early", delay < 0);
  }

  private static void put(FactSums sums, String name, boolean counts) {
    if (counts) {
      sums.add(name, 1);
    }
  }
}
