package io.campuspulse.ingest;

import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.LeafFold;
import io.campuspulse.metrics.MachineState;
import io.campuspulse.metrics.Occupancy;
import io.campuspulse.metrics.SpaceFold;
import io.campuspulse.metrics.StateSpan;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.Reading;
import io.campuspulse.store.FactStore;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.RevisionLog;
import io.campuspulse.window.PointBuffer;
import io.campuspulse.window.Watermark;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Keeps the facts of every (leaf, interval) equal to the pure fold of all readings accepted so far.
 *
 * <p>A reading marks the intervals that it can change; {@link #compute} folds those again and
 * collects the rows that differ; {@link #save} writes them. Order, duplicates and delay of readings
 * cannot matter: a fold sees a set. Recent readings are in memory; for older ones the engine reads
 * the store first. Not thread-safe: one thread owns it; {@link #published()} may be read by any.
 */
public final class FactEngine {
  private final Folds folds;
  private final FactStore factStore;
  private final Recall recall;
  private final EngineSettings settings;
  private final Map<String, PointState> points = new HashMap<>();
  private final Map<Leaf, LeafState> leaves = new LinkedHashMap<>();
  private final Map<String, Watermark> watermarks = new TreeMap<>();
  private final List<LeafState> touched = new ArrayList<>();
  private final UnsavedRows unsaved = new UnsavedRows();
  private final Folding folding;
  private final Restating restating;
  private final Verdicts verdicts = new Verdicts();
  private long emptyBefore = Long.MAX_VALUE;
  private long prunedAt = Long.MIN_VALUE;
  private volatile Published published = new Published(Map.of(), Map.of(), Map.of(), 0);

  /** One point: its readings, and the leaves in which they count. */
  private record PointState(PointBuffer readings, List<Use> uses) {}

  /**
   * A point as an input of a leaf.
   *
   * @param widest the fold's own
   */
  private record Use(LeafState leaf, Point point, long widest) {}

  /**
   * What other threads may see, consistent with the saved rows.
   *
   * @param watermarks watermark by school, epoch milliseconds
   * @param presences the newest verdict by space
   * @param machines the newest state by equipment
   * @param revision number of the newest restatement, 0 before the first
   */
  public record Published(
      Map<String, Long> watermarks,
      Map<String, SpacePresence> presences,
      Map<String, MachineNow> machines,
      long revision) {}

  /**
   * The verdict about a space at a time.
   *
   * @param school whose watermark governs
   * @param until the watermark for which it was made
   */
  public record SpacePresence(Occupancy occupancy, String school, long until) {}

  /**
   * The state of a machine at a time.
   *
   * @param school whose watermark governs
   * @param until the watermark for which it was told
   */
  public record MachineNow(MachineState state, String school, long until) {}

  /** An engine over stores; call {@link #restore} before anything else. */
  public FactEngine(
      Folds folds,
      ReadingStore readingStore,
      FactStore factStore,
      RevisionLog revisionLog,
      EngineSettings settings) {
    this.folds = folds;
    this.factStore = factStore;
    this.recall = new Recall(readingStore, factStore);
    this.restating = new Restating(revisionLog);
    this.settings = settings;
    this.folding = new Folding(recall, restating, verdicts, unsaved, settings.watermark());
  }

  /**
   * Loads what recent work needs: readings and rows near each watermark. May be repeated after a
   * failure.
   *
   * @param savedWatermarks what {@link #saveWatermarks} gave at the last checkpoint, empty at first
   * @param savedRevisions what {@link #saveRevisions} gave then, empty at first
   */
  public void restore(Map<String, String> savedWatermarks, String savedRevisions) {
    restating.restore(savedRevisions);
    savedWatermarks.forEach((school, saved) -> watermark(school).restore(saved));
    // An empty store has nothing that would have to be looked up.
    emptyBefore = recall.isEmpty() ? Long.MIN_VALUE : Long.MAX_VALUE;
    points.clear();
    touched.clear();
    Map<Object, List<LeafState>> sharing = new HashMap<>();
    folds.all().forEach(fold -> addLeaf(fold, sharing));
    Map<String, List<LeafState>> bySchool = new LinkedHashMap<>();
    leaves
        .values()
        .forEach(l -> bySchool.computeIfAbsent(l.fold.school(), k -> new ArrayList<>()).add(l));
    bySchool.forEach(
        (school, states) -> {
          long mark = watermark(school).millis();
          if (mark != Long.MIN_VALUE) {
            recall.preload(states, mark, settings.memoryMillis());
            states.forEach(this::touch);
          }
        });
    published = published(marks());
  }

  private void addLeaf(LeafFold fold, Map<Object, List<LeafState>> sharing) {
    PointBuffer[] inputs =
        fold.inputs().stream().map(p -> point(p.id()).readings()).toArray(PointBuffer[]::new);
    List<LeafState> companions =
        fold.shares().map(s -> sharing.computeIfAbsent(s, k -> new ArrayList<>(4))).orElse(null);
    LeafState leaf =
        new LeafState(
            fold,
            watermark(fold.school()),
            inputs,
            emptyBefore,
            companions == null ? new ArrayList<>(1) : companions);
    leaves.put(fold.leaf(), leaf);
    fold.inputs().forEach(p -> point(p.id()).uses().add(new Use(leaf, p, fold.widest(p))));
  }

  private PointState point(String id) {
    PointState state = points.get(id);
    if (state == null) {
      state = new PointState(new PointBuffer(id, emptyBefore), new ArrayList<>(3));
      points.put(id, state);
    }
    return state;
  }

  private Watermark watermark(String school) {
    return watermarks.computeIfAbsent(school, s -> new Watermark(settings.watermark()));
  }

  /** Whether rows that come out unchanged are written too: the store may have lost them. */
  public void writeUnchangedRows(boolean write) {
    folding.writeUnchanged(write);
  }

  /** Notes that some message was received, for schools that fall silent. */
  public void onReceived(long receivedAtMillis) {
    watermarks.values().forEach(w -> w.onReceived(receivedAtMillis));
  }

  /** Declares that every school's readings before a time have arrived: offline data is complete. */
  public void completeUntil(long eventMillis) {
    leaves.values().forEach(l -> watermark(l.fold.school()).completeUntil(eventMillis));
  }

  /** Adds a reading to the set and marks what it can change. */
  public PointBuffer.Added accept(Reading reading) {
    long t = reading.timeMillis();
    recall.noteTime(t);
    PointState point = point(reading.point());
    for (Use use : point.uses()) {
      if (!use.leaf().isMarked(t, use.widest())) {
        recall.cover(use.leaf(), t - use.leaf().lookBackMillis);
      }
    }
    PointBuffer.Added added = point.readings().add(reading);
    for (Use use : point.uses()) {
      LeafState leaf = use.leaf();
      if (!leaf.isMarked(t, use.widest())) {
        String carry = leaf.carryInto(Interval.baseStart(t));
        Interval reach = leaf.fold.reach(use.point(), point.readings(), t, carry);
        recall.cover(leaf, reach.start() - leaf.lookBackMillis);
        leaf.markDirty(reach);
        touch(leaf);
      }
      leaf.watermark.onReading(t, reading.receivedAtMillis());
    }
    return added;
  }

  private void touch(LeafState leaf) {
    if (!leaf.touched) {
      leaf.touched = true;
      touched.add(leaf);
    }
  }

  /**
   * Folds all marked intervals again, as far as the watermarks reach.
   *
   * @param recordedAtMillis journaled receive time of the newest message behind this state
   */
  public void compute(long recordedAtMillis) {
    Map<String, Long> before = published.watermarks();
    long recordedAt = restating.recordedAt(recordedAtMillis);
    Collection<LeafState> work = advanced(before) ? leaves.values() : List.copyOf(touched);
    for (LeafState state : work) {
      long mark = state.watermark.millis();
      if (mark != before.getOrDefault(state.fold.school(), Long.MIN_VALUE)) {
        state.markPassed(mark);
      }
    }
    for (LeafState state : work) {
      long markBefore = before.getOrDefault(state.fold.school(), Long.MIN_VALUE);
      folding.recompute(state.companions, state.watermark.millis(), markBefore, recordedAt);
    }
    touched.forEach(state -> state.touched = false);
    touched.clear();
    pruneOnceAnInterval();
  }

  private boolean advanced(Map<String, Long> before) {
    for (Map.Entry<String, Watermark> e : watermarks.entrySet()) {
      if (e.getValue().millis() != before.getOrDefault(e.getKey(), Long.MIN_VALUE)) {
        return true;
      }
    }
    return false;
  }

  private Published published(Map<String, Long> marks) {
    return new Published(marks, verdicts.spaces(), verdicts.machines(), restating.number());
  }

  /**
   * The verdicts about a space, ascending, over the base intervals that touch a span and as far as
   * its school's watermark reaches; what was computed before must not have been let go.
   */
  public void states(Leaf leaf, Interval span, Consumer<StateSpan> sink) {
    LeafState state = leaves.get(leaf);
    SpaceFold space = (SpaceFold) state.fold;
    long end = Math.min(span.end(), state.watermark.millis());
    for (long s = Interval.baseStart(span.start()); s < end; s += Interval.BASE_MILLIS) {
      Interval interval = new Interval(s, s + Interval.BASE_MILLIS);
      long until = Math.min(interval.end(), end);
      space
          .states()
          .states(interval, until, state.carryInto(s), state::readings)
          .spans()
          .forEach(sink);
    }
  }

  private void pruneOnceAnInterval() {
    long mark = Long.MIN_VALUE;
    for (Watermark w : watermarks.values()) {
      mark = Math.max(mark, w.millis());
    }
    boolean everything = settings.memoryMillis() == Long.MAX_VALUE;
    if (!everything && mark != Long.MIN_VALUE && Interval.baseStart(mark) != prunedAt) {
      prunedAt = Interval.baseStart(mark);
      prune();
    }
  }

  private void prune() {
    leaves.values().forEach(this::prune);
  }

  private void prune(LeafState state) {
    long mark = state.watermark.millis();
    if (mark == Long.MIN_VALUE || state.isDirty()) {
      return;
    }
    long cut = Interval.baseStart(mark - settings.memoryMillis());
    if (!state.unfinished.isEmpty()) {
      cut = Math.min(cut, state.unfinished.first());
    }
    state.pruneBefore(cut);
    for (PointBuffer readings : state.inputs) {
      readings.pruneBefore(cut);
    }
  }

  /**
   * Brings all facts into line with this engine's configuration after another was in force: leaf by
   * leaf, the days whose configuration differs are folded again, with the revisions that this
   * causes. Repeating it after a crash is safe. Call after {@link #restore}.
   *
   * @param before the folds that were in force; empty when nobody knows
   * @param zone zone of local days
   * @param progress is told how many of how many leaves are done
   */
  public void restage(Optional<Folds> before, ZoneId zone, BiConsumer<Integer, Integer> progress) {
    Restaging restaging = new Restaging(recall, before, folds, zone);
    long recordedAt = restating.recordedAt(Long.MIN_VALUE);
    int done = 0;
    for (LeafState state : leaves.values()) {
      long mark = state.watermark.millis();
      if (mark != Long.MIN_VALUE && restaging.mark(state)) {
        folding.recompute(List.of(state), mark, mark, recordedAt);
        save();
        state.former(new LeafState.Former(Optional.of(state.fold)));
        if (settings.memoryMillis() != Long.MAX_VALUE) {
          prune(state);
        }
      }
      progress.accept(++done, leaves.size());
    }
  }

  /**
   * Writes all computed rows; on failure they stay to be written by the next call. What they were
   * before goes first, for those who ask later what has changed. Of the rows the newest go first: a
   * row whose carry has changed must not be there before the rows that this changes, or after a
   * crash in between nothing would tell that they are out of date.
   */
  public void save() {
    Map<String, Long> marks = marks();
    restating.write(marks);
    if (!unsaved.isEmpty()) {
      factStore.upsert(unsaved.newestFirst());
      unsaved.clear();
    }
    published = published(marks);
  }

  private Map<String, Long> marks() {
    Map<String, Long> marks = new TreeMap<>();
    watermarks.forEach((school, w) -> marks.put(school, w.millis()));
    return Map.copyOf(marks);
  }

  /** Makes the number of what was saved known; call when its checkpoint is durable. */
  public void committed() {
    restating.committed();
    published =
        new Published(
            published.watermarks(),
            published.presences(),
            published.machines(),
            restating.number());
  }

  /** The saved form of revision numbers, for checkpoints. */
  public String saveRevisions() {
    return restating.save();
  }

  /** The last saved state, for any thread. */
  public Published published() {
    return published;
  }

  /** The saved forms of all watermarks, for checkpoints. */
  public Map<String, String> saveWatermarks() {
    Map<String, String> saved = new TreeMap<>();
    watermarks.forEach((school, w) -> saved.put(school, w.save()));
    return saved;
  }

  /** Number of readings in memory. */
  public long readingsInMemory() {
    return points.values().stream().mapToLong(p -> p.readings().size()).sum();
  }
}
