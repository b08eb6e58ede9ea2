package io.campuspulse.store.embedded;

import io.campuspulse.store.StoreException;
import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.TableWriter;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.sql.BindVariableService;
import io.questdb.cairo.sql.RecordCursor;
import io.questdb.cairo.sql.RecordCursorFactory;
import io.questdb.cairo.wal.WalWriter;
import io.questdb.cairo.wal.seq.SeqTxnTracker;
import io.questdb.griffin.SqlException;
import io.questdb.griffin.SqlExecutionContextImpl;
import io.questdb.griffin.engine.functions.bind.BindVariableServiceImpl;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One table: durable batches in, reads that see them out.
 *
 * <p>A batch is committed to the write-ahead log with fsync, which makes it durable; the applier
 * moves it into the table, and a read waits for that. Any thread may call.
 */
final class QuestTable {
  /** Rows per commit. */
  private static final int COMMIT_ROWS = 50_000;

  /** Commits that may wait to be applied before writers wait too. */
  private static final int MAX_BACKLOG = 32;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final CairoEngine engine;
  private final WalApplier applier;
  private final TableToken token;
  private final SeqTxnTracker tracker;

  /** Puts one item into a row. */
  interface Filler<T> {
    /** The designated timestamp, microseconds since the epoch. */
    long micros(T item);

    void fill(TableWriter.Row row, T item);
  }

  /** Reads a cursor; what it returns must not refer to it. */
  interface Read<R> {
    R from(RecordCursor cursor, RecordCursorFactory factory) throws SqlException;
  }

  /** Sets the bind variables of a query. */
  interface Binder {
    void bind(BindVariableService variables) throws SqlException;
  }

  QuestTable(CairoEngine engine, WalApplier applier, String name, String createSql) {
    this.engine = engine;
    this.applier = applier;
    try {
      engine.execute(createSql, context());
    } catch (SqlException | CairoException | CairoError e) {
      throw failure("cannot create the table " + name, e);
    }
    this.token = engine.verifyTableName(name);
    this.tracker = engine.getTableSequencerAPI().getTxnTracker(token);
    resumeWhenSuspended();
  }

  String name() {
    return token.getTableName();
  }

  /** Writes items in durable commits. */
  <T> void write(List<T> items, Filler<T> filler) {
    for (int from = 0; from < items.size(); from += COMMIT_ROWS) {
      commit(items.subList(from, Math.min(items.size(), from + COMMIT_ROWS)), filler);
    }
  }

  private <T> void commit(List<T> items, Filler<T> filler) {
    resumeWhenSuspended();
    awaitApplied(-MAX_BACKLOG);
    try (WalWriter writer = engine.getWalWriter(token)) {
      try {
        for (T item : items) {
          TableWriter.Row row = writer.newRow(filler.micros(item));
          filler.fill(row, item);
          row.append();
        }
        writer.commit();
      } catch (RuntimeException | Error e) {
        writer.rollback();
        throw e;
      }
    } catch (CairoException | CairoError e) {
      throw failure("cannot write " + items.size() + " rows to " + token.getTableName(), e);
    }
    applier.wake();
  }

  /** Runs a query that sees everything written before. */
  <R> R read(String sql, Binder binder, Read<R> read) {
    awaitApplied(0);
    SqlExecutionContextImpl context = context();
    try {
      binder.bind(context.getBindVariableService());
      try (RecordCursorFactory factory = engine.select(sql, context);
          RecordCursor cursor = factory.getCursor(context)) {
        return read.from(cursor, factory);
      }
    } catch (SqlException | CairoException | CairoError e) {
      throw failure("cannot read " + token.getTableName(), e);
    }
  }

  /**
   * Waits until the commits up to now are in the table.
   *
   * @param offset 0, or less to let so many of the last ones wait
   */
  private void awaitApplied(long offset) {
    long target = tracker.getSeqTxn() + offset;
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long applied = tracker.getWriterTxn();
    try {
      while (!applier.await(
          () -> tracker.getWriterTxn() >= target || tracker.isSuspended(), CHECK_NANOS)) {
        if (tracker.getWriterTxn() > applied) {
          applied = tracker.getWriterTxn();
          deadline = System.nanoTime() + PATIENCE_NANOS;
        } else if (System.nanoTime() - deadline > 0) {
          throw new StoreException(
              "the embedded store has not applied its log of "
                  + token.getTableName()
                  + " for "
                  + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)
                  + " s");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while waiting for the embedded store", e);
    }
    if (tracker.getWriterTxn() < target) {
      String why = tracker.getErrorMessage();
      resumeWhenSuspended();
      throw new StoreException(
          "the embedded store could not apply its log of " + token.getTableName() + ": " + why);
    }
  }

  /** QuestDB suspends a table whose log it could not apply, such as on a full disk. */
  private void resumeWhenSuspended() {
    if (!tracker.isSuspended()) {
      return;
    }
    try {
      engine.execute("ALTER TABLE " + token.getTableName() + " RESUME WAL", context());
    } catch (SqlException | CairoException | CairoError e) {
      throw failure("cannot resume the table " + token.getTableName(), e);
    }
    applier.wake();
  }

  private SqlExecutionContextImpl context() {
    SqlExecutionContextImpl context = new SqlExecutionContextImpl(engine, 1);
    context.with(
        AllowAllSecurityContext.INSTANCE, new BindVariableServiceImpl(engine.getConfiguration()));
    return context;
  }

  private static StoreException failure(String what, Throwable e) {
    return new StoreException("the embedded store " + what + ": " + e.getMessage(), e);
  }
}
