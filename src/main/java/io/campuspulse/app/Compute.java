package io.campuspulse.app;

import io.campuspulse.codec.MessageDecoder;
import io.campuspulse.config.EventTimeConfig;
import io.campuspulse.config.Installation;
import io.campuspulse.config.ServiceConfig;
import io.campuspulse.ingest.Asides;
import io.campuspulse.ingest.Configuration;
import io.campuspulse.ingest.EffectList;
import io.campuspulse.ingest.EngineSettings;
import io.campuspulse.ingest.FactEngine;
import io.campuspulse.ingest.LiveState;
import io.campuspulse.ingest.Pipeline;
import io.campuspulse.ingest.Translator;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.EmissionFactors;
import io.campuspulse.metrics.Folds;
import io.campuspulse.normalize.ClockRules;
import io.campuspulse.normalize.Normalizer;
import io.campuspulse.query.FactReader;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.FigureService;
import io.campuspulse.registry.Campus;
import io.campuspulse.window.Watermark;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that depends on registry, mappings and factors: decoders, folds, engine, pipeline and
 * figures. A reload makes it anew over the same journal and stores; the new pipeline goes on where
 * the old one's cursor stands.
 */
final class Compute {
  private static final Logger LOG = LoggerFactory.getLogger(Compute.class);
  private static final long STOP_SECONDS = 20;
  private static final int PROGRESS_LEAVES = 200;

  private final Setup setup;
  private final FactEngine engine;
  private final Pipeline pipeline;
  private final FigureService figures;
  private final Thread thread;
  private volatile Throwable failure;

  /** The one in force; strongly held by its service. */
  static final class Current {
    private volatile Compute compute;

    void set(Compute next) {
      compute = next;
    }

    Compute get() {
      return compute;
    }

    Pipeline pipeline() {
      return compute.pipeline;
    }

    FactEngine engine() {
      return compute.engine;
    }
  }

  /** What stays the same over a reload. */
  record Ground(
      SqliteJournal journal, Stores stores, NotifyingFacts facts, LiveState live, Asides asides) {}

  /**
   * Prepares it; {@link #start} starts the pipeline.
   *
   * @param stale whether the newest data of a query's scope is too old to be called live
   */
  Compute(Setup setup, Ground ground, Predicate<FigureQuery> stale) {
    this.setup = setup;
    Campus campus = campus();
    EventTimeConfig time = setup.installation().service().eventTime();
    Watermark.Rules rules =
        new Watermark.Rules(
            time.delay().toMillis(), time.grace().toMillis(), Watermark.Rules.DEFAULT.idleMillis());
    Folds folds = Folds.of(campus);
    long memory = time.lateness().plusHours(1).toMillis();
    engine =
        new FactEngine(
            folds,
            ground.stores.readings(),
            ground.facts,
            ground.journal.revisions(),
            new EngineSettings(rules, memory));
    EffectList effects = new EffectList();
    MessageDecoder decoder = Decoders.all(setup.mappings(), effects);
    Normalizer normalizer =
        new Normalizer(new ClockRules(time.future().toMillis(), time.retention().toMillis()));
    pipeline =
        new Pipeline(
            new Pipeline.Parts(
                ground.journal,
                new Translator(
                    decoder, effects, normalizer, campus, Decoders.dedupWindows(setup.mappings())),
                ground.stores.readings(),
                engine,
                ground.live,
                ground.asides,
                configuration(setup)),
            ground.stores.keep(),
            System::nanoTime);
    FactReader reader =
        new FactReader(
            ground.facts, () -> folds, () -> engine.published().watermarks(), campus.city().zone());
    ground.facts.listener(reader::changed);
    figures =
        new FigureService(
            new FigureService.Sources(
                () -> campus,
                reader,
                ground.journal.revisions(),
                () -> engine.published().revision()),
            factors(setup.installation()),
            rules,
            stale);
    thread = new Thread(pipeline, "ingest");
    thread.setUncaughtExceptionHandler(
        (t, e) -> {
          LOG.error("the ingest thread died; restart the service, nothing is lost", e);
          failure = e;
        });
  }

  /** What is in force, with what was: registries are kept beside the journal. */
  private static Configuration configuration(Setup setup) {
    ServiceConfig service = setup.installation().service();
    Campus campus = setup.installation().campus();
    RegistryArchive archive =
        new RegistryArchive(
            service.journal().directory().resolve("registry"), Decoders.ids(setup.mappings()));
    archive.keep(campus.version(), service.files().registry());
    return new Configuration(
        campus.version(),
        campus.city().zone(),
        version -> archive.load(version).map(Folds::of),
        (done, all) -> {
          if (done.equals(all) || done % PROGRESS_LEAVES == 0) {
            LOG.info("another registry was in force: compared {} of {} leaves", done, all);
          }
        });
  }

  private static EmissionFactors factors(Installation installation) {
    return EmissionFactors.of(installation.factors(), installation.campus().city().gridRegion());
  }

  /** Starts the pipeline where its cursor stands. */
  void start() {
    thread.start();
  }

  /** Lets the pipeline finish its batch, and waits for that. */
  void stop() {
    pipeline.stop();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the pipeline's thread has ended. */
  boolean stopped() {
    return !thread.isAlive();
  }

  Setup setup() {
    return setup;
  }

  Campus campus() {
    return setup.installation().campus();
  }

  FactEngine engine() {
    return engine;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  FigureService figures() {
    return figures;
  }

  /** What ended the ingest thread, or null. */
  Throwable failure() {
    return failure;
  }
}
