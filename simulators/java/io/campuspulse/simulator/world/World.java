package io.campuspulse.simulator.world;

import io.campuspulse.model.Device;
import io.campuspulse.model.Point;
import io.campuspulse.model.Quantity;
import io.campuspulse.model.School;
import io.campuspulse.registry.Campus;
import io.campuspulse.simulator.encode.Encoder;
import io.campuspulse.simulator.encode.Encoders;
import io.campuspulse.simulator.scenario.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A virtual campus: the registry's schools, alive. Everything is a function of campus, scenario,
 * seed and time, and of nothing else; a range of messages or of truth is byte-identical however
 * often, in whatever pieces and from whatever start it is computed.
 *
 * <p>Thread-safe; the streams that it hands out are not.
 */
public final class World {
  /** Longest that a message of the day before may still be under way, ms. */
  static final long LOOK_BACK = 300_000;

  private final Campus campus;
  private final Scenario scenario;
  private final long seed;
  private final ZoneId zone;
  private final Checkpoints checkpoints = new Checkpoints();

  /** A world. */
  public World(Campus campus, Scenario scenario, long seed) {
    this.campus = campus;
    this.scenario = scenario;
    this.seed = seed;
    this.zone = campus.city().zone();
  }

  public Campus campus() {
    return campus;
  }

  public Scenario scenario() {
    return scenario;
  }

  /** The first instant that the world can compute, epoch milliseconds. */
  public long epochMillis() {
    return scenario.epoch().atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private LocalDate dayOf(long millis) {
    return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate();
  }

  private long midnight(LocalDate day) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /**
   * The messages sent in {@code [from, to)}, epoch milliseconds, in the order of their sending.
   *
   * @throws IllegalArgumentException when the range starts before the scenario's epoch, or a device
   *     speaks a convention that the simulator does not
   */
  public MessageStream messages(long fromMillis, long toMillis) {
    return messages(fromMillis, toMillis, SampleSink.NONE);
  }

  /**
   * The same, with somebody who is told what becomes of each sample. Samples of the moments before
   * the range are told too.
   */
  public MessageStream messages(long fromMillis, long toMillis, SampleSink samples) {
    LocalDate day = dayOf(Math.max(epochMillis(), fromMillis - LOOK_BACK));
    if (fromMillis < epochMillis()) {
      day = dayOf(fromMillis);
    }
    Encoders encoders = new Encoders(campus);
    Dice dice = new Dice(seed);
    List<SchoolRun> runs = new ArrayList<>();
    List<List<Station>> stations = new ArrayList<>();
    Map<String, List<Device>> devices = devicesBySchool();
    for (School school : campus.schools()) {
      Site site = new Site(campus, school);
      List<Counter> counters = new ArrayList<>();
      List<Station> list = new ArrayList<>();
      Instruments instruments = new Instruments(campus, site, scenario.sensors(), dice);
      for (Device device : devices.getOrDefault(school.id(), List.of())) {
        Encoder encoder = encoders.of(device.convention());
        list.add(instruments.station(device, encoder, counters));
      }
      Planner planner = new Planner(site, scenario, dice, zone);
      SchoolRun run =
          new SchoolRun(planner, moment(site, planner, dice), scenario, counters, checkpoints);
      runs.add(run);
      stations.add(list);
    }
    LocalDate first = day;
    runs.parallelStream().forEach(run -> run.begin(first)); // schools know nothing of each other
    FaultPlan faults = new FaultPlan(scenario.faults(), dice);
    MessageStream.Cast cast = new MessageStream.Cast(runs, stations, faults, samples, dice);
    return new MessageStream(cast, midnight(day), fromMillis, toMillis);
  }

  private Moment moment(Site site, Planner planner, Dice dice) {
    Loads loads = new Loads(site, dice, scenario.habits());
    return new Moment(site, loads, new Rooms(site, dice), planner.habits(), dice);
  }

  private Map<String, List<Device>> devicesBySchool() {
    String first = campus.schools().iterator().next().id();
    Map<String, List<Device>> map = new LinkedHashMap<>();
    for (Device device : campus.devices()) {
      var points = campus.pointsOfDevice(device.id());
      if (!points.isEmpty()) {
        Point point = points.iterator().next();
        String school = campus.schoolOf(point.subject()).orElse(first);
        map.computeIfAbsent(school, k -> new ArrayList<>()).add(device);
      }
    }
    return map;
  }

  /**
   * What every device says when it comes online, for a publisher that has just connected.
   *
   * @param atMillis the time of the messages
   */
  public List<SimulatedMessage> births(long atMillis) {
    Encoders encoders = new Encoders(campus);
    List<SimulatedMessage> list = new ArrayList<>();
    for (Device d : campus.devices()) {
      encoders
          .of(d.convention())
          .availability(
              d,
              true,
              atMillis,
              (t, p, r) -> list.add(new SimulatedMessage(atMillis, t, p, r, false, d.id())));
    }
    return list;
  }

  /**
   * What is planned on all local days that begin in {@code [from, to)}, epoch milliseconds: by day,
   * school, space and start. Cancelled bookings are among them.
   */
  public List<PlannedUse> bookings(long fromMillis, long toMillis) {
    Dice dice = new Dice(seed);
    List<Timetable> timetables = new ArrayList<>();
    for (School school : campus.schools()) {
      timetables.add(new Timetable(new Site(campus, school), scenario, dice));
    }
    List<PlannedUse> list = new ArrayList<>();
    for (LocalDate day = dayOf(fromMillis); midnight(day) < toMillis; day = day.plusDays(1)) {
      for (Timetable timetable : timetables) {
        list.addAll(timetable.planned(day, midnight(day)));
      }
    }
    return list;
  }

  /**
   * The truth of all local days that begin in {@code [from, to)}, day by day and school by school.
   * Times outside of the range are cut.
   */
  public void truth(long fromMillis, long toMillis, TruthSink sink) {
    Dice dice = new Dice(seed);
    for (School school : campus.schools()) {
      Site site = new Site(campus, school);
      Meters meters = new Meters(campus, site);
      List<TruthRecorder.Meter> list = new ArrayList<>();
      for (Point point : campus.points()) {
        if (isRegister(point.quantity())
            && campus.schoolOf(point.subject()).filter(school.id()::equals).isPresent()) {
          list.add(new TruthRecorder.Meter(point, meters.flow(point)));
        }
      }
      Planner planner = new Planner(site, scenario, dice, zone);
      Moment now = moment(site, planner, dice);
      TruthRecorder recorder = new TruthRecorder(now, list, fromMillis, toMillis, sink);
      LocalDate first = dayOf(fromMillis);
      recorder.eve(planner.plan(first.minusDays(1)));
      for (LocalDate day = first; midnight(day) < toMillis; day = day.plusDays(1)) {
        recorder.day(planner.plan(day), planner.timetable().planned(day, midnight(day)));
      }
    }
  }

  private static boolean isRegister(Quantity quantity) {
    return switch (quantity) {
      case ENERGY_REGISTER, ENERGY_EXPORT_REGISTER, ENERGY_GENERATION_REGISTER, WATER_REGISTER ->
          true;
      default -> false;
    };
  }
}
