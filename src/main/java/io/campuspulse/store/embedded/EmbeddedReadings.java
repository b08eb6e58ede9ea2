package io.campuspulse.store.embedded;

import io.campuspulse.model.Interval;
import io.campuspulse.model.Reading;
import io.campuspulse.store.CanonicalSink;
import io.campuspulse.store.Downsampler;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.Storable;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.sql.Record;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Readings in one table whose every column is part of the key, so that it is a set. */
final class EmbeddedReadings implements ReadingStore {
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS readings (point SYMBOL CAPACITY 65536, ts TIMESTAMP,"
          + " value LONG, quality BYTE, seq LONG, received LONG)"
          + " TIMESTAMP(ts) PARTITION BY WEEK WAL"
          + " DEDUP UPSERT KEYS(ts, point, value, quality, seq, received)";

  private static final String USABLE = " AND quality <= " + Storable.LAST_USABLE;
  private static final int CHUNK_ROWS = 400_000;

  private final QuestTable table;
  private final KeyedScan<Reading> scan;

  EmbeddedReadings(CairoEngine engine, WalApplier applier) {
    table = new QuestTable(engine, applier, "readings", CREATE);
    scan =
        new KeyedScan<>(
            table, "point", "value, quality, seq, received", EmbeddedReadings::read, CHUNK_ROWS);
  }

  private static Reading read(String point, Record row) {
    return new Reading(
        point,
        Math.floorDiv(row.getTimestamp(1), 1000L),
        row.getLong(2),
        Storable.quality(row.getByte(3)),
        row.getLong(4),
        row.getLong(5));
  }

  private static final QuestTable.Filler<Reading> FILLER =
      new QuestTable.Filler<>() {
        @Override
        public long micros(Reading reading) {
          return reading.timeMillis() * 1000;
        }

        @Override
        public void fill(TableWriter.Row row, Reading reading) {
          row.putSym(0, reading.point());
          row.putLong(2, reading.value());
          row.putByte(3, (byte) Storable.code(reading.quality()));
          row.putLong(4, reading.sequence());
          row.putLong(5, reading.receivedAtMillis());
        }
      };

  @Override
  public void write(List<Reading> readings) {
    readings.forEach(Storable::check);
    table.write(readings, FILLER);
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
    Reading[] best = {found};
    long at = found.timeMillis();
    scan.scan(
        List.of(found.point()),
        new Interval(at, at + 1),
        reading -> {
          if (Reading.CANONICAL.compare(reading, best[0]) < 0) {
            best[0] = reading;
          }
        });
    return Optional.of(best[0]);
  }

  @Override
  public List<Bucket> downsample(String point, Interval interval, long bucketMillis) {
    Downsampler fold = new Downsampler(bucketMillis);
    scan.scan(
        List.of(point),
        interval,
        reading -> {
          if (reading.quality().usable()) {
            fold.add(reading.timeMillis(), reading.value());
          }
        });
    return fold.buckets();
  }

  @Override
  public Optional<Long> newestTime() {
    Interval extent = scan.extent();
    return extent == null ? Optional.empty() : Optional.of(extent.end() - 1);
  }
}
