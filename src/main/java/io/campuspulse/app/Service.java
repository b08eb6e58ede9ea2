package io.campuspulse.app;

import io.campuspulse.city.Ground;
import io.campuspulse.config.KeyEntry;
import io.campuspulse.config.Role;
import io.campuspulse.config.ServiceConfig;
import io.campuspulse.http.Access;
import io.campuspulse.http.ApiKeys;
import io.campuspulse.http.Caller;
import io.campuspulse.http.HttpApi;
import io.campuspulse.http.HttpSettings;
import io.campuspulse.http.OperationsApi;
import io.campuspulse.http.OperationsReads;
import io.campuspulse.http.Reads;
import io.campuspulse.http.Upkeep;
import io.campuspulse.ingest.Asides;
import io.campuspulse.ingest.Balance;
import io.campuspulse.ingest.LiveState;
import io.campuspulse.ingest.Pipeline;
import io.campuspulse.ingest.Strangers;
import io.campuspulse.journal.DiskGuard;
import io.campuspulse.journal.GroupCommit;
import io.campuspulse.journal.Journal;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.model.RawMessage;
import io.campuspulse.mqtt.MqttSource;
import io.campuspulse.ops.Readiness;
import io.campuspulse.ops.Reload;
import io.campuspulse.query.FigureQuery;
import io.campuspulse.query.LiveView;
import io.campuspulse.query.MetricList;
import io.campuspulse.query.StoredReadings;
import io.campuspulse.query.Views;
import io.campuspulse.registry.Campus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running service: stores, journal, pipeline, HTTP, MQTT, started in this order and stopped in
 * reverse. {@link #start} and {@link #close} are called once each, by one thread.
 */
public final class Service implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Service.class);
  private static final Duration STALE_AFTER = Duration.ofMinutes(30);
  private static final long STOP_SECONDS = 20;

  private final Setup setup;
  private final Clock clock;
  private final Deque<Runnable> closers = new ArrayDeque<>();
  private final Compute.Current current = new Compute.Current();
  private GroupCommit intake;
  private LiveState live;
  private MqttSource source;
  private Cities cities;
  private Addresses addresses;

  /** Where it listens. */
  public record Addresses(String api, String operations) {}

  /**
   * A service.
   *
   * @param clock receive times and what counts as stale
   */
  public Service(Setup setup, Clock clock) {
    this.setup = setup;
    this.clock = clock;
  }

  /** Starts everything; on failure what was started is stopped again. */
  public Addresses start() {
    try {
      startParts();
      return addresses;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startParts() {
    ServiceConfig config = setup.installation().service();
    Stores stores = Stores.open(config.store());
    closers.push(stores.closer());
    SqliteJournal journal = Intake.openJournal(config.journal());
    closers.push(journal::close);
    intake = Intake.of(journal, config.journal());
    source = new MqttSource(Mqtt.settings(config.mqtt()), intake::offer, clock::millis);
    SparkplugHost sparkplug = new SparkplugHost(source, clock);
    Strangers strangers = Asides.remembered(journal);

    NotifyingFacts facts = new NotifyingFacts(stores.facts());
    live = new LiveState(() -> current.engine().published());
    Compute.Ground ground =
        new Compute.Ground(journal, stores, facts, live, new Asides(strangers, sparkplug));
    current.set(new Compute(setup, ground, this::stale));
    current.get().start();
    closers.push(() -> current.get().stop());
    closers.push(intake::close);

    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    CurrentFigures figures = new CurrentFigures(() -> current.get().figures());
    cities = new Cities(config.access().cities(), links(journal, figures));
    new Meters(meters)
        .bind(current)
        .bind(intake)
        .bind(source)
        .bind(journal)
        .bind(strangers)
        .bind(sparkplug)
        .bind(cities.links());
    Reload reload =
        new Reloads(() -> current.get().setup(), next -> takeOver(next, ground, strangers));
    Reads reads =
        new Reads(
            () -> current.get().campus(),
            new MetricList(),
            new Views(
                figures,
                query -> current.get().figures().lessons().lessons(query),
                new StoredReadings(stores.readings()),
                live),
            clock,
            new Upkeep(strangers, reload, journal.quarantine(), cities.desk()));
    addresses = startHttp(reads, readiness(stores, journal), meters);
    source.start();
    closers.push(source::close);
    cities.start();
    closers.push(cities::close);
    Campus campus = current.get().campus();
    LOG.info("ready: {} points of {}; {}", campus.points().size(), campus.version(), stores.name());
    Mqtt.warnOfDeafness(setup);
  }

  private Ground links(SqliteJournal journal, CurrentFigures figures) {
    return new Ground(
        () -> current.get().campus(),
        figures,
        live,
        setup.installation().service().eventTime().grace().toMillis(),
        journal.outbox(),
        clock::millis);
  }

  /**
   * Ends the pipeline, and starts another where it stood; messages wait in the journal meanwhile.
   * What devices sent before they were registered is tried again.
   */
  private long takeOver(Setup next, Compute.Ground ground, Strangers strangers) {
    Compute before = current.get();
    before.stop();
    if (!before.stopped()) {
      throw new IllegalStateException("the pipeline does not end its batch: restart the service");
    }
    try {
      current.set(new Compute(next, ground, this::stale));
    } catch (RuntimeException e) {
      current.set(new Compute(before.setup(), ground, this::stale));
      throw e;
    } finally {
      current.get().start();
    }
    Mqtt.warnOfDeafness(next);
    Campus campus = next.installation().campus();
    strangers.forget((c, identity) -> campus.deviceByIdentity(c, identity).isPresent());
    return new Newcomers(ground.journal().quarantine())
        .replay(before.campus(), campus, clock.millis());
  }

  private boolean stale(FigureQuery query) {
    Campus campus = current.get().campus();
    Optional<Long> newest =
        campus.schoolOf(query.scope()).map(live::watermark).orElseGet(live::newestEventTime);
    return newest.isEmpty() || newest.get() < clock.millis() - STALE_AFTER.toMillis();
  }

  private Pipeline pipeline() {
    return current.pipeline();
  }

  private Readiness readiness(Stores stores, Journal journal) {
    return new Readiness()
        .add("broker", this::brokerState)
        .add("journal", this::journalState)
        .add("store", () -> storeState(stores))
        .add("figures", () -> figuresState(journal));
  }

  private Readiness.State figuresState(Journal journal) {
    if (current.get().failure() != null) {
      return Readiness.State.notReady(
          "the ingest thread died; restart the service, nothing is lost: "
              + current.get().failure());
    }
    if (pipeline().journalProblem() != null) {
      return Readiness.State.notReady(
          "figures stand still, tried again within ten seconds: " + pipeline().journalProblem());
    }
    return pipeline().restored()
        ? Readiness.State.ready(
            "recent state is loaded; journal holds offsets %d to %d"
                .formatted(journal.start(), journal.end()))
        : Readiness.State.notReady("recent state is being loaded from the store");
  }

  private Readiness.State brokerState() {
    return source.stats().allConnected()
        ? Readiness.State.ready("all connections to the broker are subscribed")
        : Readiness.State.notReady(
            "not connected to "
                + setup.installation().service().mqtt().url()
                + ": "
                + source.stats().lastError().orElse("connecting"));
  }

  private Readiness.State journalState() {
    if (intake.diskLevel() == DiskGuard.Level.STOP) {
      return Readiness.State.notReady(
          "nothing is acknowledged until there is room: " + intake.describeDisk());
    }
    if (pipeline().journalProblem() != null) {
      return Readiness.State.notReady(
          "the journal cannot be read, or its cursor not moved: " + pipeline().journalProblem());
    }
    String alarm =
        intake.diskLevel() == DiskGuard.Level.ALARM ? "; make room: " + intake.describeDisk() : "";
    return intake.healthy()
        ? Readiness.State.ready("messages are acknowledged after their fsync" + alarm)
        : Readiness.State.notReady("the journal cannot be written: " + intake.problem());
  }

  private Readiness.State storeState(Stores stores) {
    String problem = pipeline().storeProblem();
    if (problem != null) {
      return Readiness.State.notReady(
          "the store refuses, the journal keeps everything: " + problem);
    }
    stores.check().run();
    return Readiness.State.ready(stores.name());
  }

  private Addresses startHttp(Reads reads, Readiness readiness, PrometheusMeterRegistry meters) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setInternalBlockingPoolSize(2));
    closers.push(() -> await(vertx.close()));
    Access access = access();
    var http = setup.installation().service().http();
    HttpSettings settings =
        HttpSettings.at(http.host(), http.port())
            .withVersion(version())
            .withCorsOrigins(Set.copyOf(http.corsOrigins()));
    HttpApi api = new HttpApi(vertx, reads, access, settings, meters);
    int port = listen(api.start(), http.host(), http.port());
    closers.push(() -> await(api.close()));
    OperationsApi operations =
        new OperationsApi(
            vertx,
            new OperationsReads(readiness, meters, reads.clock()),
            access,
            HttpSettings.at(http.opsHost(), http.opsPort()));
    int opsPort = listen(operations.start(), http.opsHost(), http.opsPort());
    closers.push(() -> await(operations.close()));
    return new Addresses(
        "http://" + http.host() + ":" + port, "http://" + http.opsHost() + ":" + opsPort);
  }

  private Access access() {
    ServiceConfig config = setup.installation().service();
    List<ApiKeys.Key> keys = new ArrayList<>();
    for (KeyEntry entry : config.http().keys()) {
      keys.add(new ApiKeys.Key(new Caller(entry.name(), role(entry.role())), entry.sha256()));
    }
    try {
      String key = OperatorKey.obtain(config.journal().directory());
      Caller local = new Caller("operator on this machine", io.campuspulse.http.Role.OPERATOR);
      keys.add(new ApiKeys.Key(local, ApiKeys.hash(key)));
    } catch (IOException e) {
      throw new StartFailure("Cannot keep the operator's key: " + e, e);
    }
    return cities.access(
        new ApiKeys(
            keys,
            config.anonymous() == Role.VIEWER
                ? Optional.of(io.campuspulse.http.Role.VIEWER)
                : Optional.empty()));
  }

  private static io.campuspulse.http.Role role(Role configured) {
    return io.campuspulse.http.Role.valueOf(configured.name());
  }

  private static int listen(Future<Integer> start, String host, int port) {
    try {
      return await(start);
    } catch (IllegalStateException e) {
      throw new StartFailure("Cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** A part could not start, for a reason that the message tells in one sentence. */
  public static final class StartFailure extends RuntimeException {
    StartFailure(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }

  /** The version in the jar's manifest. */
  public static String version() {
    String version = Service.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer within " + STOP_SECONDS + " s", e);
    }
  }

  /**
   * Hands a message to the journal as if a broker had delivered it: backfill of history.
   *
   * @return false when there is no room at the moment
   */
  public boolean offer(RawMessage message) {
    return intake.offer(message, () -> {});
  }

  /** The newest state, for callers in this process. */
  public LiveView live() {
    return live;
  }

  /** Where messages went; see {@link Balance}. */
  public Balance balance() {
    return pipeline().balance();
  }

  /** Whether the recent state has been loaded. */
  public boolean restored() {
    return pipeline().restored();
  }

  /** Whether everything handed over is journaled and in the figures. */
  public boolean caughtUp() {
    return intake.queueDepth() == 0 && pipeline().balance().pending() == 0;
  }

  /** Whether the broker delivers. */
  public boolean connected() {
    return source.stats().allConnected();
  }

  /** Stops in reverse order; what was acknowledged is durable. */
  @Override
  public void close() {
    while (!closers.isEmpty()) {
      try {
        closers.pop().run();
      } catch (RuntimeException e) {
        LOG.warn("while stopping: {}", e.toString());
      }
    }
  }
}
