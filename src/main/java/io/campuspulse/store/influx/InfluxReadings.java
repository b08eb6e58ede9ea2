package io.campuspulse.store.influx;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Reading;
import io.campuspulse.store.CanonicalSink;
import io.campuspulse.store.Downsampler;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.Storable;
import io.campuspulse.store.StoreException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Readings as one series a point: measurement {@code readings}, tag {@code point}, integer fields
 * {@code value}, {@code quality}, {@code seq}, {@code received}.
 *
 * <p>InfluxDB keeps one row per series and nanosecond. Event times are milliseconds, so the
 * nanoseconds below hold a hash of the other components: readings that differ lie side by side, and
 * the same one written again lies on itself. Of two that differ at one millisecond, one in a
 * million pairs shares a hash, and then the later written stays.
 */
final class InfluxReadings implements ReadingStore {
  private static final long NANOS = 1_000_000;
  private static final long NONE_SEEN = -1;
  private static final int CHUNK_ROWS = 100_000;

  /** More buckets than that are folded from the readings themselves. */
  private static final long MAX_BUCKETS = 20_000;

  private static final String USABLE = " AND \"quality\" <= " + Storable.LAST_USABLE;

  private final InfluxWire wire;
  private final BatchWriter batches;
  private final SeriesScan<Reading> scan;
  private final AtomicLong newestSeen = new AtomicLong(NONE_SEEN);

  InfluxReadings(InfluxWire wire) {
    this.wire = wire;
    this.batches = new BatchWriter(wire);
    this.scan =
        new SeriesScan<>(
            wire,
            new SeriesScan.Source("readings", "point"),
            "\"value\", \"quality\", \"seq\", \"received\"",
            InfluxReadings::read,
            CHUNK_ROWS);
  }

  /** The line of a reading; its form is the form of stored data and must not change. */
  static void line(StringBuilder out, Reading reading) {
    out.append("readings,point=");
    Wording.appendTag(out, reading.point());
    out.append(" value=").append(reading.value()).append("i,quality=");
    out.append(Storable.code(reading.quality())).append("i,seq=").append(reading.sequence());
    out.append("i,received=").append(reading.receivedAtMillis()).append("i ");
    out.append(reading.timeMillis() * NANOS + Math.floorMod(hash(reading), NANOS));
  }

  private static long hash(Reading reading) {
    long h = mix(reading.value());
    h = mix(h ^ Storable.code(reading.quality()));
    h = mix(h ^ reading.sequence());
    return mix(h ^ reading.receivedAtMillis());
  }

  /** Spreads 64 bits evenly (the finalizer of SplitMix64; Steele, Lea, Flood 2014). */
  private static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static Reading read(String point, String[] cells) {
    return new Reading(
        point,
        millis(cells[0]),
        Long.parseLong(cells[1]),
        Storable.quality(Long.parseLong(cells[2])),
        Long.parseLong(cells[3]),
        Long.parseLong(cells[4]));
  }

  @Override
  public void write(List<Reading> readings) {
    readings.forEach(Storable::check);
    List<BatchWriter.Culprit> culprits = batches.write(readings, InfluxReadings::line);
    if (!culprits.isEmpty()) {
      Reading first = readings.get(culprits.get(0).index());
      throw StoreException.refused(
          "InfluxDB will not take "
              + culprits.size()
              + " of "
              + readings.size()
              + " readings, the first of point "
              + Storable.quote(first.point())
              + " at "
              + first.timeMillis()
              + " ms: "
              + culprits.get(0).reason(),
          culprits.stream().map(c -> readings.get(c.index())).toList());
    }
    readings.forEach(reading -> newestSeen.accumulateAndGet(reading.timeMillis(), Math::max));
  }

  @Override
  public void scan(Collection<String> points, Interval interval, Consumer<Reading> sink) {
    CanonicalSink ordered = new CanonicalSink(sink);
    scan.scan(points, interval, ordered);
    ordered.flush();
  }

  @Override
  public Optional<Reading> lastUsableBefore(String point, long millis) {
    return deciding(scan.lastBefore(point, millis, USABLE));
  }

