package io.campuspulse.ingest;

import io.campuspulse.journal.Checkpoint;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.JournalException;
import io.campuspulse.metrics.Folds;
import io.campuspulse.model.Reading;
import io.campuspulse.store.ReadingStore;
import io.campuspulse.store.StoreException;
import io.campuspulse.window.PointBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The consumer of the journal: translates messages, writes readings, keeps facts, moves the cursor.
 *
 * <p>Readings, facts and cursor advance batch by batch, in this order, each write idempotent; so a
 * crash anywhere repeats at most one batch and changes nothing. While a store is down the batch
 * waits and the journal grows on disk; memory holds one batch. A journal that fails, as on a full
 * disk, is tried again likewise. {@link #run} belongs to one thread; {@link #balance}, {@link
 * #storeProblem}, {@link #journalProblem} and {@link #stop} may be called from any.
 */
public final class Pipeline implements Runnable {
  /** Name of the journal cursor. */
  public static final String CONSUMER = "ingest";

  private static final int READ_MESSAGES = 4096;
  private static final int BATCH_READINGS = 20_000;

  private final Journal journal;
  private final Translator translator;
  private final ReadingStore readingStore;
  private final FactEngine engine;
  private final LiveState live;
  private final Asides asides;
  private final Rewind rewind;
  private final Configuration configuration;
  private final Replays replays;
  private final SavedState saved;
  private final Deliveries deliveries = new Deliveries();

  /** Deliveries among messages that are written again, and when the first of those was received. */
  private Deliveries rewound = new Deliveries();

  private long certainFrom;
  private final LongSupplier nanoTime;
  private final EnumMap<Balance.Fate, Long> fates;
  private final Persistence persistence = new Persistence(this::storeCameBack);
  private volatile Progress progress;
  private volatile boolean restored;
  private boolean writeAgain;
  private volatile long batchMillis = 1000;

  /**
   * How long messages stay in the journal after they were dealt with, for stores that can lose
   * acknowledged writes in a crash.
   *
   * @param millis by receive time; 0 when the store keeps what it acknowledged
   * @param bytes of the whole journal beyond which less is kept
   */
  public record Keep(long millis, long bytes) {
    /** The store keeps what it acknowledged. */
    public static final Keep NOTHING = new Keep(0, 0);

    /** A day, at most half a gigabyte. */
    public static final Keep A_DAY = new Keep(86_400_000L, 512L << 20);
  }

  /** The last checkpoint: the cursor and the fates of all messages before it. */
  private record Progress(long cursor, Map<Balance.Fate, Long> fates, long replayed) {}

  /** What the pipeline works with. */
  public record Parts(
      Journal journal,
      Translator translator,
      ReadingStore readingStore,
      FactEngine engine,
      LiveState live,
      Asides asides,
      Configuration configuration) {
    /** Parts of one configuration that tell nobody what messages say beyond readings. */
    public Parts(
        Journal journal,
        Translator translator,
        ReadingStore readingStore,
        FactEngine engine,
        LiveState live) {
      this(journal, translator, readingStore, engine, live, Asides.none(), Configuration.ONLY);
    }
  }

  /**
   * A pipeline that goes on where its cursor stands.
   *
   * @param keep how far back the store may have to be written again after an outage
   * @param nanoTime monotonic time, for batching only
   */
  public Pipeline(Parts parts, Keep keep, LongSupplier nanoTime) {
    this.journal = parts.journal();
    this.rewind = new Rewind(journal, keep);
    this.translator = parts.translator();
    this.replays = new Replays(parts.translator());
    this.readingStore = parts.readingStore();
    this.engine = parts.engine();
    this.live = parts.live();
    this.asides = parts.asides();
    this.configuration = parts.configuration();
    this.nanoTime = nanoTime;
    this.saved = new SavedState(parts, deliveries, replays, nanoTime);
    this.fates = saved.fates();
    this.progress = savedProgress();
  }

  private Progress savedProgress() {
    return new Progress(journal.cursor(CONSUMER), Map.copyOf(fates), saved.replayed());
  }

  private void restore() {
    // Another pipeline may have gone on since this one was made.
    fates.clear();
    fates.putAll(saved.fates());
    progress = savedProgress();
    if (persistence.call(saved::restoreEngine)) {
      saved.restoreDecoding();
    }
  }

  /** After another registry was in force, restates what differs; then the new one is in force. */
  private void restage() {
    String before = saved.registry();
    if (persistence.gaveUp() || Objects.equals(before, configuration.version())) {
      return;
    }
    if (before != null) {
      Optional<Folds> former = configuration.former().apply(before);
      if (!persistence.call(
          () -> engine.restage(former, configuration.zone(), configuration.progress()))) {
        return;
      }
    }
    Checkpoint checkpoint =
        new Checkpoint(CONSUMER, progress.cursor(), saved.restaged(), List.of());
    if (persistence.call(() -> journal.commit(checkpoint))) {
      engine.committed();
    }
  }

  /** Loads the engine's recent state from the stores, then works until {@link #stop}. */
  @Override
  public void run() {
    restore();
    restage();
    restored = true;
    persistence.call(rewind::begin);
    writeAgain = rewind.enabled();
    long next = progress.cursor();
    Batch batch = new Batch();
    long startedAt = 0;
    try {
      while (!persistence.stopping()) {
        if (writeAgain && batch.messages() == 0) {
          writeAgain = false;
          next = Math.min(next, rewindFrom());
          rewound = new Deliveries();
          certainFrom = next == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
          engine.writeUnchangedRows(next < progress.cursor());
        }
        List<Journal.Entry> entries = read(next);
        if (batch.messages() == 0 && !entries.isEmpty()) {
          startedAt = nanoTime.getAsLong();
        }
        for (Journal.Entry entry : entries) {
          take(entry, batch);
          next = entry.offset() + 1;
        }
        long ageMillis = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - startedAt);
        boolean due =
            batch.messages() > 0
                && !persistence.gaveUp()
                && (batch.readings.size() >= BATCH_READINGS || ageMillis >= batchMillis);
        if (due) {
          commit(batch, next);
          batch = new Batch();
        } else if (entries.isEmpty()) {
          long wait = batch.messages() == 0 ? batchMillis : Math.max(1, batchMillis - ageMillis);
          journal.awaitBeyond(next, wait);
        }
      }
      if (batch.messages() > 0 && !persistence.gaveUp()) {
        commit(batch, next);
      }
      saveAsides();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void storeCameBack() {
    writeAgain = rewind.enabled();
  }

  private long rewindFrom() {
    long[] from = {Long.MAX_VALUE};
    persistence.call(() -> from[0] = rewind.from());
    return from[0];
  }

  private List<Journal.Entry> read(long next) {
    List<Journal.Entry> entries = new ArrayList<>();
    persistence.call(() -> entries.addAll(journal.read(next, READ_MESSAGES)));
    return entries;
  }

  private void take(Journal.Entry entry, Batch batch) {
    if (entry.offset() < progress.cursor()) {
      takeAgain(entry, batch);
      return;
    }
    Translator.Translation t = translate(entry);
    long receivedAt = entry.message().receivedAtMillis();
    engine.onReceived(receivedAt);
    if (entry.replay() == null) { // what a replay says about now is long past
      t.availability().forEach(a -> live.onAvailability(a.device(), a.state()));
      if (!t.beyond().isNothing()) {
        asides.take(entry.message(), t.beyond());
      }
    }
    if (entry.message().retained()) {
      boolean unreadable = t.problem() != null && t.problem().isUnreadable();
      if (unreadable) {
        batch.quarantine(entry, t.problem());
      }
      batch.note(entry, unreadable ? Balance.Fate.QUARANTINED : Balance.Fate.NO_TELEMETRY);
      return;
    }
    t.devices().forEach(d -> live.onSeen(d, receivedAt));
    if (!t.readings().isEmpty() && deliveries.again(t.delivery(), entry.origin(), receivedAt)) {
      batch.note(entry, Balance.Fate.DUPLICATE);
      return;
    }
    List<PointBuffer.Added> added = new ArrayList<>(t.readings().size());
    for (Reading reading : t.readings()) {
      added.add(accept(reading));
      live.onReading(reading);
      batch.add(reading, entry);
    }
    if (t.problem() != null) {
      batch.quarantine(entry, t.problem());
    }
    boolean lost = t.problem() != null && t.readings().isEmpty();
    batch.note(entry, lost ? Balance.Fate.QUARANTINED : Batch.fateOf(added));
  }

  private Translator.Translation translate(Journal.Entry entry) {
    return entry.replay() == null
        ? translator.translate(entry.message())
        : replays.translate(entry);
  }

  /** A message that was dealt with before: only what may be missing in the store is written. */
  private void takeAgain(Journal.Entry entry, Batch batch) {
    Translator.Translation t = translate(entry);
    if (!entry.message().retained() && counts(t.delivery(), entry)) {
      for (Reading reading : t.readings()) {
        accept(reading);
        batch.add(reading, entry);
      }
    }
    batch.again(entry);
  }

  /** Whether a message that is written again counted the first time. */
  private boolean counts(Translator.Delivery delivery, Journal.Entry entry) {
    long received = entry.message().receivedAtMillis();
    if (certainFrom == Long.MAX_VALUE) {
      certainFrom = received;
    }
    if (delivery == null) {
      return true;
    }
    boolean again = rewound.again(delivery, entry.origin(), received);
    // in the first window it may repeat one that lies before all that is written again
    boolean certain =
        certainFrom == Long.MIN_VALUE || received - delivery.windowMillis() > certainFrom;
    return !again && certain;
  }

  private PointBuffer.Added accept(Reading reading) {
    PointBuffer.Added[] result = new PointBuffer.Added[1];
    persistence.call(() -> result[0] = engine.accept(reading));
    return result[0] == null ? PointBuffer.Added.REPLAY : result[0];
  }

  private void commit(Batch batch, long next) {
    boolean written = persistence.call(() -> write(batch));
    written = written && persistence.call(() -> engine.compute(batch.newestReceived()));
    written = written && persistence.call(engine::save);
    if (!written) {
      return; // stopping: the cursor stays, the next start repeats the batch
    }
    if (next <= progress.cursor()) {
      return;
    }
    engine.writeUnchangedRows(false);
    batch.fates().forEach((fate, n) -> fates.merge(fate, n, Long::sum));
    long replayed = progress.replayed() + batch.replayed();
    Checkpoint checkpoint =
        new Checkpoint(CONSUMER, next, saved.values(fates, replayed), batch.quarantined);
    if (persistence.call(() -> journal.commit(checkpoint))) {
      progress = new Progress(next, Map.copyOf(fates), replayed);
      engine.committed();
      persistence.call(() -> rewind.passed(next, batch.newestReceived()));
      trim();
    }
  }

  /** Gives space back; what fails here is done by the next one. */
  private void trim() {
    try {
      journal.trim();
    } catch (JournalException e) {
      persistence.journalFailed(e);
    }
  }

  /** Writes the batch; readings that the store refuses for good go to quarantine. */
  private void write(Batch batch) {
    try {
      readingStore.write(batch.readings);
    } catch (StoreException e) {
      if (e.culprits().isEmpty()) {
        throw e;
      }
      batch.refuse(e.culprits(), e.getMessage());
      readingStore.write(batch.readings);
    }
  }

  private void saveAsides() {
    Map<String, String> state = asides.state();
    if (!state.isEmpty() && !persistence.gaveUp()) {
      Checkpoint checkpoint = new Checkpoint(CONSUMER, progress.cursor(), state, List.of());
      persistence.call(() -> journal.commit(checkpoint));
    }
  }

  /**
   * Asks {@link #run} to finish its batch and return; while the store is down it gives up at once.
   */
  public void stop() {
    persistence.stop();
  }

  /** How long readings wait for company before they are written together, ms. */
  public void batchMillis(long millis) {
    batchMillis = millis;
  }

  /** Where every journaled message went. */
  public Balance balance() {
    Progress now = progress;
    long end = journal.end();
    return new Balance(end, end - now.cursor(), now.fates(), now.replayed());
  }

  /** Whether the recent state was loaded, so that figures are complete. */
  public boolean restored() {
    return restored;
  }

  /** The store's last failure, or null when its last call succeeded. */
  public String storeProblem() {
    return persistence.storeProblem();
  }

  /** Why the journal cannot be read or its cursor moved, or null when it could the last time. */
  public String journalProblem() {
    return persistence.journalProblem();
  }
}
