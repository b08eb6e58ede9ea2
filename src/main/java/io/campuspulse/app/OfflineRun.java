package io.campuspulse.app;

import io.campuspulse.codec.MessageDecoder;
import io.campuspulse.ingest.Deliveries;
import io.campuspulse.ingest.EngineSettings;
import io.campuspulse.ingest.FactEngine;
import io.campuspulse.ingest.Translator;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.Folds;
import io.campuspulse.metrics.StateSpan;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Leaf;
import io.campuspulse.model.Point;
import io.campuspulse.model.RawMessage;
import io.campuspulse.model.Reading;
import io.campuspulse.model.Space;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalized;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.normalize.Sample;
import io.campuspulse.query.FactReader;
import io.campuspulse.query.FigureService;
import io.campuspulse.query.Figures;
import io.campuspulse.query.LessonLedger;
import io.campuspulse.registry.Campus;
import io.campuspulse.store.memory.MemoryFacts;
import io.campuspulse.store.memory.MemoryReadings;
import io.campuspulse.store.memory.MemoryRevisions;
import io.campuspulse.window.Watermark;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The service's own path from messages to figures, in memory and without a broker: how a school
 * tries metrics on old data, and how anyone checks the service. One thread.
 */
public final class OfflineRun {
  private final Campus campus;
  private final FactEngine engine;
  private final Translator translator;
  private final Normalizer normalizer = new Normalizer(ClockRules.DEFAULT);
  private final MemoryFacts facts = new MemoryFacts();
  private final MemoryRevisions revisions = new MemoryRevisions();
  private final FigureService figures;
  private final Map<String, Long> refused = new TreeMap<>();
  private final Deliveries deliveries = new Deliveries();
  private long messages;
  private long newestReceived = -1;

  /**
   * A run over a registry.
   *
   * @param rules delay and grace of watermarks; a delay of 0 judges up to the last reading
   */
  public OfflineRun(
      Campus campus, MessageDecoder decoder, EmissionFactors factors, Watermark.Rules rules) {
    this.campus = campus;
    Folds folds = Folds.of(campus);
    this.engine =
        new FactEngine(
            folds, new MemoryReadings(), facts, revisions, EngineSettings.offline(rules));
    engine.restore(Map.of(), "");
    this.translator = new Translator(decoder, normalizer, campus);
    FactReader reader =
        new FactReader(
            facts, () -> folds, () -> engine.published().watermarks(), campus.city().zone());
    this.figures =
        new FigureService(
            new FigureService.Sources(
                () -> campus, reader, revisions, () -> engine.published().revision()),
            factors,
            rules,
            q -> false);
  }

  /** Takes a message; what cannot be used is counted by reason. */
  public void accept(RawMessage message) {
    Translator.Translation translation = translator.translate(message);
    if (translation.problem() != null) {
      refused.merge(translation.problem().reason(), 1L, Long::sum);
    }
    boolean counts =
        !message.retained()
            && !translation.readings().isEmpty()
            && !deliveries.again(translation.delivery(), messages++, message.receivedAtMillis());
    if (counts) {
      translation.readings().forEach(this::accept);
    }
  }

  /**
   * Takes a sample of a registered point, such as a line of a file.
   *
   * @return why it cannot be a reading of its point, or empty
   */
  public Optional<String> accept(Point point, Sample sample, long receivedAtMillis) {
    Normalized normalized = normalizer.normalize(point, sample, receivedAtMillis);
    if (normalized instanceof Normalized.Refused refused) {
      return Optional.of(refused.sentence());
    }
    accept(((Normalized.Accepted) normalized).reading());
    return Optional.empty();
  }

  /** Takes a reading of a registered point. */
  public void accept(Reading reading) {
    engine.accept(reading);
    newestReceived = Math.max(newestReceived, reading.receivedAtMillis());
  }

  /**
   * Computes the facts of everything taken so far.
   *
   * @param completeUntil epoch milliseconds before which nothing is still to come
   */
  public Figures compute(long completeUntil) {
    engine.completeUntil(completeUntil);
    return compute();
  }

  /** Computes the facts of everything taken so far, as far as the readings reach. */
  public Figures compute() {
    engine.compute(newestReceived);
    engine.save();
    engine.committed();
    return figures;
  }

  /** The lesson ledger of what was computed last. */
  public LessonLedger lessons() {
    return figures.lessons();
  }

  /** The verdicts about a space over a span, ascending; call after {@link #compute}. */
  public void states(Space space, Interval span, Consumer<StateSpan> sink) {
    engine.states(new Leaf(Leaf.Kind.SPACE, space.id()), span, sink);
  }

  public Campus campus() {
    return campus;
  }

  /** Messages that could not be used, by reason. */
  public Map<String, Long> refused() {
    return Map.copyOf(refused);
  }

  /** The facts, for comparisons. */
  public MemoryFacts facts() {
    return facts;
  }
}