  @Override
  public Optional<Reading> firstUsableFrom(String point, long millis) {
    return deciding(scan.firstFrom(point, millis, USABLE));
  }

  /** Of the readings at the time of a usable one, the first in canonical order. */
  private Optional<Reading> deciding(Reading found) {
    if (found == null) {
      return Optional.empty();
    }
    Interval moment = new Interval(found.timeMillis(), found.timeMillis() + 1);
    List<Reading> all = new ArrayList<>();
    scan.scan(List.of(found.point()), moment, all::add);
    return all.stream().min(Reading.CANONICAL);
  }

  @Override
  public List<Bucket> downsample(String point, Interval interval, long bucketMillis) {
    Downsampler.checkWidth(bucketMillis);
    Interval span = occupied(point, interval);
    if (span.length() / bucketMillis > MAX_BUCKETS) {
      return fold(point, span, bucketMillis);
    }
    List<Bucket> buckets = new ArrayList<>();
    if (span.isEmpty()) {
      return buckets;
    }
    List<Interval> inexact = new ArrayList<>();
    wire.query(
        scan.select(
            "count(\"value\"), min(\"value\"), max(\"value\"), sum(\"value\")",
            SeriesScan.where(span)
                + " AND "
                + scan.is(point)
                + USABLE
                + " GROUP BY time("
                + bucketMillis
                + "ms) fill(none)"),
        (tag, cells) -> {
          Bucket bucket = bucket(cells);
          buckets.add(bucket);
          if (mayOverflow(bucket)) {
            inexact.add(new Interval(bucket.start(), bucket.start() + bucketMillis));
          }
        });
    for (Interval i : inexact) {
      List<Bucket> exact = fold(point, i.intersect(span), bucketMillis);
      buckets.replaceAll(b -> b.start() == i.start() ? exact.get(0) : b);
    }
    return buckets;
  }

  private static Bucket bucket(String[] cells) {
    long count = Long.parseLong(cells[1]);
    return new Bucket(
        millis(cells[0]),
        count,
        Long.parseLong(cells[2]),
        Long.parseLong(cells[3]),
        Downsampler.mean(new BigInteger(cells[4]), count));
  }

  /** Whether the sum of a bucket's values may have left 64 bits. */
  private static boolean mayOverflow(Bucket bucket) {
    BigInteger widest =
        BigInteger.valueOf(bucket.min()).abs().max(BigInteger.valueOf(bucket.max()).abs());
    return widest.multiply(BigInteger.valueOf(bucket.count())).bitLength() > 63;
  }

  private List<Bucket> fold(String point, Interval span, long bucketMillis) {
    Downsampler fold = new Downsampler(bucketMillis);
    scan.scan(
        List.of(point),
        span,
        reading -> {
          if (reading.quality().usable()) {
            fold.add(reading.timeMillis(), reading.value());
          }
        });
    return fold.buckets();
  }

  /** The part of an interval from a point's first usable reading to its last. */
  private Interval occupied(String point, Interval interval) {
    Interval span = Storable.clamp(interval);
    Reading first = span.isEmpty() ? null : scan.edge(point, span, USABLE, "ASC");
    Reading last = first == null ? null : scan.edge(point, span, USABLE, "DESC");
    return last == null
        ? new Interval(span.start(), span.start())
        : new Interval(first.timeMillis(), last.timeMillis() + 1);
  }

  @Override
  public Optional<Long> newestTime() {
    long from = Math.max(newestSeen.get(), Storable.TIMES.start());
    wire.query(
        scan.select("last(\"value\")", SeriesScan.where(new Interval(from, Storable.TIMES.end()))),
        (tag, cells) -> newestSeen.accumulateAndGet(millis(cells[0]), Math::max));
    long newest = newestSeen.get();
    return newest == NONE_SEEN ? Optional.empty() : Optional.of(newest);
  }

  private static long millis(String nanos) {
    return Math.floorDiv(Long.parseLong(nanos), NANOS);
  }
}
