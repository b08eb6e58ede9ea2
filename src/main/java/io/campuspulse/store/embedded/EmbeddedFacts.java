package io.campuspulse.store.embedded;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Facts;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.Storable;
import io.campuspulse.store.StoreException;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.sql.Record;
import io.questdb.std.str.Utf8Sequence;
import io.questdb.std.str.Utf8String;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Facts in one table keyed by leaf and interval start. */
final class EmbeddedFacts implements FactStore {
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS facts (leaf SYMBOL CAPACITY 65536, ts TIMESTAMP,"
          + " facts VARCHAR, carry VARCHAR, revision INT, recorded LONG)"
          + " TIMESTAMP(ts) PARTITION BY WEEK WAL DEDUP UPSERT KEYS(ts, leaf)";

  private static final int CHUNK_ROWS = 40_000;

  private final QuestTable table;
  private final KeyedScan<FactRow> scan;

  EmbeddedFacts(CairoEngine engine, WalApplier applier) {
    table = new QuestTable(engine, applier, "facts", CREATE);
    scan =
        new KeyedScan<>(
            table, "leaf", "facts, carry, revision, recorded", EmbeddedFacts::read, CHUNK_ROWS);
  }

  private static FactRow read(String leaf, Record row) {
    String facts = text(row.getVarcharA(2));
    try {
      return new FactRow(
          Leaf.parse(leaf),
          Math.floorDiv(row.getTimestamp(1), 1000L),
          Facts.decode(facts),
          text(row.getVarcharA(3)),
          row.getInt(4),
          row.getLong(5));
    } catch (IllegalArgumentException e) {
      throw StoreException.refused("the embedded store holds damaged facts of " + leaf, e);
    }
  }

  private static String text(Utf8Sequence stored) {
    return stored == null ? "" : stored.toString();
  }

  private static final QuestTable.Filler<FactRow> FILLER =
      new QuestTable.Filler<>() {
        @Override
        public long micros(FactRow fact) {
          return fact.intervalStart() * 1000;
        }

        @Override
        public void fill(TableWriter.Row row, FactRow fact) {
          row.putSym(0, fact.leaf().key());
          row.putVarchar(2, new Utf8String(fact.facts().encode()));
          row.putVarchar(3, new Utf8String(fact.carry()));
          row.putInt(4, fact.revision());
          row.putLong(5, fact.recordedAtMillis());
        }
      };

  @Override
  public void upsert(List<FactRow> rows) {
    rows.forEach(Storable::check);
    table.write(rows, FILLER);
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
