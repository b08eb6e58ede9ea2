package io.campuspulse.store;

import io.campuspulse.model.FactRow;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The facts, one row per (leaf, 15-minute interval). Rows are absolute: writing a row replaces the
 * row of the same key as a whole.
 *
 * <p>Same thread and failure contract as {@link ReadingStore}.
 */
public interface FactStore {
  /**
   * Writes rows; later rows of one key win. After it has returned they survive a crash of this
   * process, and every later read sees them.
   */
  void upsert(List<FactRow> rows);

  /**
   * Passes on the rows of some leaves whose interval starts inside an interval, leaf by leaf in the
   * order given, each by time.
   */
  void scan(Collection<Leaf> leaves, Interval interval, Consumer<FactRow> sink);

  /** The row of a leaf with the latest interval start before an instant. */
  Optional<FactRow> lastBefore(Leaf leaf, long millis);
}
