package io.campuspulse.app;

import io.campuspulse.config.AccessConfig;
import io.campuspulse.config.CityConfig;
import io.campuspulse.config.EventTimeConfig;
import io.campuspulse.config.HttpConfig;
import io.campuspulse.config.Installation;
import io.campuspulse.config.JournalConfig;
import io.campuspulse.config.MqttConfig;
import io.campuspulse.config.Problems;
import io.campuspulse.config.Role;
import io.campuspulse.config.ServiceConfig;
import io.campuspulse.config.StoreConfig;
import io.campuspulse.model.Interval;
import io.campuspulse.model.RawMessage;
import io.campuspulse.mqtt.broker.EmbeddedBroker;
import io.campuspulse.registry.Campus;
import io.campuspulse.registry.GridFactors;
import io.campuspulse.simulator.Pace;
import io.campuspulse.simulator.Publisher;
import io.campuspulse.simulator.scenario.Scenario;
import io.campuspulse.simulator.world.SimulatedMessage;
import io.campuspulse.simulator.world.World;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A living school on one machine: the service with embedded broker and store, and the simulator.
 * History goes straight to the journal, as a backfill would; from then on devices publish over
 * MQTT. {@link #start}, {@link #backfill} and {@link #goLive} are called in this order by one
 * thread, {@link #close} by any.
 */
public final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final long OVERLAP_MILLIS = TimeUnit.MINUTES.toMillis(15);
  private static final long POLL_NANOS = 20_000_000L;

  private final Settings settings;
  private final Campus campus;
  private final GridFactors factors;
  private final Clock clock;
  private final World world;
  private EmbeddedBroker broker;
  private DemoCity city;
  private Service service;
  private Publisher publisher;
  private Thread live;
  private long historyEnd;
  private volatile boolean closing;

  /**
   * What to show.
   *
   * @param data folder for journal and store; another start with the same folder goes on
   * @param http where to listen
   * @param days days of history on a first start
   * @param seed seed of the virtual campus
   * @param folder of the registry
   * @param registry reads the registry again, for a reload
   */
  public record Settings(
      Path data,
      HttpConfig http,
      int days,
      long seed,
      Path folder,
      Function<Problems, Optional<Campus>> registry) {}

  public Demo(Settings settings, Campus campus, GridFactors factors, Clock clock) {
    this.settings = settings;
    this.campus = campus;
    this.factors = factors;
    this.clock = clock;
    this.world = new World(campus, Scenario.oneSchool(), settings.seed());
  }

  /** Starts broker and service; returns where it listens. */
  public Service.Addresses start() {
    broker = new EmbeddedBroker(0);
    city = new DemoCity(settings.data().resolve("city"), campus.city(), clock);
    service = new Service(setup(city.start()), clock);
    return service.start();
  }

  /** Where the mock city listens. */
  public URI city() {
    return city.address();
  }

  /** The registry with what the virtual school has planned, half a year back and ahead. */
  private Campus planned(Campus registry) {
    ZoneId zone = campus.city().zone();
    LocalDate month = LocalDate.ofInstant(clock.instant(), zone).withDayOfMonth(1);
    LocalDate first = month.minusMonths(6);
    long start = first.atStartOfDay(zone).toInstant().toEpochMilli();
    long end = month.plusMonths(7).atStartOfDay(zone).toInstant().toEpochMilli();
    return new WorldPlans(world, new Interval(Math.max(start, world.epochMillis()), end))
        .in(registry);
  }

  private Setup setup(CityConfig link) {
    ServiceConfig config = config(link);
    Setup.Files again =
        problems ->
            settings
                .registry()
                .apply(problems)
                .map(c -> Setup.of(new Installation(config, planned(c), factors)));
    return new Setup(new Installation(config, planned(campus), factors), List.of(), again);
  }

  private ServiceConfig config(CityConfig link) {
    Path data = settings.data();
    return new ServiceConfig(
        settings.http(),
        new MqttConfig(
            broker.url().toString(),
            "campus-demo",
            1,
            Optional.empty(),
            MqttConfig.DEFAULT_FILTERS,
            Optional.empty(),
            Optional.empty()),
        new JournalConfig(data.resolve("journal"), Duration.ofMillis(5), 4096, 80, 95),
        new StoreConfig.Embedded(data.resolve("store")),
        EventTimeConfig.DEFAULT,
        new ServiceConfig.FilesConfig(settings.folder(), data),
        new AccessConfig(Role.VIEWER, List.of(link)));
  }

  /** Where the history that is still missing begins, epoch milliseconds. */
  public long historyStart() {
    awaitUnlessClosing(service::restored);
    long first = clock.millis() - TimeUnit.DAYS.toMillis(settings.days());
    String school = campus.schools().iterator().next().id();
    long known =
        service.live().watermark(school).map(mark -> mark - OVERLAP_MILLIS).orElse(Long.MIN_VALUE);
    return Math.max(
        Math.floorDiv(Math.max(first, known), 900_000L) * 900_000L, world.epochMillis());
  }

  /**
   * Brings the history up to now and waits until figures include it.
   *
   * @param progress told the event time reached, now and then
   * @return number of messages
   */
  public long backfill(long from, LongConsumer progress) {
    historyEnd = clock.millis();
    long count = 0;
    Iterator<SimulatedMessage> messages = world.messages(from, historyEnd);
    while (!closing && messages.hasNext()) {
      SimulatedMessage m = messages.next();
      RawMessage raw = new RawMessage(m.topic(), m.payload(), false, clock.millis());
      awaitUnlessClosing(() -> service.offer(raw));
      if ((++count & 0x3FF) == 0) {
        progress.accept(reached(from));
      }
    }
    awaitUnlessClosing(
        () -> {
          progress.accept(reached(from));
          return service.caughtUp();
        });
    return count;
  }

  private long reached(long from) {
    String school = campus.schools().iterator().next().id();
    return Math.max(from, service.live().watermark(school).orElse(from));
  }

  private void awaitUnlessClosing(java.util.function.BooleanSupplier condition) {
    while (!closing && !condition.getAsBoolean()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Lets the devices publish over MQTT from now on, in real time. */
  public void goLive() throws MqttException {
    publisher =
        new Publisher(
            new Publisher.Target(
                broker.url().toString(), "school", 2, 64, Publisher.Credentials.ANONYMOUS));
    awaitUnlessClosing(service::connected);
    List<SimulatedMessage> births = world.births(clock.millis());
    live =
        new Thread(
            () -> {
              publisher.publishNow(births);
              publisher.publish(
                  world.messages(historyEnd, historyEnd + TimeUnit.DAYS.toMillis(3650)),
                  Pace.realTime(clock::millis),
                  sent -> {});
            },
            "school");
    live.setUncaughtExceptionHandler((t, e) -> LOG.error("the virtual school stopped", e));
    live.start();
  }

  /** Stops devices, service and broker, in this order. */
  @Override
  public void close() {
    closing = true;
    if (publisher != null) {
      publisher.close();
    }
    if (service != null) {
      service.close();
    }
    if (city != null) {
      city.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
