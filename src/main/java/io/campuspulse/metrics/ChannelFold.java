package io.campuspulse.metrics;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quality;
import io.campuspulse.window.PointBuffer;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

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

  private static final List<String> DELAYS =
      IntStream.rangeClosed(0, DELAY_EDGES.size()).mapToObj(i -> "d" + i).toList();

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
        i = samples.nextUsable(i);
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
    Counts counts = new Counts();
    int i = all.firstAtOrAfter(judged.start());
    while (i < all.size() && all.time(i) < judged.end()) {
      int next = all.next(i);
      int b = believed == all ? i : believed.firstAtOrAfter(all.time(i));
      boolean trusted = b < believed.size() && believed.usable(b);
      int pairs = 0;
      for (int k = i; k < next; k++) {
        if (first(all, i, k)) {
          pairs++;
          counts.valid += all.usable(k) && (k > i || trusted) ? 1 : 0;
          delay(all, k, next, counts);
        }
      }
      counts.records += next - i;
      counts.distinct += pairs;
      counts.conflicts += pairs - 1;
      i = next;
    }
    counts.put(sums);
  }

  /** Counts of samples. */
  private static final class Counts {
    private long records;
    private long distinct;
    private long conflicts;
    private long valid;
    private long timed;
    private long onTime;
    private long early;
    private final long[] delays = new long[DELAYS.size()];

    void put(FactSums sums) {
      put(sums, "records", records);
      put(sums, "distinct", distinct);
      put(sums, "conflicts", conflicts);
      put(sums, "valid", valid);
      put(sums, "timed", timed);
      put(sums, "on_time", onTime);
      put(sums, "early", early);
      for (int i = 0; i < delays.length; i++) {
        put(sums, DELAYS.get(i), delays[i]);
      }
    }

    private static void put(FactSums sums, String name, long count) {
      if (count > 0) {
        sums.add(name, count);
      }
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

  private void delay(PointBuffer all, int k, int next, Counts counts) {
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
    counts.timed++;
    counts.delays[bucket]++;
    counts.onTime += delay <= limit(point) ? 1 : 0;
    counts.early += delay < 0 ? 1 : 0;
  }
}
