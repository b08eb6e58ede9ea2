package io.campuspulse.store.influx;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.Storable;
import io.campuspulse.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Facts as one series a leaf: measurement {@code facts}, tag {@code leaf}, fields {@code facts} and
 * {@code carry} (text), {@code revision} and {@code recorded} (integer), at the interval's start.
 *
 * <p>InfluxDB merges the fields of rows of one time: each row is written with all of its fields.
 */
final class InfluxFacts implements FactStore {
  private static final long NANOS = 1_000_000;
  private static final int CHUNK_ROWS = 20_000;

  private final BatchWriter batches;
  private final SeriesScan<FactRow> scan;

  InfluxFacts(InfluxWire wire) {
    this.batches = new BatchWriter(wire);
    this.scan =
        new SeriesScan<>(
            wire,
            new SeriesScan.Source("facts", "leaf"),
            "\"facts\", \"carry\", \"revision\", \"recorded\"",
            InfluxFacts::read,
            CHUNK_ROWS);
  }

  /** The line of a row; its form is the form of stored data and must not change. */
  static void line(StringBuilder out, FactRow row) {
    out.append("facts,leaf=");
    Wording.appendTag(out, row.leaf().key());
    out.append(" facts=");
    Wording.appendString(out, row.facts().encode());
    out.append(",carry=");
    Wording.appendString(out, row.carry());
    out.append(",revision=").append(row.revision());
    out.append("i,recorded=").append(row.recordedAtMillis());
    out.append("i ").append(row.intervalStart() * NANOS);
  }

  private static FactRow read(String leaf, String[] cells) {
    try {
      return new FactRow(
          Leaf.parse(leaf),
          Math.floorDiv(Long.parseLong(cells[0]), NANOS),
          Facts.decode(cells[1]),
          cells[2],
          Integer.parseInt(cells[3]),
          Long.parseLong(cells[4]));
    } catch (IllegalArgumentException e) {
      throw StoreException.refused("InfluxDB holds damaged facts of " + Storable.quote(leaf), e);
    }
  }

  private record Key(Leaf leaf, long start) {}

  @Override
  public void upsert(List<FactRow> rows) {
    rows.forEach(Storable::check);
    Map<Key, FactRow> last = new LinkedHashMap<>();
    rows.forEach(row -> last.put(new Key(row.leaf(), row.intervalStart()), row));
    List<FactRow> distinct = new ArrayList<>(last.values());
    List<BatchWriter.Culprit> culprits = batches.write(distinct, InfluxFacts::line);
    if (!culprits.isEmpty()) {
      FactRow first = distinct.get(culprits.get(0).index());
      throw StoreException.refused(
          "InfluxDB will not take "
              + culprits.size()
              + " of "
              + distinct.size()
              + " rows of facts, the first of "
              + Storable.quote(first.leaf().key())
              + " at "
              + first.intervalStart()
              + " ms: "
              + culprits.get(0).reason());
    }
  }

  @Override
  public void scan(Collection<Leaf> leaves, Interval interval, Consumer<FactRow> sink) {
    scan.scan(leaves.stream().map(Leaf::key).toList(), interval, sink);
  }

  @Override
  public Optional<FactRow> lastBefore(Leaf leaf, long millis) {
    return Optional.ofNullable(scan.lastBefore(leaf.key(), millis, ""));
  }
}
