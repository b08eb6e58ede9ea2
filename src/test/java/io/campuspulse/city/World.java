package io.campuspulse.city;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.campuspulse.journal.sqlite.QuarantineBounds;
import io.campuspulse.journal.sqlite.SqliteJournal;
import io.campuspulse.metrics.MetricCatalog;
import io.campuspulse.mockcity.MockCity;
import io.campuspulse.mockcity.Profile;
import io.campuspulse.model.Interval;
import io.campuspulse.model.Name;
import io.campuspulse.query.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Schools, links and mock cities under one simulated clock; a single thread drives all of it. */
final class World implements AutoCloseable {
  static final long HOUR = 3_600_000;

  /** A Monday, local midnight. */
  static final long START = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();

  static final String SECRET = "a-secret-for-tests-only";
  static final List<Feed> FEEDS =
      List.of(
          feed("space_frequency", Resolution.P1D),
          feed("energy_use", Resolution.P1D),
          feed("carbon_emissions", Resolution.P1D),
          feed("space_frequency", Resolution.PT1H),
          feed("energy_use", Resolution.PT1H));

  volatile long now = START;
  final SimSchools schools = new SimSchools(() -> now);
  final Map<String, MockCity> mocks = new HashMap<>();
  private final Path folder;
  private final Map<String, LinkSettings> settings = new HashMap<>();
  private final Map<String, Long> due = new HashMap<>();
  private SqliteJournal journal;
  private Map<String, CityLink> links = new HashMap<>();
  private Desk desk;

  World(Path folder) {
    this.folder = folder;
    open();
  }

  static Feed feed(String metric, Resolution resolution) {
    return Feed.of(MetricCatalog.find(metric).orElseThrow().info(), null, resolution);
  }

  private void open() {
    journal = SqliteJournal.open(folder.resolve("journal.db"), QuarantineBounds.DEFAULT);
  }

  Ground ground() {
    return new Ground(
        schools::registry,
        schools.figures(),
        schools.live(),
        SimSchools.GRACE,
        journal.outbox(),
        () -> now);
  }

  /** Adds a city with a platform of its own. */
  World city(String id, Profile profile, String division, int maxRecords) {
    MockCity mock =
        new MockCity(new MockCity.Settings(profile, 0, id, SECRET, Optional.empty(), () -> now));
    try {
      settings.put(
          id,
          new LinkSettings(
              id,
              new Name(id, id),
              new LinkSettings.Schools(
                  Set.of(),
                  Set.of(division),
                  Optional.of(LocalDate.ofInstant(Instant.ofEpochMilli(START), SimSchools.ZONE))),
              FEEDS,
              Optional.of(
                  new LinkSettings.Push(
                      LinkSettings.Profile.valueOf(profile.name()),
                      mock.start(),
                      Optional.of(new Credentials(id, SECRET)),
                      Duration.ofSeconds(1),
                      maxRecords)),
              Optional.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    mocks.put(id, mock);
    link();
    return this;
  }

  private void link() {
    links = new HashMap<>();
    Random random = new Random(7);
    settings.forEach((id, s) -> links.put(id, new CityLink(s, ground(), random::nextDouble)));
    desk = new Desk(List.copyOf(links.values()), ground());
    due.clear();
  }

  /** Ends everything of ours and starts again from the file, as after a kill. */
  void restart() {
    journal.close();
    open();
    link();
  }

  CityLink link(String city) {
    return links.get(city);
  }

  MockCity mock(String city) {
    return mocks.get(city);
  }

  /** One attempt of a city at the present time. */
  long step(String city) {
    try {
      return links.get(city).step();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets time pass; links act when their waits are over, at most once a simulated minute. */
  void run(Duration time) {
    long end = now + time.toMillis();
    while (now < end) {
      links.keySet().stream().sorted().forEach(this::act);
      long next = due.values().stream().mapToLong(Long::longValue).min().orElse(end);
      now = Math.min(end, Math.max(now + 60_000, next));
    }
    links.keySet().stream().sorted().forEach(this::act);
  }

  private void act(String city) {
    while (due.getOrDefault(city, 0L) <= now) {
      long wait = step(city);
      due.put(city, now + wait);
    }
  }

  JsonNode reconciliation(String city, String day) {
    return json(desk.reconciliation(city, day));
  }

  Desk desk() {
    return desk;
  }

  static JsonNode json(byte[] document) {
    try {
      return new ObjectMapper().readTree(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bins of a feed that are final now. */
  List<Interval> bins(Feed feed) {
    long horizon = Math.floorDiv(now - 120_000 - SimSchools.GRACE, HOUR) * HOUR;
    List<Interval> bins = new ArrayList<>();
    long length = feed.hourly() ? HOUR : 24 * HOUR;
    for (long t = START; t + length <= horizon; t += length) {
      bins.add(new Interval(t, t + length));
    }
    return bins;
  }

  /** Asserts that a city has every final figure with its newest value and revision. */
  void assertComplete(String city, List<String> ids) {
    MockCity mock = mocks.get(city);
    long records = 0;
    for (Feed feed : FEEDS) {
      for (Interval bin : bins(feed)) {
        for (String school : ids) {
          String id = FigureRecord.id(school, feed, bin.start(), SimSchools.ZONE);
          assertThat(mock.value(id))
              .as(id)
              .contains(schools.value(feed.metric().id(), school, bin));
          assertThat(mock.revision(id)).as(id).isEqualTo(schools.revision(school, bin));
          records++;
        }
      }
    }
    assertThat(mock.summary().records()).isGreaterThanOrEqualTo(records);
  }

  /** Asserts that both sides agree on every day from the start on. */
  void assertReconciled(String city) {
    for (long t = START; t < now; t += 24 * HOUR) {
      String day = LocalDate.ofInstant(Instant.ofEpochMilli(t), SimSchools.ZONE).toString();
      JsonNode sides = reconciliation(city, day);
      assertThat(sides.get("match").asBoolean()).as(sides.toString()).isTrue();
      assertThat(sides.get("ours")).isEqualTo(sides.get("theirs"));
    }
  }

  @Override
  public void close() {
    mocks.values().forEach(MockCity::close);
    journal.close();
  }
}
